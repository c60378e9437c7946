import { KubeObject } from '../../apiserver/KubeObject';
import { GitOpsCluster } from '../cluster/GitOpsCluster';
import { GitSources } from '../source/GitSources';
import { SourceTree } from '../source/SourceTree';

/** What a source offers: Flux's artifact. @internal */
export interface Artifact {
  /** `main@sha1:<commit>`. */
  revision: string;
  tree: SourceTree;
}

/** What one Flux works with. @internal */
export interface FluxContext {
  cluster: GitOpsCluster;
  sources: GitSources;
  /** By `<namespace>/<name>` of the GitRepository. */
  artifacts: Map<string, Artifact>;
  /** What is due when, by uid. */
  agenda: Map<string, AgendaEntry>;
}

/** When an object is looked at again although nothing changes. @internal */
export interface AgendaEntry {
  dueAt: number;
  /** What was seen at the last look: a change makes it due. */
  seen: string;
}

/** @internal */
export function keyOf({ metadata }: KubeObject): string {
  return `${metadata.namespace}/${metadata.name}`;
}

const REQUESTED_AT = 'reconcile.fluxcd.io/requestedAt';

/** The token of `flux reconcile`, if it was asked for. @internal */
export function requestOf({ metadata }: KubeObject): string | undefined {
  return metadata.annotations?.[REQUESTED_AT];
}
