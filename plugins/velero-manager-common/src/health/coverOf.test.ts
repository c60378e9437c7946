import { coverOf } from './coverOf';
import { namespace, scope } from './__fixtures__/facts';

describe('coverOf', () => {
  it.each([
    ['all', {}],
    ['all', { includedNamespaces: [] }],
    ['all', { includedNamespaces: ['*'] }],
    ['all', { includedNamespaces: ['sh*'] }],
    ['all', { includedResources: ['*'] }],
    [
      'all',
      {
        excludedResources: [
          'volumesnapshots.snapshot.storage.k8s.io',
          'volumesnapshotcontents',
        ],
      },
    ],
    [
      'all',
      { includeClusterResources: false, excludedClusterScopedResources: ['*'] },
    ],
    ['none', { includedNamespaces: ['other'] }],
    ['none', { includedNamespaces: ['*'], excludedNamespaces: ['s?op'] }],
    ['none', { includedNamespaces: ['*', 'shop'] }],
    ['part', { hasLabelSelector: true }],
    ['part', { includedResources: ['secrets'] }],
    ['part', { excludedResources: ['events'] }],
    ['part', { includedNamespaceScopedResources: ['secrets'] }],
    ['part', { excludedNamespaceScopedResources: ['events'] }],
    ['none', { hasLabelSelector: true, includedNamespaces: ['other'] }],
  ])('%s: %j', (cover, changes) => {
    expect(coverOf(scope(changes), namespace())).toBe(cover);
  });

  it('heeds the label that keeps a namespace out, for schedules only', () => {
    const labels = { 'velero.io/exclude-from-backup': 'true' };
    expect(coverOf(scope(), namespace({ labels }))).toBe('none');
    expect(coverOf(scope(), { name: 'shop', labels: null })).toBe('all');
  });
});
