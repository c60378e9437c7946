import {
  leafDirectory,
  type ClusterPlace,
  type RepositorySnapshot,
} from '../snapshot';
import {
  isMap,
  type FieldPath,
  type Manifest,
  readManifests,
} from '../snapshot/readManifests';
import { CLUSTER_LABEL } from './objects/marks';

/** Something in Git that names a schedule. @internal */
export interface ScheduleReference {
  path: string;
  line: number;
  /** What it is: "a patch". */
  what: string;
  /** Whether it fails once the schedule is gone. */
  breaks: boolean;
}

/**
 * What names a schedule, as far as the snapshot tells: patches and Restores,
 * which fail without it, and alert rules, which would only never fire again.
 *
 * @internal
 */
export function findReferences(
  snapshot: RepositorySnapshot,
  schedule: ClusterPlace & { existing: string },
): ScheduleReference[] {
  const leaf = `${leafDirectory(schedule, 'velero-config')}/`;
  return [...snapshot.files].flatMap(([path, text]) => {
    if (!/\.ya?ml$/.test(path)) return [];
    const { manifests } = readManifests(path, text);
    return manifests.flatMap(manifest =>
      path.startsWith(leaf)
        ? inLeaf(manifest, schedule.existing)
        : inAlerts(manifest, schedule),
    );
  });
}

function inLeaf(manifest: Manifest, name: string): ScheduleReference[] {
  const { identity, data } = manifest;
  if (!isMap(data)) return [];
  if (identity?.kind === 'Restore' && isMap(data.spec)) {
    return data.spec.scheduleName === name
      ? [referenceAt(manifest, ['spec', 'scheduleName'], 'a Restore')]
      : [];
  }
  const patches: unknown[] = Array.isArray(data.patches) ? data.patches : [];
  if (!/^(Kustomization|Component)$/.test(identity?.kind ?? 'Kustomization'))
    return [];
  return patches.flatMap((patch, index) =>
    isPatchOf(patch, name)
      ? [referenceAt(manifest, ['patches', index], 'a patch')]
      : [],
  );
}

/** kustomize fails over a patch with no object to go to, and takes targets as patterns. */
function isPatchOf(patch: unknown, name: string): boolean {
  if (!isMap(patch)) return false;
  const { target, patch: text } = patch;
  if (isMap(target)) return target.kind === 'Schedule' && target.name === name;
  if (typeof text !== 'string') return false;
  return readManifests('', text).manifests.some(
    ({ identity }) => identity?.kind === 'Schedule' && identity.name === name,
  );
}

function inAlerts(
  manifest: Manifest,
  schedule: ClusterPlace & { existing: string },
): ScheduleReference[] {
  const { identity, data } = manifest;
  if (identity?.kind !== 'PrometheusRule' || !isMap(data)) return [];
  const labels = isMap(data.metadata) ? data.metadata.labels : undefined;
  const cluster = isMap(labels) ? labels[CLUSTER_LABEL] : undefined;
  if (cluster !== undefined && cluster !== schedule.cluster) return [];
  // Names of schedules hold nothing that PromQL or JSON escapes.
  const named = JSON.stringify(data.spec ?? null).includes(
    `schedule=\\"${schedule.existing}\\"`,
  );
  return named
    ? [{ ...referenceAt(manifest, ['spec'], 'an alert rule'), breaks: false }]
    : [];
}

function referenceAt(
  manifest: Manifest,
  field: FieldPath,
  what: string,
): ScheduleReference {
  return {
    path: manifest.path,
    line: manifest.lineOf(field),
    what,
    breaks: true,
  };
}
