import {
  applyPlan,
  parseIntent,
  plan,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { scheduleYaml, TestFleet } from '../__fixtures__/TestFleet';
import { TestRepository } from '../__fixtures__/TestRepository';
import { recordOf, listOf } from '../manifests/lenient';
import { KUSTOMIZATIONS } from './resources';

const URL = 'https://git.example.com/shop/config';
const CLUSTER = 'flux/clusters/one.yaml';
const SOURCE = `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: { name: config, namespace: flux-system }
spec: { interval: 1m, url: ${URL}, ref: { branch: main } }
`;

/** The repository after a team was added to it in the portal. */
function filesWith(more: object): Map<string, string> {
  const read = parseIntent({
    kind: 'flux-kustomization:save',
    environment: 'staging',
    cluster: 'one',
    name: 'checkout',
    namespace: 'checkout',
    path: 'teams/checkout',
    prune: true,
    ...more,
  });
  if (!read.ok) throw new Error(read.reason);
  const files = new Map([
    [
      '.velero-manager.yaml',
      `layout: 1\nengine: flux\nrepository: { url: '${URL}' }\nenvironments: { staging: { approvals: 1 } }\n`,
    ],
    [CLUSTER, SOURCE],
    ['teams/checkout/daily.yaml', scheduleYaml('daily')],
  ]);
  const planned = plan(read.value, { revision: 'x', truncated: false, files });
  if (planned.result !== 'planned') throw new Error(JSON.stringify(planned));
  return applyPlan(files, planned.plan);
}

it.each([
  ['the config repository', {}, 'flux-system'],
  ['a repository of its own', { repository: URL }, 'checkout'],
])(
  'Flux applies what the portal writes for a team, from %s',
  async (_, more, home) => {
    const repository = await TestRepository.create(
      Object.fromEntries(filesWith(more)),
    );
    try {
      const fleet = new TestFleet(repository, [
        { cluster: 'one', url: URL, path: CLUSTER },
      ]);
      const { store } = fleet.add('one', { gitops: 'flux' });
      store.create('namespaces', { metadata: { name: 'checkout' } });
      await fleet.run(10);
      const daily = { namespace: 'checkout', name: 'daily' };
      const at = { namespace: home, name: 'checkout' };
      const ready = listOf(
        recordOf(store.get(KUSTOMIZATIONS, at)?.status).conditions,
      ).map(recordOf);
      expect(ready).toContainEqual(
        expect.objectContaining({ type: 'Ready', status: 'True' }),
      );
      expect(store.get('schedules.velero.io', daily)).toBeDefined();
      expect(
        store.get('serviceaccounts', { namespace: home, name: 'checkout' }),
      ).toBeDefined();

      // Its file goes, and it is deleted by hand: what it applied stays.
      await repository.commit({
        'flux/clusters/one/checkout.yaml': null,
        'flux/clusters/one/x.md': '',
      });
      store.delete(KUSTOMIZATIONS, at);
      await fleet.run(10);
      expect(store.get(KUSTOMIZATIONS, at)).toBeUndefined();
      expect(store.get('schedules.velero.io', daily)).toBeDefined();
    } finally {
      await repository.remove();
    }
  },
);
