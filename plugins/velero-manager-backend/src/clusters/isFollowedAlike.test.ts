import { clusterDefinition } from '../kubernetes/__testUtils__/clusterDefinition';
import { isFollowedAlike } from './isFollowedAlike';
import type { ClusterDefinition } from './types';

describe('isFollowedAlike', () => {
  it.each<[Partial<ClusterDefinition>, boolean]>([
    [{}, true],
    [{ title: 'Other' }, true],
    [{ environment: 'production' }, true],
    [{ definedAt: 'veleroManager.clusters[7]' }, true],
    [{ argocd: { names: ['x'], servers: [] } }, true],
    [{ name: 'other' }, false],
    [{ url: 'https://other.example.com' }, false],
    [{ auth: { type: 'serviceAccountToken', token: 'other' } }, false],
    [{ auth: { type: 'azure' } }, false],
    [{ ca: 'PEM' }, false],
    [{ skipTLSVerify: true }, false],
    [{ proxyUrl: 'http://proxy' }, false],
    [{ veleroNamespaces: ['velero'] }, false],
  ])('%j: %s', (changes, expected) => {
    expect(
      isFollowedAlike(clusterDefinition({}), clusterDefinition(changes)),
    ).toBe(expected);
  });
});
