import {
  BackupFact,
  PersistentVolumeClaimFact,
  PodFact,
  VolumeCopyFact,
} from '../facts';
import { describeCause, quoteName } from '../words';
import { DataPath } from './DataPath';

/**
 * What proves that a run holds the data of a claim.
 *
 * `exact`: a finished copy of this claim. `inferred`: counts that fit. `running`:
 * a copy is being made. `failed`: a copy was tried in vain. `none`: nothing.
 *
 * @public
 */
export interface VolumeEvidence {
  kind: 'exact' | 'inferred' | 'running' | 'failed' | 'none';
  /** The rule's code: see {@link volumeEvidence}. */
  rule: string;
  /** One sentence on it. */
  message: string;
  /** The copy it rests on, or `null`. */
  copy: VolumeCopyFact | null;
}

/** Copies of one claim, the best first. */
const RANK = { exact: 0, running: 1, failed: 2, inferred: 3, none: 4 };

/**
 * What proves that a run holds the data of a claim, by the best of:
 *
 * - `copy_completed`, `copy_of_empty_volume` (exact);
 * - `copy_running`;
 * - `copy_failed`, `copy_canceled`, `copy_without_snapshot` (failed);
 * - where no copy is known, counts of the run: `snapshots_completed` for CSI and
 *   native snapshots, `operations_completed` for the data mover, whose copies
 *   do not come back with a backup from the bucket (inferred);
 * - `snapshots_incomplete`, `no_snapshots`, `no_copy`, `custom_action`,
 *   `no_data_path` (none).
 *
 * `copies` may be all that are known of the run's cluster; `pods` are those that
 * use the claim, for copies that do not name it; `path` is the run's own
 * (`isRun: true`).
 *
 * @remarks
 * A copy is the run's by the UID of the backup, which Velero rewrites when a
 * backup comes back from the bucket (velero
 * pkg/controller/backup_sync_controller.go). A copy of a claim with another UID
 * is of a former claim of that name and proves nothing. Counts of CSI snapshots
 * are 0 of 0 when their data is moved.
 *
 * @public
 */
export function volumeEvidence(
  run: BackupFact,
  claim: PersistentVolumeClaimFact,
  known: {
    copies: readonly VolumeCopyFact[];
    pods: readonly PodFact[];
    path: DataPath;
  },
): VolumeEvidence {
  const evidence = known.copies
    .filter(copy => isOfRun(copy, run) && isOfClaim(copy, claim, known.pods))
    .map(judgeCopy)
    .sort((a, b) => RANK[a.kind] - RANK[b.kind]);
  return evidence[0] ?? judgeCounts(run, known.path);
}

function isOfRun(copy: VolumeCopyFact, run: BackupFact): boolean {
  if (copy.namespace !== run.namespace) return false;
  return copy.backupUid === null
    ? copy.backup === run.name
    : copy.backupUid === run.uid;
}

function isOfClaim(
  copy: VolumeCopyFact,
  claim: PersistentVolumeClaimFact,
  pods: readonly PodFact[],
): boolean {
  if (copy.sourceNamespace !== claim.namespace) return false;
  if (copy.claimUid !== null) return copy.claimUid === claim.uid;
  if (copy.claim !== null) return copy.claim === claim.name;
  return pods.some(
    pod =>
      pod.uid === copy.pod?.uid &&
      pod.volumes.some(
        volume =>
          volume.name === copy.pod?.volume && volume.claim === claim.name,
      ),
  );
}

/** The uploader's words for a volume without files, of which it keeps nothing. */
const EMPTY_VOLUME = /volume was empty/i;

function judgeCopy(copy: VolumeCopyFact): VolumeEvidence {
  const cause = copy.message ? `: ${describeCause(copy.message)}` : '';
  const answer = (
    kind: VolumeEvidence['kind'],
    rule: string,
    what: string,
  ): VolumeEvidence => ({
    kind,
    rule,
    message: `Copy ${quoteName(copy.name)} of it ${what}.`,
    copy,
  });
  switch (copy.phase) {
    case 'Completed':
      if (copy.hasSnapshot) return answer('exact', 'copy_completed', 'is complete');
      return EMPTY_VOLUME.test(copy.message ?? '')
        ? answer('exact', 'copy_of_empty_volume', 'found no files')
        : answer(
            'failed',
            'copy_without_snapshot',
            `left nothing that could be restored${cause}`,
          );
    case 'Failed':
      return answer('failed', 'copy_failed', `failed${cause}`);
    case 'Canceled':
      return answer('failed', 'copy_canceled', `was cancelled${cause}`);
    default:
      return answer('running', 'copy_running', 'is being made');
  }
}

function judgeCounts(run: BackupFact, { path, message }: DataPath): VolumeEvidence {
  switch (path) {
    case 'csi-snapshot':
      return judgeSnapshots(
        run.csiSnapshotsAttempted,
        run.csiSnapshotsCompleted,
      );
    case 'native-snapshot':
      return judgeSnapshots(
        run.volumeSnapshotsAttempted,
        run.volumeSnapshotsCompleted,
      );
    case 'data-mover':
      return judgeOperations(run);
    case 'fs-backup':
      return nothing('no_copy', 'No copy of its files belongs to the run.');
    case 'custom':
      return nothing(
        'custom_action',
        'It was left to another plug-in, whose copies cannot be seen.',
      );
    default:
      return nothing('no_data_path', message);
  }
}

function judgeSnapshots(attempted: number, completed: number): VolumeEvidence {
  if (attempted === 0) {
    return nothing('no_snapshots', 'The run took no snapshots.');
  }
  return completed === attempted
    ? inferred(
        'snapshots_completed',
        `The run took all of its ${attempted} snapshots.`,
      )
    : nothing(
        'snapshots_incomplete',
        `The run took ${completed} of ${attempted} snapshots, and does not say which.`,
      );
}

function judgeOperations(run: BackupFact): VolumeEvidence {
  const { itemOperationsAttempted: attempted } = run;
  const { itemOperationsCompleted: completed, itemOperationsFailed } = run;
  return attempted > 0 && completed === attempted && itemOperationsFailed === 0
    ? inferred(
        'operations_completed',
        `The run moved the data of all of its ${attempted} snapshots.`,
      )
    : nothing('no_copy', 'No moved copy of it belongs to the run.');
}

function inferred(rule: string, message: string): VolumeEvidence {
  return { kind: 'inferred', rule, message, copy: null };
}

function nothing(rule: string, message: string): VolumeEvidence {
  return { kind: 'none', rule, message, copy: null };
}
