import { VolumeSnapshotFact } from '../../facts';
import { at, claim } from '../../health/__fixtures__/facts';
import { clusterWith, options, volumeSnapshot } from '../__fixtures__/engines';
import { newestVolumeSnapshot } from './newestVolumeSnapshot';

const find = (VolumeSnapshot: VolumeSnapshotFact[] | undefined, of = claim()) =>
  newestVolumeSnapshot(of, {
    ...options(),
    cluster: clusterWith({ VolumeSnapshot }),
  });

describe('newestVolumeSnapshot', () => {
  it('finds the newest one that somebody made', () => {
    expect(
      find([
        volumeSnapshot({ name: 'older', takenAt: at('08:00') }),
        volumeSnapshot(),
        volumeSnapshot({ name: 'oldest', takenAt: at('07:00') }),
      ]),
    ).toEqual({
      at: new Date(at('09:00')),
      snapshot: 'before-upgrade',
      snapshotClass: 'fast',
    });
  });

  it.each<[string, Partial<VolumeSnapshotFact>]>([
    ['of another claim', { claim: 'other' }],
    ['made from a content, of no claim', { claim: null }],
    ['of another namespace', { namespace: 'other' }],
    ['that is not ready', { isReady: false }],
    ['that failed', { error: 'quota exceeded' }],
    ['that is being deleted', { deletedAt: at('11:00') }],
    ['of which the driver has not said when it was taken', { takenAt: null }],
    ['that Velero made for a backup', { name: 'velero-data-x7k2p' }],
    ['from the future', { takenAt: at('12:06') }],
  ])('passes by one %s', (_, changes) => {
    expect(find([volumeSnapshot(changes)])).toBeNull();
  });

  it('passes by one of a former claim of that name, and finds none where none were read', () => {
    expect(
      find([volumeSnapshot()], claim({ createdAt: at('10:00') })),
    ).toBeNull();
    expect(find(undefined)).toBeNull();
  });
});
