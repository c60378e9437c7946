import { ClusterFacts, defaultJudgeSettings } from '../facts';
import {
  at,
  claim,
  cluster,
  kind,
  location,
  pod,
  run,
  veleroServer,
  volumeCopy,
} from './__fixtures__/facts';
import { ClusterView } from './ClusterView';

const viewOf = (changes: Partial<ClusterFacts>) =>
  ClusterView.create(cluster(changes), defaultJudgeSettings);
const today = run(at('02:00'));

describe('ClusterView', () => {
  it('finds copies by the UID of their backup, else by its name', () => {
    const byUid = volumeCopy({ name: 'a', backupUid: today.uid });
    const byName = volumeCopy({
      name: 'b',
      backupUid: null,
      backup: today.name,
    });
    const names = (...copies: (typeof byUid)[]) =>
      viewOf({ objects: { PodVolumeBackup: copies } })
        .copiesOf(today)
        .map(({ name }) => name);
    expect(names(byUid)).toEqual(['a']);
    expect(names(byName)).toEqual(['b']);
    expect(names(volumeCopy({ backupUid: 'other' }))).toEqual([]);
    expect(names({ ...byName, namespace: 'oadp' })).toEqual([]);
  });

  it('knows nodes by the pods that ran on them', () => {
    const view = viewOf({ objects: { Pod: [pod(), pod({ node: null })] } });
    expect(view.hasNode('node-1')).toBe(true);
    expect(view.hasNode('node-2')).toBe(false);
    expect(viewOf({}).hasNode('node-1')).toBe(false);
  });

  it('takes the default location that Velero would take', () => {
    const nameOf = (
      locations: ReturnType<typeof location>[],
      objects: ClusterFacts['objects'] = {},
    ) =>
      viewOf({ storageLocations: locations, objects }).location('velero', null)
        ?.name ?? null;
    const other = location({ name: 'other', isDefault: false });
    const main = location({ name: 'main', isDefault: true });
    expect(nameOf([other, main])).toBe('main');
    // Of two defaults Velero keeps the newer one.
    const newer = { name: 'newer', createdAt: at('00:00') };
    expect(nameOf([main, location(newer)])).toBe('newer');
    expect(nameOf([location(newer), main])).toBe('newer');
    const byFlag = {
      VeleroServer: [veleroServer({ defaultStorageLocation: 'other' })],
    };
    expect(nameOf([other], byFlag)).toBe('other');
    expect(nameOf([other])).toBeNull();
    expect(nameOf([location({ isDefault: false })])).toBe('default');
    expect(nameOf([location({ namespace: 'oadp' })])).toBeNull();
  });

  it('gives claims of a namespace, and says what is read', () => {
    const view = viewOf({
      objects: {
        PersistentVolumeClaim: [claim(), claim({ namespace: 'web' })],
      },
      kinds: { Pod: kind(), Backup: kind({ state: 'failed' }) },
    });
    expect(view.claimsIn('shop')).toHaveLength(1);
    expect(view.claimsIn('none')).toEqual([]);
    expect(view.isRead('Pod')).toBe(true);
    expect(view.isRead('Backup')).toBe(false);
    expect(view.isRead('Schedule')).toBe(false);
  });

  it('asks once for all backups that were told to take the same', () => {
    const view = viewOf({
      runs: [
        today,
        run(at('02:00', '2026-11-19')),
        run(at('03:00'), { namespace: 'oadp' }),
      ],
    });
    expect(view.runGroups.map(({ runs }) => runs.length)).toEqual([2, 1]);
    expect(view.planOf(view.facts.runs[1])).toBe(today);
    expect(view.planOf(run(at('04:00')))).toMatchObject({
      name: 'daily-20261120040000',
    });
  });
});
