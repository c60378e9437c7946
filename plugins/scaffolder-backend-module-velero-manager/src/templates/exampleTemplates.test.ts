import {
  mockCredentials,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { veleroManagerServiceRef } from '@velero-manager/backstage-plugin-velero-manager-node';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import module from '..';
import { change, FakeBackend } from '../__testUtils__/FakeBackend';
import {
  hourlyCheckout,
  ledgerDatabase,
  nightlyJob,
} from '../actions/createIntentAction.examples';
import { exampleTemplates } from './exampleTemplates';

const storage = {
  name: 'default',
  provider: 'aws',
  bucket: 'velero-prod-cluster-03',
  region: 'eu-central-1',
  credentialSecret: { name: 'velero-credentials', key: 'cloud' },
};
/** What people fill in; what they leave empty is not there. */
const FORMS = {
  'schedule:save': { ...hourlyCheckout, excludedNamespaces: [], labels: {} },
  'schedule:pause': {
    environment: 'production',
    cluster: 'prod-cluster-01',
    existing: 'checkout-hourly',
    paused: true,
    reason: 'The database moves to new volumes',
  },
  'schedule:delete': {
    environment: 'production',
    cluster: 'prod-cluster-01',
    existing: 'checkout-hourly',
  },
  'argocd-project:save': {
    environment: 'production',
    name: 'shop',
    repositories: ['https://github.com/your-org/checkout'],
    destinations: [
      {
        server: 'https://prod-cluster-01.example.com:6443',
        namespace: 'checkout',
      },
    ],
    kinds: [],
  },
  'argocd-application:save': {
    environment: 'production',
    name: 'checkout',
    project: 'shop',
    repository: 'https://github.com/your-org/checkout',
    path: 'deploy/production',
    revision: 'HEAD',
    server: 'https://prod-cluster-01.example.com:6443',
    namespace: 'checkout',
    automated: true,
    prune: false,
    selfHeal: true,
    syncOptions: [],
  },
  'argocd-applicationset:save': {
    environment: 'production',
    name: 'monitoring',
    folder: 'monitoring',
    exclude: [],
    project: 'platform',
    namespace: 'monitoring',
    automated: true,
    prune: false,
    selfHeal: true,
    syncOptions: [],
  },
  'flux-kustomization:save': {
    environment: 'staging',
    cluster: 'staging-cluster-01',
    name: 'checkout',
    namespace: 'checkout',
    repository: 'https://github.com/your-org/checkout',
    path: 'deploy/staging',
    interval: '10m',
    wait: true,
    timeout: '5m',
    prune: false,
    dependsOn: [],
  },
  'cluster:onboard': {
    environment: 'production',
    cluster: 'prod-cluster-03',
    server: 'https://prod-cluster-03.example.com:6443',
    storage,
  },
  'alert-rules:save': {
    environment: 'production',
    cluster: 'prod-cluster-01',
    clusterLabel: 'cluster',
    grace: '1h',
    namespace: 'monitoring',
    labels: {},
  },
  'cluster:remove': {
    environment: 'production',
    cluster: 'prod-cluster-02',
    step: 'pause',
  },
  'longhorn-backup:save': { ...nightlyJob, target: 'default', labels: {} },
  'postgres-backup:save': { ...ledgerDatabase, method: 'plugin' },
  'credential:save': {
    environment: 'production',
    cluster: 'prod-cluster-01',
    name: 'velero-archive-store',
    secretStore: { kind: 'ClusterSecretStore', name: 'vault' },
    remoteKey: 'backup/prod-cluster-01',
    property: 'cloud',
  },
  'snapshot-location:save': {
    environment: 'production',
    cluster: 'prod-cluster-01',
    name: 'disks',
    provider: 'aws',
    region: 'eu-central-1',
  },
  'storage-location:save': {
    environment: 'production',
    cluster: 'prod-cluster-01',
    name: 'archive',
    provider: 'minio',
    bucket: 'archive-backups',
    region: 'local',
    s3Url: 'https://minio.example.com:9000',
    credentialSecret: { name: 'velero-archive-store', key: 'cloud' },
  },
};

const templates = exampleTemplates.map(({ file, kind }) => {
  const text = readFileSync(resolve(__dirname, '../../../..', file), 'utf8');
  return { kind, template: parse(text), values: FORMS[kind] };
});

describe.each(templates)('the template of $kind', ({ kind, ...form }) => {
  const { template, values } = form;
  const backend = new FakeBackend();
  let url: string;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const started = await startTestBackend({
      features: [
        scaffolderPlugin,
        module,
        catalogServiceMock.factory({ entities: [template] }),
        createServiceFactory({
          service: veleroManagerServiceRef,
          deps: {},
          factory: () => backend.service,
        }),
      ],
    });
    url = `http://localhost:${started.server.port()}/api/scaffolder/v2`;
    stop = () => started.stop();
  });

  afterAll(() => stop());

  async function call(path: string, body?: object) {
    const response = await fetch(`${url}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        'content-type': 'application/json',
        authorization: mockCredentials.user.header(),
      },
      body: JSON.stringify(body),
    });
    return response.json();
  }

  async function ended(id: string): Promise<string> {
    let task;
    do {
      task = await call(`/tasks/${id}`);
    } while (['open', 'processing'].includes(task.status));
    return task.status;
  }

  it('runs dry in the scaffolder', async () => {
    const answer = await call('/dry-run', {
      template,
      values,
      directoryContents: [],
    });
    expect(answer.log.map(({ body }: any) => body.message)).toContainEqual(
      expect.stringContaining('Dry run: nothing was written to the Git host.'),
    );
    expect(answer.output).toEqual({
      links: [],
      text: [
        {
          title: 'What changes',
          content: 'Adds the schedule `checkout-hourly`.',
        },
      ],
    });
    expect(backend.planned.at(-1)?.[0]).toEqual({
      intent: { kind, ...values },
    });
    expect(backend.proposed).toEqual([]);
  });

  it.each([
    [
      'what was previewed',
      'hash-1',
      { planHash: 'hash-1', baseRevision: 'c0' },
    ],
    [
      'what was previewed, even where it is another by now',
      'hash-0',
      { planHash: 'hash-0', baseRevision: 'c0' },
    ],
  ])('proposes %s and nothing else', async (_, planHash, preview) => {
    const before = backend.proposed.length;
    const templateRef = `template:default/${template.metadata.name}`;
    const { id } = await call('/tasks', {
      templateRef,
      values: { ...values, preview },
    });
    await ended(id);
    expect(backend.proposed.slice(before)).toMatchObject([
      [{ intent: { kind, ...values }, planHash, baseRevision: 'c0' }, {}],
    ]);
  });

  it('leads from the form to the pull request and its page', async () => {
    const before = backend.proposed.length;
    const templateRef = `template:default/${template.metadata.name}`;
    const { id } = await call('/tasks', { templateRef, values });
    expect(await ended(id)).toBe('completed');
    const events = await call(`/tasks/${id}/events`);
    const end = events.find(({ type }: any) => type === 'completion');
    expect(end.body).toMatchObject({
      output: {
        links: [
          { title: 'Pull request', icon: 'github', url: change.url },
          {
            title: 'Follow the change',
            url: '/velero-manager/changes/change-1',
          },
        ],
      },
    });
    expect(backend.proposed.slice(before)).toEqual([
      [
        { intent: { kind, ...values }, planHash: 'hash-1' },
        {
          credentials: expect.objectContaining({
            principal: mockCredentials.user().principal,
          }),
        },
      ],
    ]);
  });
});
