import { application, kustomization } from '../health/__fixtures__/facts';
import { SyncObjectReference } from './claims';
import { matchesReference } from './matchesReference';

const reference = (
  changes: Partial<SyncObjectReference> = {},
): SyncObjectReference => ({
  engine: 'argocd',
  namespace: null,
  name: null,
  selector: null,
  ...changes,
});
const shop = application({ labels: { team: 'shops' } });

describe('matchesReference', () => {
  it.each([
    ['by name', { name: 'shop' }, true],
    ['by another name', { name: 'web' }, false],
    ['by name and namespace', { name: 'shop', namespace: 'argocd' }, true],
    ['by name in another namespace', { name: 'shop', namespace: 'x' }, false],
    ['by labels', { selector: 'team=shops' }, true],
    ['by other labels', { selector: 'team=web' }, false],
    ['by name and labels', { name: 'shop', selector: 'team=web' }, false],
    ['by labels that nobody can read', { selector: '!!' }, false],
    ['by nothing', {}, false],
    ['of another engine', { engine: 'flux', name: 'shop' }, false],
  ] as const)('finds an Application %s: %s', (_, changes, expected) => {
    expect(matchesReference(reference(changes), shop)).toBe(expected);
  });

  it('finds a Kustomization of Flux', () => {
    expect(
      matchesReference(
        reference({ engine: 'flux', name: 'shop' }),
        kustomization(),
      ),
    ).toBe(true);
  });
});
