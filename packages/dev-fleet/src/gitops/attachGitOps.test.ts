import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, resolve, sep } from 'node:path';
import {
  application,
  APPS,
  scheduleYaml,
  statusOf,
  TestFleet,
  veleroObject,
} from './__fixtures__/TestFleet';
import { Changes, TestRepository } from './__fixtures__/TestRepository';
import { GitOpsCluster } from './cluster/GitOpsCluster';
import { conditionOf } from './cluster/healthOf';
import { KUSTOMIZATIONS } from './flux/resources';

const EXAMPLE = resolve(__dirname, '../../../../examples/config-repository');
const EXAMPLE_URL = 'https://github.com/your-org/velero-gitops-config';

function readExample(): Changes {
  const files = readdirSync(EXAMPLE, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    files
      .filter(entry => entry.isFile())
      .map(entry => {
        const file = join(entry.parentPath, entry.name);
        const path = relative(EXAMPLE, file).split(sep).join(posix.sep);
        return [path, readFileSync(file, 'utf8')];
      }),
  );
}

const namesOf = (cluster: GitOpsCluster, resource: string) =>
  cluster.store.list(resource).map(({ metadata }) => metadata.name);

describe('attachGitOps', () => {
  let repository: TestRepository;
  afterEach(() => repository.remove());

  it('brings the example repository into empty clusters', async () => {
    repository = await TestRepository.create(readExample(), EXAMPLE_URL);
    const url = EXAMPLE_URL;
    const fleet = new TestFleet(repository, [
      { cluster: 'hub', url, path: 'argocd-apps/bootstrap/root-app.yaml' },
      {
        cluster: 'staging-cluster-01',
        url,
        path: 'flux/clusters/staging-cluster-01.yaml',
      },
    ]);
    const hub = fleet.add('hub', { gitops: 'argocd', velero: false });
    const clusters = ['prod-cluster-01', 'prod-cluster-02'].map(name =>
      fleet.add(name, { velero: false }),
    );
    const staging = fleet.add('staging-cluster-01', {
      gitops: 'flux',
      velero: false,
    });
    await fleet.run(60);

    const apps = namesOf(hub, APPS);
    expect(apps).toEqual(
      expect.arrayContaining(['velero-root', 'prod-cluster-02-velero-config']),
    );
    for (const name of apps) {
      expect({ name, ...statusOf(hub, name) }).toMatchObject({
        name,
        sync: 'Synced',
        health: 'Healthy',
        phase: 'Succeeded',
        conditions: undefined,
      });
    }
    for (const cluster of clusters) {
      expect(namesOf(cluster, 'schedules.velero.io').length).toBeGreaterThan(1);
      expect(namesOf(cluster, 'deployments.apps')).toEqual(['velero']);
    }
    expect(staging.store.list(KUSTOMIZATIONS)).toHaveLength(2);
    for (const object of staging.store.list(KUSTOMIZATIONS)) {
      expect(conditionOf(object, 'Ready')?.status).toBe('True');
    }
    expect(namesOf(staging, 'schedules.velero.io').length).toBeGreaterThan(1);
  });

  describe('Applications in waves', () => {
    let fleet: TestFleet;
    let hub: GitOpsCluster;
    let empty: GitOpsCluster;

    beforeEach(async () => {
      repository = await TestRepository.create({
        'leaf/daily.yaml': scheduleYaml('daily'),
        'leaf/namespace.yaml':
          'apiVersion: v1\nkind: Namespace\nmetadata: { name: velero }\n',
        'values/velero.yaml': 'deployNodeAgent: true\n',
      });
      fleet = new TestFleet(repository);
      hub = fleet.add('hub', { gitops: 'argocd', velero: false });
      empty = fleet.add('empty', { velero: false });
    });

    const destination = { name: 'empty', namespace: 'velero' };
    const chart = {
      sources: [
        {
          repoURL: 'https://charts.example.com',
          chart: 'velero',
          targetRevision: '12.1.0',
          helm: { valueFiles: ['$values/values/velero.yaml'] },
        },
        {
          repoURL: 'https://git.example.com/shop/config',
          targetRevision: 'main',
          ref: 'values',
        },
      ],
      source: undefined,
      destination,
    };

    it('fails without the kinds and says which, then converges', async () => {
      hub.store.create(APPS, application('a-config', { destination }));
      await fleet.run();
      expect(statusOf(hub, 'a-config')).toMatchObject({
        sync: 'OutOfSync',
        health: 'Missing',
        phase: 'Running',
        message: expect.stringContaining(
          'The Kubernetes API could not find velero.io/Schedule for requested resource velero/daily. Make sure the "Schedule" CRD is installed on the destination cluster.',
        ),
      });
      expect(empty.store.get('namespaces', { name: 'velero' })).toBeUndefined();
      hub.store.create(
        APPS,
        application('b-install', {
          ...chart,
          syncPolicy: {
            automated: {},
            syncOptions: ['CreateNamespace=true'],
          },
        }),
      );
      await fleet.run(60);
      expect(statusOf(hub, 'b-install')).toMatchObject({
        sync: 'Synced',
        health: 'Healthy',
        revision: ['12.1.0', await repository.git('rev-parse', 'main')],
      });
      expect(statusOf(hub, 'a-config')).toMatchObject({
        sync: 'Synced',
        phase: 'Succeeded',
      });
      expect(veleroObject(empty, 'schedules', 'daily')).toBeDefined();
      expect(namesOf(empty, 'daemonsets.apps')).toEqual(['node-agent']);
    });

    it('goes as far as it can with SkipDryRunOnMissingResource', async () => {
      hub.store.create(
        APPS,
        application('config', {
          destination,
          syncPolicy: {
            automated: {},
            syncOptions: ['SkipDryRunOnMissingResource=true'],
          },
        }),
      );
      await fleet.run();
      expect(empty.store.get('namespaces', { name: 'velero' })).toBeDefined();
      expect(statusOf(hub, 'config').message).toContain(
        'one or more objects failed to apply, reason: The Kubernetes API could not find velero.io/Schedule',
      );
    });

    it('applies definitions before what they define, each wave when the one before is healthy', async () => {
      const wave = (number: number) => ({
        'argocd.argoproj.io/sync-wave': String(number),
      });
      await repository.commit({
        'leaf/daily.yaml': null,
        'leaf/a-widget.yaml': JSON.stringify({
          apiVersion: 'example.com/v1',
          kind: 'Widget',
          metadata: { name: 'w', annotations: wave(2) },
        }),
        'leaf/b-web.yaml': JSON.stringify({
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: 'web', annotations: wave(1) },
          spec: { replicas: 2 },
        }),
        'leaf/c-crd.yaml': JSON.stringify({
          apiVersion: 'apiextensions.k8s.io/v1',
          kind: 'CustomResourceDefinition',
          metadata: { name: 'widgets.example.com', annotations: wave(-1) },
          spec: {
            group: 'example.com',
            scope: 'Namespaced',
            names: { plural: 'widgets', kind: 'Widget' },
            versions: [{ name: 'v1', served: true, storage: true }],
          },
        }),
      });
      hub.store.create(APPS, application('all', { destination }));
      await fleet.run();
      expect(empty.kinds.has('widgets.example.com')).toBe(true);
      expect(namesOf(empty, 'deployments.apps')).toEqual(['web']);
      expect(namesOf(empty, 'widgets.example.com')).toEqual([]);
      expect(statusOf(hub, 'all')).toMatchObject({
        sync: 'OutOfSync',
        phase: 'Running',
        message: 'waiting for healthy state of apps/Deployment/web',
      });
      await fleet.run();
      expect(namesOf(empty, 'widgets.example.com')).toEqual(['w']);
      expect(statusOf(hub, 'all')).toMatchObject({
        sync: 'Synced',
        health: 'Healthy',
        phase: 'Succeeded',
      });
      expect(statusOf(hub, 'all').resources).toContainEqual(
        expect.objectContaining({ name: 'w', syncWave: 2 }),
      );
    });

    it.each([
      [
        { chart: 'other', targetRevision: '1.0.0' },
        'chart "other" is not supported here',
      ],
      [
        { chart: 'velero', targetRevision: '3.0.0' },
        'chart "velero" version "3.0.0" not found',
      ],
      [
        {
          chart: 'velero',
          targetRevision: '12.1.0',
          helm: { valueFiles: ['$values/none.yaml'] },
        },
        'open <path to cached source>/none.yaml: no such file or directory',
      ],
    ])('cannot compare with chart %j', async (source, message) => {
      const [, values] = chart.sources;
      const repoURL = 'https://charts.example.com';
      hub.store.create(
        APPS,
        application('install', {
          ...chart,
          sources: [{ repoURL, ...source }, values],
        }),
      );
      await fleet.run();
      expect(statusOf(hub, 'install')).toMatchObject({
        sync: 'Unknown',
        conditions: [
          {
            type: 'ComparisonError',
            message: expect.stringContaining(message),
          },
        ],
      });
    });
  });

  it('leaves the objects of a story alone', async () => {
    repository = await TestRepository.create({
      'leaf/daily.yaml': scheduleYaml('daily'),
    });
    const fleet = new TestFleet(repository);
    const one = fleet.add('one', { gitops: 'argocd' });
    Object.assign(one, {
      isStory: ({ metadata }: { metadata: { name: string } }) =>
        metadata.name === 'told',
    });
    for (const name of ['told', 'real']) {
      one.store.create(APPS, application(name));
    }
    await fleet.run();
    expect(statusOf(one, 'told').sync).toBeUndefined();
    expect(statusOf(one, 'real').sync).toBe('Synced');
  });
});
