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

  it('does not take a cluster in trouble for one without Velero', async () => {
    const client = clusterWith({ '/apis/velero.io/v2': fault(503) });
    const { signal } = new AbortController();
    await expect(
      discoverKinds(client, wanted, { signal }),
    ).rejects.toMatchObject({ code: 503 });
  });
});
