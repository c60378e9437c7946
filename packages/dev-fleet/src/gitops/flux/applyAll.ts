import { KubeObject } from '../../apiserver/KubeObject';
import { StatusError } from '../../apiserver/StatusError';
import { applyObject, findLive } from '../cluster/applyObject';
import { compareApplyOrder } from '../cluster/applyOrder';
import { GitOpsCluster, kindOf } from '../cluster/GitOpsCluster';
import { Manifest } from '../manifests/Manifest';

/** What became of applying. @internal */
export type ApplyResult =
  | { ok: true; objects: KubeObject[] }
  | { ok: false; reason: string };

const DEFINITIONS = ['CustomResourceDefinition', 'Namespace'];
const SSA = 'kustomize.toolkit.fluxcd.io/ssa';
const RECONCILE = 'kustomize.toolkit.fluxcd.io/reconcile';

/**
 * Applies objects as Flux does, in two stages: definitions and namespaces
 * first, then the rest, of which nothing is applied if one cannot be.
 *
 * @internal
 */
export function applyAll(
  cluster: GitOpsCluster,
  options: { manifests: Manifest[]; manager: string; now: Date },
): ApplyResult {
  const { manifests, manager, now } = options;
  const isDefinition = ({ kind }: Manifest) => DEFINITIONS.includes(kind);
  const objects: KubeObject[] = [];
  for (const stage of [
    manifests.filter(isDefinition),
    manifests.filter(manifest => !isDefinition(manifest)),
  ]) {
    const why = stage.map(manifest => whyNot(cluster, manifest)).find(Boolean);
    if (why) return { ok: false, reason: why };
    for (const manifest of [...stage].sort(compareApplyOrder)) {
      const applied = applyOne(cluster, { manifest, manager, now });
      if (typeof applied === 'string') return { ok: false, reason: applied };
      objects.push(applied);
    }
  }
  return { ok: true, objects };
}

/** As Flux names an object in messages: `Schedule/velero/daily`. @internal */
export function subjectOf({ kind, metadata }: Manifest): string {
  const { namespace, name } = metadata;
  return [kind, ...(namespace ? [namespace] : []), name].join('/');
}

function whyNot(cluster: GitOpsCluster, manifest: Manifest): string | null {
  const { apiVersion, metadata } = manifest;
  const kind = kindOf(cluster, manifest);
  const failed = `${subjectOf(manifest)} dry-run failed`;
  if (!kind) {
    return `${failed}: no matches for kind "${manifest.kind}" in version "${apiVersion}"`;
  }
  if (!kind.namespaced) return null;
  const { namespace: name } = metadata;
  if (!name) return `${subjectOf(manifest)} namespace not specified`;
  return cluster.store.get('namespaces', { name })
    ? null
    : `${failed} (NotFound): namespaces "${name}" not found`;
}

function applyOne(
  cluster: GitOpsCluster,
  options: { manifest: Manifest; manager: string; now: Date },
): KubeObject | string {
  const { manifest, manager, now } = options;
  const kind = kindOf(cluster, manifest);
  if (!kind) return `${subjectOf(manifest)} apply failed: kind is gone`;
  const live = findLive(cluster, kind, manifest);
  if (live && isLeftAlone(live, manifest)) return live;
  try {
    return applyObject(cluster, { kind, manifest, manager }, now);
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    return `${subjectOf(manifest)} apply failed: ${error.message}`;
  }
}

/** People can take objects out of Flux's hands, in Git or in the cluster. */
function isLeftAlone(live: KubeObject, manifest: Manifest): boolean {
  const marks = {
    ...manifest.metadata.annotations,
    ...live.metadata.labels,
    ...live.metadata.annotations,
  };
  const isDisabled = (marks[RECONCILE] ?? '').toLocaleLowerCase('en-US');
  return (
    isDisabled === 'disabled' || ['Ignore', 'IfNotPresent'].includes(marks[SSA])
  );
}
