import { VolumeSnapshotClassFact } from '../../facts';
import { snapshotClass } from '../__fixtures__/storage';
import { pickSnapshotClass } from './pickSnapshotClass';

const PLAIN = snapshotClass({ name: 'plain' });
const FOR_VELERO = snapshotClass({ name: 'for-velero', isForVelero: true });
const DEFAULT = snapshotClass({ name: 'default', isDefault: true });
const OTHER = snapshotClass({
  name: 'other',
  driver: 'other.example.com',
  isForVelero: true,
});
const ALL = [OTHER, PLAIN, DEFAULT, FOR_VELERO];

type Wanted = Parameters<typeof pickSnapshotClass>[1];

// prettier-ignore
describe('pickSnapshotClass', () => {
  it.each<[string, VolumeSnapshotClassFact[], Partial<Wanted>, string | undefined]>([
    ['what the claim asks for', ALL, { byClaim: 'plain', byBackup: { 'csi.example.com': 'default' } }, 'plain'],
    ['what the claim asks for, in any case', ALL, { byClaim: 'PLAIN' }, 'plain'],
    ['what the claim asks for is for another driver', ALL, { byClaim: 'other', byBackup: { 'csi.example.com': 'plain' } }, 'plain'],
    ['what the claim asks for does not exist', ALL, { byClaim: 'gone' }, 'for-velero'],
    ['what the backup asks for', ALL, { byBackup: { 'csi.example.com': 'plain' } }, 'plain'],
    ['what the backup asks for, whose driver is written in small letters', [snapshotClass({ driver: 'CSI.example.com' }), FOR_VELERO], { driver: 'CSI.example.com', byBackup: { 'csi.example.com': 'snapshots' } }, 'snapshots'],
    ['what the backup asks for another driver', ALL, { byBackup: { 'other.example.com': 'plain' } }, 'for-velero'],
    ['what every object inherits is not asked for', ALL, { driver: 'constructor' }, undefined],
    ['one for Velero', ALL, {}, 'for-velero'],
    ['the default', [PLAIN, DEFAULT], {}, 'default'],
    ['the default is not heeded', [PLAIN, DEFAULT], { heedsDefault: false }, undefined],
    ['the only one', [OTHER, PLAIN], {}, 'plain'],
    ['one of several', [PLAIN, snapshotClass()], {}, undefined],
    ['none', [OTHER], {}, undefined],
  ])('%s', (_title, classes, wanted, name) => {
    expect(
      pickSnapshotClass(classes, {
        driver: 'csi.example.com',
        byClaim: null,
        byBackup: {},
        heedsDefault: true,
        ...wanted,
      })?.name,
    ).toBe(name);
  });
});
