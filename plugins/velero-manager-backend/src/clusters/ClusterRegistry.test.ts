import { MemoryClusterRegistry } from './ClusterRegistry';
import type { ClusterDefinition } from './types';

function cluster(name: string, definedAt: string): ClusterDefinition {
  return {
    name,
    title: null,
    environment: null,
    definedAt,
    url: `https://${name}.example.com`,
    auth: { type: 'serviceAccountToken', token: 'x' },
    ca: null,
    skipTLSVerify: false,
    veleroNamespaces: null,
    argocd: { names: [], servers: [] },
  };
}

describe('MemoryClusterRegistry', () => {
  it('joins its sources, the earlier before the later', () => {
    const registry = MemoryClusterRegistry.create();
    registry.replace('config', [cluster('b', 'config b')]);
    expect(registry.notes()).toEqual([]);
    registry.replace('catalog', [
      cluster('b', 'resource:default/b'),
      cluster('a', 'resource:default/a'),
    ]);
    expect(registry.list().map(({ definedAt }) => definedAt)).toEqual([
      'resource:default/a',
      'config b',
    ]);
    expect(registry.get('b')?.definedAt).toBe('config b');
    expect(registry.get('c')).toBeUndefined();
    expect(registry.notes()).toEqual([
      {
        place: 'resource:default/b',
        message:
          "The cluster 'b' is left out here, as it is defined at config b already.",
      },
    ]);

    registry.replace('config', []);
    expect(registry.get('b')?.definedAt).toBe('resource:default/b');
    expect(registry.notes()).toEqual([]);
  });

  it('keeps what each source notes until it speaks again', () => {
    const registry = MemoryClusterRegistry.create();
    const [one, two] = ['one', 'two'].map(place => ({ place, message: 'odd' }));
    registry.replace('config', [], [one]);
    registry.replace('catalog', [], [two]);
    expect(registry.notes()).toEqual([one, two]);
    expect(registry.notes('catalog')).toEqual([two]);
    registry.replace('config', []);
    expect(registry.notes()).toEqual([two]);
  });

  it('is complete when every source that it expects has spoken', () => {
    const registry = MemoryClusterRegistry.create();
    const seen: boolean[] = [];
    registry.subscribe(() => seen.push(registry.isComplete()));
    registry.expect('catalog');
    registry.replace('supplier', [cluster('a', 'supplier')]);
    registry.note('catalog', [{ place: 'catalog', message: 'is away' }]);
    expect(registry.isComplete()).toBe(false);
    expect(registry.notes()).toHaveLength(1);
    registry.replace('catalog', []);
    expect(registry.isComplete()).toBe(true);
    registry.replace('catalog', [cluster('a', 'catalog')]);
    expect(registry.get('a')?.definedAt).toBe('catalog');
    registry.note('catalog', []);
    expect(registry.get('a')?.definedAt).toBe('catalog');
    expect(seen).toEqual([false, true, true]);
  });

  it('tells its subscribers of changes until they leave', () => {
    const registry = MemoryClusterRegistry.create();
    const seen: string[][] = [];
    const leave = registry.subscribe(clusters =>
      seen.push(clusters.map(({ name }) => name)),
    );
    registry.replace('config', [cluster('a', 'x')]);
    registry.replace('config', [cluster('a', 'x')]);
    registry.replace('catalog', [], [{ place: 'x', message: 'odd' }]);
    registry.replace('config', [cluster('b', 'x')]);
    leave();
    registry.replace('config', []);
    expect(seen).toEqual([['a'], ['b']]);
  });
});
