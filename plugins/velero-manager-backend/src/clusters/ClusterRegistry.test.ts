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
    expect(registry.replace('config', [cluster('b', 'config b')])).toEqual([]);
    expect(
      registry.replace('catalog', [
        cluster('b', 'resource:default/b'),
        cluster('a', 'resource:default/a'),
      ]),
    ).toEqual([
      {
        name: 'b',
        definedAt: 'config b',
        alsoDefinedAt: 'resource:default/b',
      },
    ]);
    expect(registry.list().map(({ definedAt }) => definedAt)).toEqual([
      'resource:default/a',
      'config b',
    ]);
    expect(registry.get('b')?.definedAt).toBe('config b');
    expect(registry.get('c')).toBeUndefined();

    registry.replace('config', []);
    expect(registry.get('b')?.definedAt).toBe('resource:default/b');
  });

  it('tells its subscribers until they leave', () => {
    const registry = MemoryClusterRegistry.create();
    const seen: string[][] = [];
    const leave = registry.subscribe(clusters =>
      seen.push(clusters.map(({ name }) => name)),
    );
    registry.replace('config', [cluster('a', 'x')]);
    registry.replace('config', [cluster('b', 'x')]);
    leave();
    registry.replace('config', []);
    expect(seen).toEqual([['a'], ['b']]);
  });
});
