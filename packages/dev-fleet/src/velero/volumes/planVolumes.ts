import { KubeObject } from '../../apiserver/KubeObject';
import { SNAPSHOT_CLASSES } from '../../volumes/createStorage';
import { CLAIMS, VOLUMES } from '../../volumes/createVolume';
import { PODS } from '../../volumes/createWorkload';
import { selectedNamespaces } from '../selectedNamespaces';
import { BackupObject, VeleroContext } from '../types';
import { VolumeCopy } from './VolumePlan';

const OPT_IN = 'backup.velero.io/backup-volumes';
const OPT_OUT = 'backup.velero.io/backup-volumes-excludes';
const FOR_VELERO = 'velero.io/csi-volumesnapshot-class=true';

interface PodVolume {
  name: string;
  persistentVolumeClaim?: { claimName: string };
}

/**
 * Decides what becomes of each volume of a backup (velero
 * internal/volumehelper/volume_policy_helper.go, pkg/podvolume/backupper.go,
 * pkg/backup/actions/csi/pvc_action.go). What nothing copies is left out, and
 * the backup is none the worse for it: that is how a run completes without the
 * data.
 *
 * @internal
 */
export function planVolumes(
  context: VeleroContext,
  backup: BackupObject,
): VolumeCopy[] {
  const { selected } = selectedNamespaces(context, backup);
  return [...selected].flatMap(namespace => {
    const isSelected = selectorOf(backup);
    const pods = context.store.list(PODS, { namespace }).filter(isSelected);
    const claims = context.store
      .list(CLAIMS, { namespace })
      .filter(
        claim =>
          isSelected(claim) || pods.some(pod => volumeOf(pod, claim) !== null),
      );
    return claims.flatMap(claim =>
      planVolume(context, { backup, claim, pods }),
    );
  });
}

function planVolume(
  context: VeleroContext,
  volume: { backup: BackupObject; claim: KubeObject; pods: KubeObject[] },
): VolumeCopy[] {
  const { backup, claim, pods } = volume;
  const byDefault =
    backup.spec.defaultVolumesToFsBackup ??
    context.settings.defaultVolumesToFsBackup;
  for (const pod of pods) {
    const name = volumeOf(pod, claim);
    if (name === null || !wantsFiles(pod, name, byDefault)) continue;
    // A pod that does not run, or a block device: a warning, no copy.
    const isReadable =
      pod.status?.phase === 'Running' && claim.spec?.volumeMode !== 'Block';
    return isReadable ? [{ path: 'fs-backup', pod, volume: name, claim }] : [];
  }
  if (backup.spec.snapshotVolumes === false) return [];
  return planSnapshot(context, backup, claim);
}

function planSnapshot(
  { store, settings }: VeleroContext,
  backup: BackupObject,
  claim: KubeObject,
): VolumeCopy[] {
  const volume = store.get(VOLUMES, { name: String(claim.spec?.volumeName) });
  const csi = volume?.spec?.csi as { driver: string } | undefined;
  if (!csi || !settings.features.includes('EnableCSI')) return [];
  const snapshotClass = store
    .list(SNAPSHOT_CLASSES, { labelSelector: FOR_VELERO })
    .find(({ driver }) => driver === csi.driver);
  if (!snapshotClass) return [];
  return [
    {
      path: backup.spec.snapshotMoveData ? 'data-mover' : 'csi-snapshot',
      claim,
      driver: csi.driver,
      snapshotClass: snapshotClass.metadata.name,
    },
  ];
}

/** The name under which a pod mounts a claim, or null. */
function volumeOf(pod: KubeObject, claim: KubeObject): string | null {
  const volumes = (pod.spec?.volumes ?? []) as PodVolume[];
  const { name } = claim.metadata;
  return (
    volumes.find(volume => volume.persistentVolumeClaim?.claimName === name)
      ?.name ?? null
  );
}

function wantsFiles(
  { metadata }: KubeObject,
  volume: string,
  byDefault: boolean,
): boolean {
  const named = (annotation: string) =>
    (metadata.annotations?.[annotation] ?? '').split(',').includes(volume);
  return byDefault ? !named(OPT_OUT) : named(OPT_IN);
}

function selectorOf({ spec }: BackupObject): (object: KubeObject) => boolean {
  const wanted = Object.entries(spec.labelSelector?.matchLabels ?? {});
  return ({ metadata }) =>
    wanted.every(([key, value]) => metadata.labels?.[key] === value);
}
