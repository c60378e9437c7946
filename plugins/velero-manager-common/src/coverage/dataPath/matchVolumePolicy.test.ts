import { VolumePolicyConditions } from '../../facts';
import { claim } from '../../health/__fixtures__/facts';
import { conditions, resourcePolicy, volume } from '../__fixtures__/storage';
import { matchVolumePolicy } from './matchVolumePolicy';

const GI = 1024 ** 3;
const CLAIM = claim({ labels: { app: 'shop', tier: 'db' } });
const CSI = volume({
  csi: { driver: 'csi.example.com', handle: 'v', attributes: { pool: 'a' } },
});
const NFS = volume({
  type: 'nfs',
  csi: null,
  nfs: { server: 'nas', path: '/a' },
});

const fits = (
  changes: Partial<VolumePolicyConditions>,
  one: Parameters<typeof matchVolumePolicy>[2],
) =>
  matchVolumePolicy(
    resourcePolicy({
      volumePolicies: [{ conditions: conditions(changes), action: 'skip' }],
    }),
    CLAIM,
    one,
  );

const driver = (
  name: string | null,
  attributes: Record<string, string> = {},
) => ({ csi: { driver: name, attributes } });

// prettier-ignore
describe('matchVolumePolicy', () => {
  it.each<[string, Partial<VolumePolicyConditions>, Parameters<typeof fits>[1], boolean]>([
    ['no condition', {}, CSI, true],
    ['at least', { capacity: { from: 10 * GI, to: null } }, CSI, true],
    ['at least, too small', { capacity: { from: 11 * GI, to: null } }, CSI, false],
    ['at most', { capacity: { from: null, to: 10 * GI } }, CSI, true],
    ['at most, too big', { capacity: { from: null, to: 9 * GI } }, CSI, false],
    ['between', { capacity: { from: GI, to: 20 * GI } }, CSI, true],
    ['between, too big', { capacity: { from: GI, to: 2 * GI } }, CSI, false],
    ['any capacity', { capacity: { from: null, to: null } }, CSI, true],
    ['the class', { storageClasses: ['slow', 'fast'] }, CSI, true],
    ['another class', { storageClasses: ['slow'] }, CSI, false],
    ['no class', { storageClasses: [''] }, volume({ storageClass: '' }), false],
    ['any NFS', { nfs: { server: null, path: null } }, NFS, true],
    ['any NFS, but it is none', { nfs: { server: null, path: null } }, CSI, false],
    ['the server', { nfs: { server: 'nas', path: null } }, NFS, true],
    ['another server', { nfs: { server: 'nas2', path: null } }, NFS, false],
    ['the path', { nfs: { server: null, path: '/a' } }, NFS, true],
    ['another path', { nfs: { server: 'nas', path: '/b' } }, NFS, false],
    ['any CSI', driver(null), CSI, true],
    ['any CSI, but it is none', driver(null), NFS, false],
    ['the driver', driver('csi.example.com'), CSI, true],
    ['another driver', driver('other'), CSI, false],
    ['the attributes', driver('csi.example.com', { pool: 'a' }), CSI, true],
    ['other attributes', driver('csi.example.com', { pool: 'b' }), CSI, false],
    ['attributes that are not there', driver('csi.example.com', { x: 'y' }), CSI, false],
    ['attributes without a driver are not heeded', driver(null, { pool: 'b' }), CSI, true],
    ['the type', { volumeTypes: ['nfs', 'csi'] }, CSI, true],
    ['another type', { volumeTypes: ['nfs'] }, CSI, false],
    ['labels', { claimLabels: { app: 'shop' } }, CSI, true],
    ['other labels', { claimLabels: { app: 'shop', tier: 'web' } }, CSI, false],
    ['the phase', { claimPhases: ['Bound'] }, CSI, true],
    ['another phase', { claimPhases: ['Lost'] }, CSI, false],
    ['all of them', { claimPhases: ['Bound'], volumeTypes: ['csi'], claimLabels: { app: 'shop' } }, CSI, true],
    ['all but one of them', { claimPhases: ['Bound'], volumeTypes: ['csi'], storageClasses: ['slow'] }, CSI, false],
    ['no volume has no class', { storageClasses: ['fast'] }, null, false],
    ['no volume has no type', { volumeTypes: ['csi'] }, null, false],
    ['no volume is no CSI', driver(null), null, false],
    ['no volume has no capacity', { capacity: { from: 1, to: null } }, null, false],
    ['no volume, but labels', { claimLabels: { app: 'shop' } }, null, true],
  ])('%s: %j', (_title, changes, one, isFit) => {
    expect(fits(changes, one)).toBe(isFit ? 'skip' : null);
  });

  it('takes the first that fits', () => {
    const policy = resourcePolicy({
      volumePolicies: [
        { conditions: conditions({ volumeTypes: ['nfs'] }), action: 'skip' },
        { conditions: conditions({ volumeTypes: ['csi'] }), action: 'snapshot' },
        { conditions: conditions(), action: 'fs-backup' },
      ],
    });
    expect(matchVolumePolicy(policy, CLAIM, CSI)).toBe('snapshot');
    expect(matchVolumePolicy(policy, CLAIM, volume({ type: 'local', csi: null }))).toBe('fs-backup');
    expect(matchVolumePolicy(resourcePolicy(), CLAIM, CSI)).toBeNull();
  });

  it('does not decide on a volume that is not known', () => {
    expect(fits({ volumeTypes: ['csi'] }, undefined)).toBeUndefined();
    expect(fits({ capacity: { from: 1, to: null } }, undefined)).toBeUndefined();
    expect(fits({ claimLabels: { app: 'shop' } }, undefined)).toBe('skip');
    expect(fits({ claimPhases: ['Lost'], volumeTypes: ['csi'] }, undefined)).toBeNull();
  });
});
