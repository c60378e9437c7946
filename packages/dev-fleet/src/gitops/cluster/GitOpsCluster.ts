import { ApiKind } from '../../apiserver/ApiKind';
import { KindRegistry } from '../../apiserver/KindRegistry';
import { ObjectStore } from '../../apiserver/ObjectStore';
import { groupOf, Manifest, versionOf } from '../manifests/Manifest';

/** A cluster that the stand-ins work in. @public */
export interface GitOpsCluster {
  /** As Argo CD's `destination.name` calls it. */
  name: string;
  /** As `destination.server` calls it. */
  servers: string[];
  store: ObjectStore;
  kinds: KindRegistry;
  /** The controllers that run in it. */
  gitops: 'argocd' | 'flux' | null;
  /** Objects of a story that is told by others; nothing is done with them. */
  isStory?(object: { kind: string; metadata: { name: string } }): boolean;
}

/** The kind of an object if the cluster serves it. @internal */
export function kindOf(
  cluster: GitOpsCluster,
  { apiVersion, kind }: Pick<Manifest, 'apiVersion' | 'kind'>,
): ApiKind | undefined {
  const group = groupOf(apiVersion);
  const version = versionOf(apiVersion);
  return cluster.kinds
    .kinds()
    .find(
      served =>
        served.group === group &&
        served.kind === kind &&
        served.versions.includes(version),
    );
}
