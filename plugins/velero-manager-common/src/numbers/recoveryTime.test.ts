import {
  defaultJudgeSettings,
  FactLists,
  RestoreFact,
  VolumeRestoreFact,
} from '../facts';
import { at, claim } from '../health/__fixtures__/facts';
import {
  copyFor,
  fileRuns,
  machine,
  withVolume,
} from '../health/__fixtures__/volumes';
import { assessEntity } from '../health/assessEntity';
import { ClusterView } from '../health/ClusterView';
import { recoveryTime } from './recoveryTime';

const noon = new Date(at('12:00'));
const MIB = 1024 ** 2;
const start = Date.parse(at('09:00'));
const after = (seconds: number) =>
  new Date(start + seconds * 1000).toISOString();

/** A restore that took some seconds. */
const restore = (
  seconds: number,
  changes: Partial<RestoreFact> = {},
): RestoreFact => ({
  namespace: 'velero',
  name: `restore-${seconds}`,
  uid: `restore-${seconds}`,
  createdAt: at('09:00'),
  deletedAt: null,
  phase: 'Completed',
  backup: null,
  schedule: null,
  includedNamespaces: [],
  excludedNamespaces: [],
  includedResources: [],
  excludedResources: [],
  hasLabelSelector: false,
  namespaceMapping: {},
  restoreVolumes: null,
  startedAt: at('09:00'),
  completedAt: after(seconds),
  warnings: 0,
  errors: 0,
  itemsRestored: 10,
  failureReason: null,
  validationErrors: [],
  ...changes,
});

/** A volume that came back with some bytes in some seconds. */
const moved = (
  bytes: number | null,
  seconds: number,
  changes: Partial<VolumeRestoreFact> = {},
): VolumeRestoreFact => ({
  path: 'fs-backup',
  namespace: 'velero',
  name: `volume-${seconds}`,
  uid: `volume-${bytes}-${seconds}`,
  createdAt: at('09:00'),
  restore: null,
  restoreUid: 'restore-600',
  sourceNamespace: 'shop',
  targetNamespace: 'shop',
  claim: 'data',
  pod: null,
  phase: 'Completed',
  message: null,
  startedAt: at('09:00'),
  completedAt: after(seconds),
  totalBytes: bytes,
  bytesDone: bytes,
  ...changes,
});

const estimate = (objects: FactLists) => {
  const facts = withVolume(objects);
  const { units } = assessEntity(facts, { now: noon });
  const view = ClusterView.create(facts.clusters[0], defaultJudgeSettings);
  return recoveryTime(units, view);
};
const copies = (totalBytes: number | null) =>
  fileRuns.map(one => copyFor(one, { totalBytes }));

describe('recoveryTime', () => {
  it('is not known where nothing was ever restored well', () => {
    expect(estimate({})).toBeNull();
    expect(
      estimate({
        Restore: [
          restore(60, { phase: 'PartiallyFailed' }),
          restore(60, { completedAt: null }),
          restore(60, { startedAt: null }),
        ],
      }),
    ).toBeNull();
  });

  it.each([
    [1, 'low'],
    [2, 'low'],
    [3, 'medium'],
    [9, 'medium'],
    [10, 'high'],
    [12, 'high'],
  ])('of %i restores has %s confidence', (count, confidence) => {
    const restores = Array.from({ length: count }, (_, i) => restore(60 + i));
    expect(estimate({ Restore: restores })?.confidence).toBe(confidence);
  });

  it('is that of the slow ones among the last ten', () => {
    const last = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100].map(seconds =>
      restore(seconds),
    );
    const longAgo = restore(9000, {
      startedAt: at('09:00', '2026-11-01'),
      completedAt: at('11:30', '2026-11-01'),
    });
    expect(
      estimate({ Restore: [longAgo, ...last], PodVolumeBackup: copies(0) }),
    ).toEqual({ seconds: 90, confidence: 'high' });
  });

  it('adds the bytes of the newest copies by the speed that was seen', () => {
    // 600 s, of which 400 went into a volume; 1 MiB a second in the middle.
    const objects: FactLists = {
      Restore: [restore(600)],
      PodVolumeRestore: [moved(400 * MIB, 400)],
      DataDownload: [
        moved(50 * MIB, 100, { path: 'data-mover', restoreUid: 'other' }),
        moved(500 * MIB, 100, { path: 'data-mover', restoreUid: 'other' }),
        moved(900 * MIB, 1, { phase: 'Failed' }),
        moved(null, 1, { restoreUid: 'other' }),
      ],
      PodVolumeBackup: copies(1000 * MIB),
    };
    expect(estimate(objects)).toEqual({
      seconds: 200 + 1000,
      confidence: 'low',
    });
  });

  it('takes the whole of earlier restores where no speed is known', () => {
    expect(
      estimate({
        Restore: [restore(600)],
        PodVolumeBackup: copies(1000 * MIB),
      })?.seconds,
    ).toBe(600);
  });

  it('counts the disks of a machine, and no claim twice', () => {
    const objects: FactLists = {
      Restore: [restore(600)],
      PodVolumeRestore: [moved(400 * MIB, 400)],
      VirtualMachine: [machine()],
      PersistentVolumeClaim: [claim()],
      PodVolumeBackup: copies(100 * MIB),
    };
    expect(estimate(objects)?.seconds).toBe(200 + 100);
  });
});
