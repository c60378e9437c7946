import { BackupFact, PodFact, VolumeCopyFact } from '../facts';
import { at, claim, pod, run, volumeCopy } from '../health/__fixtures__/facts';
import { DataPath, DataPathName } from './DataPath';
import { VolumeEvidence, volumeEvidence } from './volumeEvidence';

const pathOf = (path: DataPathName): DataPath => ({
  path,
  grade: 'none',
  rule: 'path_unknown',
  message: 'Nothing takes it.',
  isAssumed: false,
});

interface Known {
  path?: DataPathName;
  copies?: Partial<VolumeCopyFact>[];
  run?: Partial<BackupFact>;
  pods?: PodFact[];
}

const judge = (known: Known) =>
  volumeEvidence(
    run(at('02:00'), { uid: 'the-backup', name: 'daily-1', ...known.run }),
    claim(),
    {
      copies: (known.copies ?? []).map(volumeCopy),
      pods: known.pods ?? [pod()],
      path: pathOf(known.path ?? 'fs-backup'),
    },
  );

const UNNAMED = { claim: null, claimUid: null };
const csi = (completed: number, attempted: number): Known => ({
  path: 'csi-snapshot',
  run: { csiSnapshotsCompleted: completed, csiSnapshotsAttempted: attempted },
});
const native = (completed: number, attempted: number): Known => ({
  path: 'native-snapshot',
  run: {
    volumeSnapshotsCompleted: completed,
    volumeSnapshotsAttempted: attempted,
  },
});
const mover = (
  completed: number,
  attempted: number,
  failed: number,
): Known => ({
  path: 'data-mover',
  run: {
    itemOperationsCompleted: completed,
    itemOperationsAttempted: attempted,
    itemOperationsFailed: failed,
  },
});

// prettier-ignore
const ROWS: [title: string, known: Known, kind: VolumeEvidence['kind'], rule: string][] = [
  ['a complete copy', { copies: [{}] }, 'exact', 'copy_completed'],
  ['a moved copy', { path: 'data-mover', copies: [{ path: 'data-mover', pod: null }] }, 'exact', 'copy_completed'],
  ['a copy by other means than the path of today', { path: 'none', copies: [{}] }, 'exact', 'copy_completed'],
  ['a copy of an empty volume', { copies: [{ hasSnapshot: false, message: 'volume was empty so no snapshot was taken' }] }, 'exact', 'copy_of_empty_volume'],
  ['a copy that left nothing', { copies: [{ hasSnapshot: false }] }, 'failed', 'copy_without_snapshot'],
  ['a failed copy', { copies: [{ phase: 'Failed', message: 'no space left' }] }, 'failed', 'copy_failed'],
  ['a cancelled copy', { copies: [{ phase: 'Canceled' }] }, 'failed', 'copy_canceled'],
  ['a copy that is being made', { copies: [{ phase: 'InProgress' }] }, 'running', 'copy_running'],
  ['a copy that has not begun', { copies: [{ phase: '' }] }, 'running', 'copy_running'],
  ['the best of several copies', { copies: [{ phase: 'Failed' }, { phase: 'New' }, {}] }, 'exact', 'copy_completed'],
  ['a running copy after a failed one', { copies: [{ phase: 'Failed' }, { phase: 'New' }] }, 'running', 'copy_running'],
  ['a copy of another run', { copies: [{ backupUid: 'other' }] }, 'none', 'no_copy'],
  ['a copy that names its run only', { copies: [{ backupUid: null, backup: 'daily-1' }] }, 'exact', 'copy_completed'],
  ['a copy that names another run', { copies: [{ backupUid: null, backup: 'daily-2' }] }, 'none', 'no_copy'],
  ['a copy of another Velero', { copies: [{ namespace: 'velero-2' }] }, 'none', 'no_copy'],
  ['a copy from another namespace', { copies: [{ sourceNamespace: 'web' }] }, 'none', 'no_copy'],
  ['a copy of a former claim of that name', { copies: [{ claimUid: 'former' }] }, 'none', 'no_copy'],
  ['a copy that names its claim only', { copies: [{ claimUid: null }] }, 'exact', 'copy_completed'],
  ['a copy that names another claim', { copies: [{ claimUid: null, claim: 'logs' }] }, 'none', 'no_copy'],
  ['a copy that names its pod and volume only', { copies: [UNNAMED] }, 'exact', 'copy_completed'],
  ['a copy of another volume of the pod', { copies: [{ ...UNNAMED, pod: { name: 'shop-0', uid: 'pod-shop-0', volume: 'logs' } }] }, 'none', 'no_copy'],
  ['a copy of a former pod of that name', { copies: [{ ...UNNAMED, pod: { name: 'shop-0', uid: 'former', volume: 'data' } }] }, 'none', 'no_copy'],
  ['a copy that names nothing', { copies: [{ ...UNNAMED, pod: null }] }, 'none', 'no_copy'],
  ['no copy of files', {}, 'none', 'no_copy'],
  ['all CSI snapshots', csi(2, 2), 'inferred', 'snapshots_completed'],
  ['some CSI snapshots', csi(1, 2), 'none', 'snapshots_incomplete'],
  ['no CSI snapshots', csi(0, 0), 'none', 'no_snapshots'],
  ['native snapshots do not prove CSI ones', { ...native(1, 1), path: 'csi-snapshot' }, 'none', 'no_snapshots'],
  ['all native snapshots', native(2, 2), 'inferred', 'snapshots_completed'],
  ['some native snapshots', native(1, 2), 'none', 'snapshots_incomplete'],
  ['no native snapshots', native(0, 0), 'none', 'no_snapshots'],
  ['all data was moved', mover(2, 2, 0), 'inferred', 'operations_completed'],
  ['some data was moved', mover(1, 2, 0), 'none', 'no_copy'],
  ['some data was not moved', mover(2, 2, 1), 'none', 'no_copy'],
  ['no data was moved', mover(0, 0, 0), 'none', 'no_copy'],
  ['a failed copy beside counts that fit', { ...mover(2, 2, 0), copies: [{ phase: 'Failed' }] }, 'failed', 'copy_failed'],
  ['another plug-in', { path: 'custom' }, 'none', 'custom_action'],
  ['no path', { path: 'none' }, 'none', 'no_data_path'],
];

describe('volumeEvidence', () => {
  it.each(ROWS)('%s', (_title, known, kind, rule) => {
    const evidence = judge(known);
    expect(evidence).toMatchObject({
      kind,
      rule,
      message: expect.stringMatching(/^[A-Z].*\.$/),
    });
    expect(evidence.copy !== null).toBe(rule.startsWith('copy_'));
  });

  it('tells why a copy failed', () => {
    const copies = [{ phase: 'Failed', message: 'no space left.' }];
    expect(judge({ copies }).message).toBe(
      "Copy 'copy-1' of it failed: no space left.",
    );
  });
});
