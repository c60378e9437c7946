import { FactLists, VolumeRestoreFact } from '../facts';
import { cluster, pod, volumeCopy } from '../health/__fixtures__/facts';
import { defaultJudgeSettings } from '../facts/judgeSettings';
import { ClusterView } from '../health/ClusterView';
import { restoredClaim } from './restoredClaim';

const restore = (
  changes: Partial<VolumeRestoreFact> = {},
): VolumeRestoreFact => ({
  path: 'fs-backup',
  namespace: 'velero',
  name: 'drill-x',
  uid: 'drill-x',
  createdAt: '2026-11-20T09:00:00.000Z',
  restore: 'drill',
  restoreUid: 'drill-uid',
  sourceNamespace: 'shop',
  targetNamespace: 'shop-drill',
  claim: null,
  pod: { name: 'web-0', volume: 'uploads' },
  phase: 'Completed',
  message: null,
  startedAt: '2026-11-20T09:00:05.000Z',
  completedAt: '2026-11-20T09:01:00.000Z',
  totalBytes: 1,
  bytesDone: 1,
  ...changes,
});
const mounting = (name: string, claim: string, namespace = 'shop') =>
  pod({
    namespace,
    name,
    volumes: [{ name: 'uploads', claim, isMounted: true }],
  });
const copied = (name: string, claim: string | null) =>
  volumeCopy({
    sourceNamespace: 'shop',
    claim,
    pod: { name, uid: name, volume: 'uploads' },
  });

describe('restoredClaim', () => {
  it.each<[string, VolumeRestoreFact, FactLists, string | null]>([
    [
      'the restore says it',
      restore({ claim: 'data', pod: null }),
      { Pod: [mounting('web-0', 'other')] },
      'data',
    ],
    [
      'the pod of that name mounts it',
      restore(),
      { Pod: [mounting('web-1', 'data-1'), mounting('web-0', 'data-0')] },
      'data-0',
    ],
    [
      'a copy of the pod says it when the pod is gone',
      restore(),
      {
        Pod: [mounting('web-1', 'data-1')],
        PodVolumeBackup: [copied('web-0', 'data-0')],
      },
      'data-0',
    ],
    [
      'all pods with such a volume mean the same claim',
      restore(),
      { Pod: [mounting('web-7f9', 'data'), mounting('web-5c2', 'data')] },
      'data',
    ],
    [
      'pods of other names mean several claims',
      restore(),
      { Pod: [mounting('web-1', 'data-1'), mounting('web-2', 'data-2')] },
      null,
    ],
    [
      'the volume is of another namespace',
      restore(),
      { Pod: [mounting('web-0', 'data', 'other')] },
      null,
    ],
    [
      'the copy was of no claim',
      restore(),
      { PodVolumeBackup: [copied('web-0', null)] },
      null,
    ],
    ['nothing is known', restore({ pod: null }), {}, null],
  ])('when %s', (_, fact, objects, expected) => {
    const view = ClusterView.create(cluster({ objects }), defaultJudgeSettings);
    expect(restoredClaim(fact, view)).toBe(expected);
  });
});
