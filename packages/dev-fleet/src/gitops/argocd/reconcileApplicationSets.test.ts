import {
  applyPlan,
  parseIntent,
  plan,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { parse } from 'yaml';
import {
  APPS,
  scheduleYaml,
  statusOf,
  TestFleet,
} from '../__fixtures__/TestFleet';
import { TestRepository } from '../__fixtures__/TestRepository';
import { GitOpsCluster } from '../cluster/GitOpsCluster';
import { recordOf } from '../manifests/lenient';
import { APPLICATION_SETS } from './reconcileApplicationSets';

const URL = 'https://git.example.com/shop/config';
const leafOf = (cluster: string) =>
  `environments/production/clusters/${cluster}/monitoring`;
const names = { namespace: 'argocd', name: 'monitoring' };

/** An ApplicationSet as the portal writes it. */
function applicationSet(): Record<string, any> {
  const read = parseIntent({
    kind: 'argocd-applicationset:save',
    environment: 'production',
    name: 'monitoring',
    folder: 'monitoring',
    project: 'shop',
    namespace: 'velero',
  });
  if (!read.ok) throw new Error(read.reason);
  const files = new Map([
    [
      '.velero-manager.yaml',
      `layout: 1\nrepository: { url: '${URL}' }\nenvironments: { production: { approvals: 1 } }\n`,
    ],
    [
      'argocd-apps/projects/shop.yaml',
      'apiVersion: argoproj.io/v1alpha1\nkind: AppProject\nmetadata: { name: shop, namespace: argocd }\nspec: {}\n',
    ],
  ]);
  const planned = plan(read.value, { revision: 'x', truncated: false, files });
  if (planned.result !== 'planned') throw new Error(JSON.stringify(planned));
  const after = applyPlan(files, planned.plan);
  return parse(after.get('argocd-apps/applicationsets/monitoring.yaml') ?? '');
}

describe('reconcileApplicationSets', () => {
  let repository: TestRepository;
  let fleet: TestFleet;
  let hub: GitOpsCluster;
  let two: GitOpsCluster;

  beforeEach(async () => {
    repository = await TestRepository.create({
      [`${leafOf('one')}/daily.yaml`]: scheduleYaml('daily'),
    });
    fleet = new TestFleet(repository);
    hub = fleet.add('one', { gitops: 'argocd' });
    two = fleet.add('two');
    hub.store.create('appprojects.argoproj.io', {
      metadata: { name: 'shop', namespace: 'argocd' },
      spec: {
        sourceRepos: [URL],
        destinations: [{ server: '*', namespace: 'velero' }],
      },
    });
  });
  afterEach(() => repository.remove());

  const create = (spec: Record<string, unknown> = {}) => {
    const { apiVersion, kind, metadata, spec: own } = applicationSet();
    const object = { apiVersion, kind, metadata, spec: { ...own, ...spec } };
    return hub.store.create(APPLICATION_SETS, object);
  };
  const apps = () => hub.store.list(APPS).map(({ metadata }) => metadata.name);
  const conditions = () =>
    Object.fromEntries(
      (
        recordOf(hub.store.get(APPLICATION_SETS, names)?.status)
          .conditions as Record<string, string>[]
      ).map(({ type, status, message }) => [type, `${status} ${message}`]),
    );
  const daily = (cluster: GitOpsCluster) =>
    cluster.store.get('schedules.velero.io', {
      namespace: 'velero',
      name: 'daily',
    });

  it('makes what the portal writes reach every cluster that has the folder', async () => {
    create();
    await fleet.run(2);
    expect(apps()).toEqual(['one-monitoring']);
    expect(hub.store.list(APPS)[0]).toMatchObject({
      metadata: {
        labels: { 'velero-manager.io/cluster': 'one' },
        ownerReferences: [{ kind: 'ApplicationSet', name: 'monitoring' }],
      },
      spec: {
        project: 'shop',
        source: { path: leafOf('one') },
        destination: { name: 'one', namespace: 'velero' },
      },
    });
    expect(hub.store.list(APPS)[0].metadata.finalizers ?? []).toEqual([]);
    expect(statusOf(hub, 'one-monitoring')).toMatchObject({ sync: 'Synced' });
    expect(daily(hub)).toBeDefined();

    await repository.commit({
      [`${leafOf('two')}/daily.yaml`]: scheduleYaml('daily'),
    });
    await fleet.run(2);
    expect(apps()).toEqual(['one-monitoring', 'two-monitoring']);
    expect(daily(two)).toBeDefined();
    expect(conditions()).toMatchObject({
      ErrorOccurred: expect.stringMatching(/^False/),
      ResourcesUpToDate: expect.stringMatching(/^True/),
    });
    expect(hub.store.get(APPLICATION_SETS, names)?.status).toMatchObject({
      resourcesCount: 2,
    });

    const { resourceVersion } = hub.store.get(
      APPLICATION_SETS,
      names,
    )!.metadata;
    await fleet.run(3);
    expect(hub.store.get(APPLICATION_SETS, names)!.metadata).toMatchObject({
      resourceVersion,
    });
  });

  it('deletes nothing when a folder is gone, nor what was applied when it is deleted', async () => {
    create();
    await fleet.run(2);
    await repository.commit({
      [`${leafOf('one')}/daily.yaml`]: null,
      'other.yaml': '',
    });
    await fleet.run(2);
    expect(apps()).toEqual(['one-monitoring']);
    hub.store.delete(APPLICATION_SETS, names);
    await fleet.run(2);
    expect(apps()).toEqual([]);
    expect(daily(hub)).toBeDefined();
  });

  it('takes along what was applied where nobody says that it stays', async () => {
    create({ syncPolicy: {} });
    await fleet.run(2);
    expect(daily(hub)).toBeDefined();
    await repository.commit({
      [`${leafOf('one')}/daily.yaml`]: null,
      'other.yaml': '',
    });
    await fleet.run(3);
    expect(apps()).toEqual([]);
    expect(daily(hub)).toBeUndefined();
  });

  it.each([
    [
      'a value that is missing',
      { template: { metadata: { name: '{{ .team }}' }, spec: {} } },
      /map has no entry for key/,
    ],
    [
      'another generator',
      { generators: [{ list: {} }] },
      /is not supported here/,
    ],
    ['a template of the old kind', { goTemplate: false }, /goTemplate: true/],
  ])(
    'says why it fails on %s, and keeps what is there',
    async (_, spec, why) => {
      create(spec);
      await fleet.run();
      expect(apps()).toEqual([]);
      expect(conditions().ErrorOccurred).toMatch(/^True/);
      expect(conditions().ErrorOccurred).toMatch(why);
    },
  );
});
