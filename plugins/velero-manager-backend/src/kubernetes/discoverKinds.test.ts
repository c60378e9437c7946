import type { ClusterRequest } from './ClusterClient';
import { discoverKinds } from './discoverKinds';
import { fault } from './__testUtils__/ScriptedReader';

const verbs = ['get', 'list', 'watch'];

function clusterWith(groups: Record<string, unknown>) {
  const asked: string[] = [];
  return {
    asked,
    async getJson({ path }: ClusterRequest) {
      asked.push(path);
      const answer = groups[path] ?? fault(404);
      if (answer instanceof Error) {
        throw answer;
      }
      return answer;
    },
  };
}

const wanted = [
  { group: '', versions: ['v1'], resource: 'namespaces' },
  { group: '', versions: ['v1'], resource: 'bindings' },
  { group: 'velero.io', versions: ['v2', 'v1'], resource: 'backups' },
  { group: 'velero.io', versions: ['v2', 'v1'], resource: 'restores' },
  { group: 'longhorn.io', versions: ['v1beta2'], resource: 'volumes' },
  { group: 'argoproj.io', versions: ['v1alpha1'], resource: 'applications' },
];

describe('discoverKinds', () => {
  it('tells what is served, absent and forbidden, asking once a version', async () => {
    const client = clusterWith({
      '/api/v1': {
        resources: [
          { name: 'namespaces', verbs },
          { name: 'bindings', verbs: ['create'] },
        ],
      },
      '/apis/velero.io/v2': { resources: [{ name: 'backups', verbs }] },
      '/apis/velero.io/v1': {
        resources: [
          { name: 'backups', verbs },
          { name: 'restores', verbs },
        ],
      },
      '/apis/longhorn.io/v1beta2': fault(403),
    });
    const { signal } = new AbortController();
    const found = await discoverKinds(client, wanted, { signal });
    expect(
      found.map(each =>
        each.outcome === 'served' ? each.kind.version : each.outcome,
      ),
    ).toEqual(['v1', 'absent', 'v2', 'v1', 'forbidden', 'absent']);
    expect(found.map(each => each.wanted)).toEqual(wanted);
    expect(new Set(client.asked).size).toBe(client.asked.length);
  });

  it('asks only for the groups that the cluster has', async () => {
    const client = clusterWith({
      '/apis': {
        groups: [{ versions: [{ groupVersion: 'velero.io/v1' }] }],
      },
      '/api/v1': { resources: [{ name: 'namespaces', verbs }] },
      '/apis/velero.io/v1': { resources: [{ name: 'backups', verbs }] },
    });
    const { signal } = new AbortController();
    const found = await discoverKinds(client, wanted, { signal });
    expect(found.map(({ outcome }) => outcome)).toEqual([
      ...['served', 'absent', 'served', 'absent', 'absent', 'absent'],
    ]);
    expect(client.asked.sort()).toEqual([
      ...['/api/v1', '/apis', '/apis/velero.io/v1'],
    ]);
  });

  it('takes the other kinds where the server of one group is down', async () => {
    const client = clusterWith({
      '/api/v1': { resources: [{ name: 'namespaces', verbs }] },
      '/apis/velero.io/v2': fault(503),
      '/apis/velero.io/v1': { resources: [{ name: 'backups', verbs }] },
      '/apis/longhorn.io/v1beta2': fault(503),
    });
    const { signal } = new AbortController();
    const found = await discoverKinds(client, wanted, { signal });
    expect(found.map(({ outcome }) => outcome)).toEqual([
      'served', // namespaces
      'absent',
      'served', // backups, in the version that is up
      'unavailable', // restores
      'unavailable', // volumes
      'absent',
    ]);
  });

  it.each([503, 'connect'] as const)(
    'does not take a cluster in trouble (%s) for one without Velero',
    async code => {
      const client = {
        getJson: async () => {
          throw fault(code);
        },
      };
      const { signal } = new AbortController();
      await expect(
        discoverKinds(client, wanted, { signal }),
      ).rejects.toMatchObject({ code });
    },
  );
});
