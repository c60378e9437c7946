import { LonghornVolumeFact } from '../../facts';
import { Horizon } from '../../health/Horizon';
import { EngineRun } from '../EngineRun';
import { LonghornView } from './LonghornView';

/** Stamps further ahead than this are wrong, and nothing rests on them. */
const FUTURE_TOLERANCE_MS = 5 * 60_000;

/** The newest copy of a Longhorn volume outside the cluster. @internal */
export interface VolumeBackup {
  /** When its snapshot was taken: the moment the data is of. */
  at: Date;
  backup: string | null;
}

/**
 * The newest good copy of a volume in its backup target.
 *
 * @remarks
 * A completed Backup tells it best. Else what Volume and BackupVolume say of the
 * last successful one. A backup target that several clusters share shows the
 * volumes of all; the caller's runs are those of its own volume, and what is
 * older than the volume is of a former one of that name.
 *
 * @internal
 */
export function newestVolumeBackup(
  volume: LonghornVolumeFact,
  evidence: {
    runs: readonly EngineRun[];
    view: LonghornView;
    horizon: Horizon;
  },
): VolumeBackup | null {
  const { runs, view, horizon } = evidence;
  const said = [
    { at: volume.lastBackupAt, backup: volume.lastBackup },
    ...view.backupVolumesOf(volume).map(({ lastBackupAt, lastBackup }) => ({
      at: lastBackupAt,
      backup: lastBackup,
    })),
  ].flatMap(({ at, backup }) =>
    at === null ? [] : [{ at: new Date(at), backup: backup || null }],
  );
  const made = runs
    .filter(({ progress }) => progress === 'good')
    .map(({ begunAt, name }) => ({ at: begunAt, backup: name }));
  const created = new Date(volume.createdAt);
  return [...made, ...said]
    .filter(
      ({ at }) =>
        at >= created &&
        horizon.isReached(new Date(at.getTime() - FUTURE_TOLERANCE_MS)),
    )
    .reduce<VolumeBackup | null>(
      (newest, copy) => (newest && newest.at >= copy.at ? newest : copy),
      null,
    );
}
