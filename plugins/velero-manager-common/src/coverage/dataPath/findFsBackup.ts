import { PodFact } from '../../facts';
import { quoteName } from '../../words';
import { DataPathRule } from '../dataPathRules';
import { DataPathContext, PathFinding } from './DataPathContext';
import { PolicyAction } from './matchVolumePolicy';
import { isRunning, Selection } from './Selection';

/**
 * Whether files of the claim are copied through a pod, or meant to be and not;
 * `null` where Velero goes on to snapshots.
 *
 * @remarks
 * A pod that asks for a copy of the files keeps Velero from a snapshot even if
 * that pod is not in the backup or does not run (velero
 * internal/volumehelper/volume_policy_helper.go `ShouldPerformSnapshot`). Why a
 * copy is then not made only stands in the log, mostly as a warning
 * (pkg/podvolume/backupper.go `BackupPodVolumes`).
 *
 * @internal
 */
export function findFsBackup(
  context: DataPathContext,
  selection: Selection,
  action: PolicyAction | null,
): PathFinding | null {
  if (action !== null && action !== 'fs-backup') return null;
  const { pods } = context;
  if (pods?.length === 0) {
    return action === 'fs-backup'
      ? none('fs_no_pod', 'A volume policy wants its files, and no pod uses it')
      : null;
  }
  const isDefault =
    action === 'fs-backup' || context.readSwitch('defaultVolumesToFsBackup');
  if (!pods) return ofUnknownPods(context, isDefault);
  const wanting =
    action === 'fs-backup'
      ? pods
      : pods.filter(pod => isMeant(pod, context.claim.name, isDefault));
  const problems = wanting.map(pod => findPodProblem(pod, context, selection));
  const good = wanting.find((_, index) => !problems[index]);
  if (!good) return problems[0] ?? null;
  return copied(context, `Its files are copied through ${describe(good)}.`);
}

/** Whether a pod's volume of a claim is meant to have its files copied. */
function isMeant(
  { volumes, backupVolumes, excludedVolumes }: PodFact,
  claimName: string,
  isDefault: boolean,
): boolean {
  return volumes.some(
    ({ claim, name }) =>
      claim === claimName &&
      (isDefault
        ? !excludedVolumes.includes(name)
        : backupVolumes.includes(name)),
  );
}

function ofUnknownPods(
  context: DataPathContext,
  isDefault: boolean,
): PathFinding | null {
  if (!isDefault) {
    context.assume('that no pod asks for a copy of its files');
    return null;
  }
  context.assume('that a running pod mounts it');
  return copied(context, 'Its files are copied.');
}

/** Why the files are not copied through one pod, in the order of Velero. */
function findPodProblem(
  pod: PodFact,
  { claim, volume, reading }: DataPathContext,
  selection: Selection,
): PathFinding | null {
  const name = describe(pod);
  if (!reading.takesPods) {
    return none('fs_pod_kind_not_covered', `Its files are copied through ${name}, and the backup leaves out pods`);
  }
  if (!selection.takesPod(pod)) {
    return none('fs_pod_not_selected', `Its files are copied through ${name}, which the backup leaves out`);
  }
  if (!isRunning(pod)) {
    return none('fs_pod_not_running', `Its files are copied through ${name}, which does not run`);
  }
  if (volume?.type === 'hostPath') {
    return none('fs_host_path', 'It is a hostPath volume, of which files cannot be copied');
  }
  if (claim.volumeMode === 'Block') {
    return none('fs_block_volume', 'It is a block device, of which files cannot be copied');
  }
  return pod.volumes.some(
    one => one.claim === claim.name && one.isMounted,
  )
    ? null
    : none('fs_not_mounted', `No container of ${name} mounts it`);
}

/** The copy, unless the node agent that makes it is missing. */
function copied(context: DataPathContext, message: string): PathFinding {
  if (context.volume === undefined) {
    context.assume('that it is no hostPath volume');
  }
  switch (context.findNodeAgent()) {
    case 'absent':
      return none(
        'fs_no_node_agent',
        "Its files are copied by Velero's node agent, which is not installed",
      );
    case 'not_ready':
      return none(
        'fs_node_agent_not_ready',
        "Its files are copied by Velero's node agent, of which no pod is ready",
      );
    default:
      return { path: 'fs-backup', rule: 'fs_backup', message };
  }
}

function describe({ name }: PodFact): string {
  return `pod ${quoteName(name)}`;
}

function none(rule: DataPathRule, why: string): PathFinding {
  return { path: 'none', rule, message: `${why}.` };
}
