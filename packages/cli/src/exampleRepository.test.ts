import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  applyPlan,
  parseIntent,
  plan,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { parse, parseAllDocuments } from 'yaml';
import { exampleIntents } from './__fixtures__/exampleIntents';
import { StrictSchemas } from './__testUtils__/StrictSchemas';
import { readRepository } from './validate/readRepository';

const EXAMPLE = resolve(__dirname, '../../../examples/config-repository');

const hasKubectl = (() => {
  try {
    execFileSync('kubectl', ['version', '--client'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
/** A folder with the CRDs of releases, each in `crds/<project>/`. */
const shared = process.env.VELERO_MANAGER_SHARED;

async function readExample(): Promise<Map<string, string>> {
  const read = await readRepository(EXAMPLE);
  if (!read.ok) throw new Error(read.reason);
  return read.value.files;
}

function intentOf(value: object) {
  const intent = parseIntent(value);
  if (!intent.ok) throw new Error(intent.reason);
  return intent.value;
}

function planOf(value: object, files: ReadonlyMap<string, string>) {
  return plan(intentOf(value), { revision: 'x', files, truncated: false });
}

it.each(exampleIntents)('is as the portal writes it: %j', async intent => {
  expect(planOf(intent, await readExample())).toEqual({ result: 'unchanged' });
});

(hasKubectl ? describe : describe.skip)('kubectl kustomize', () => {
  const leaves = readdirSync(EXAMPLE, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('/kustomization.yaml'))
    .map(path => path.slice(0, -'/kustomization.yaml'.length));

  it('finds both leaves of each cluster', () => expect(leaves).toHaveLength(6));

  it.each(leaves)('builds %s, and every object in it', leaf => {
    const built = execFileSync('kubectl', ['kustomize', join(EXAMPLE, leaf)], {
      encoding: 'utf8',
    });
    const { resources } = parse(
      readFileSync(join(EXAMPLE, leaf, 'kustomization.yaml'), 'utf8'),
    );
    const listed: number = resources
      .map((file: string) => readFileSync(join(EXAMPLE, leaf, file), 'utf8'))
      .flatMap((text: string) => parseAllDocuments(text)).length;
    expect(parseAllDocuments(built)).toHaveLength(listed);
  });
});

(shared ? describe : describe.skip)('the CRDs of the projects', () => {
  const schemas = shared ? StrictSchemas.read(shared) : undefined;

  const stores = [
    {
      provider: 'aws',
      kmsKeyId: 'alias/velero',
      serverSideEncryption: 'aws:kms',
      validationFrequency: '5m',
    },
    {
      provider: 'minio',
      s3Url: 'https://minio.example.com',
      caCert:
        '-----BEGIN CERTIFICATE-----\nTUlJQg==\n-----END CERTIFICATE-----\n',
      default: true,
    },
    {
      provider: 'azure',
      storageAccount: 'shopbackups',
      caCertSecret: { name: 'store-ca' },
    },
    { provider: 'gcp', accessMode: 'ReadOnly' },
  ];
  const others = [
    { ...exampleIntents[0], cluster: 'prod-cluster-90', engine: 'flux' },
    {
      ...exampleIntents[3],
      environment: 'production',
      cluster: 'prod-cluster-91',
      engine: 'argocd',
    },
    {
      ...exampleIntents[1],
      scope: 'all',
      excludedNamespaces: ['velero'],
      includedNamespaces: ['*'],
      snapshotMoveData: true,
      defaultVolumesToFsBackup: false,
      paused: true,
      labels: { team: 'on', 'example.com/tier': '1' },
    },
    {
      kind: 'argocd-project:save',
      environment: 'production',
      name: 'shop',
      description: 'The shop',
      repositories: ['https://git.example.com/shop/checkout'],
      destinations: [
        {
          server: 'https://prod-cluster-01.example.com:6443',
          namespace: 'checkout',
        },
      ],
      kinds: [{ group: 'apps', kind: 'Deployment' }],
    },
    {
      kind: 'argocd-application:save',
      environment: 'production',
      name: 'checkout',
      project: 'shop',
      repository: 'https://git.example.com/shop/checkout',
      path: 'deploy/production',
      server: 'https://prod-cluster-01.example.com:6443',
      namespace: 'checkout',
      prune: true,
      syncOptions: ['ServerSideApply=true'],
    },
    {
      ...exampleIntents[1],
      scope: 'options',
      excludedNamespaceScopedResources: ['events'],
      includedClusterScopedResources: ['storageclasses'],
      labelSelector: { team: 'on' },
      snapshotVolumes: true,
      volumeSnapshotLocations: ['aws-eu'],
      resourcePolicy: 'volume-policies',
      csiSnapshotTimeout: '20m',
      itemOperationTimeout: '6h',
      useOwnerReferencesInBackup: false,
      hooks: [
        { name: 'db', preset: 'mongodb', podLabels: { app: 'db' } },
        {
          name: 'sync',
          podLabels: { app: 'web' },
          container: 'web',
          includedNamespaces: ['payments'],
          post: [{ command: ['sync'], onError: 'Continue', timeout: '90s' }],
        },
      ],
    },
    {
      kind: 'schedule:pause',
      environment: 'production',
      cluster: 'prod-cluster-01',
      existing: 'options-hourly',
      paused: true,
      reason: 'on: "hold"',
    },
    {
      kind: 'schedule:delete',
      environment: 'production',
      cluster: 'prod-cluster-01',
      existing: 'all-hourly',
    },
    ...stores.map(store => ({
      kind: 'storage-location:save',
      environment: 'production',
      cluster: 'prod-cluster-01',
      name: store.provider,
      bucket: 'more-backups',
      region: 'europe-west3',
      ...store,
    })),
    {
      kind: 'snapshot-location:save',
      environment: 'production',
      cluster: 'prod-cluster-01',
      name: 'disks',
      provider: 'azure',
      region: 'westeurope',
      resourceGroup: 'Disks',
      apiTimeout: '5m',
      credentialSecret: { name: 'disks' },
    },
    {
      kind: 'credential:save',
      environment: 'production',
      cluster: 'prod-cluster-01',
      name: 'disks',
      secretStore: { name: 'vault' },
      remoteKey: 'disks',
      form: 'aws-keys',
      accessKeyProperty: 'id',
      secretKeyProperty: 'key',
    },
    {
      kind: 'credential:save',
      environment: 'production',
      cluster: 'prod-cluster-01',
      name: 'sealed',
      encrypted: `apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata: { name: sealed, namespace: velero }
spec: { encryptedData: { cloud: ${'AgBx'.repeat(200)} } }
`,
    },
  ];

  it('know every field of the example and of other plans', async () => {
    let files = await readExample();
    for (const intent of others) {
      const outcome = planOf(intent, files);
      if (outcome.result !== 'planned')
        throw new Error(JSON.stringify(outcome));
      files = applyPlan(files, outcome.plan);
    }
    const { errors, kinds } = schemas!.check(files);
    expect(errors).toEqual([]);
    expect(kinds).toEqual([
      'argoproj.io/v1alpha1/AppProject',
      'argoproj.io/v1alpha1/Application',
      'bitnami.com/v1alpha1/SealedSecret',
      'external-secrets.io/v1/ExternalSecret',
      'helm.toolkit.fluxcd.io/v2/HelmRelease',
      'kustomize.toolkit.fluxcd.io/v1/Kustomization',
      'source.toolkit.fluxcd.io/v1/GitRepository',
      'source.toolkit.fluxcd.io/v1/HelmRepository',
      'velero.io/v1/BackupStorageLocation',
      'velero.io/v1/Schedule',
      'velero.io/v1/VolumeSnapshotLocation',
    ]);
  });

  it('refuse what nobody knows', () => {
    const wrong = {
      apiVersion: 'velero.io/v1',
      kind: 'Schedule',
      spec: { schedule: '', template: { spec: {} } },
    };
    expect(schemas!.errorsOf(wrong)).toEqual([
      expect.stringContaining('"additionalProperty":"spec"'),
    ]);
  });
});

it('has a workflow that names a version of the command line', () => {
  const workflow = readFileSync(
    join(EXAMPLE, '.github/workflows/validate.yaml'),
    'utf8',
  );
  const { version } = JSON.parse(
    readFileSync(resolve(__dirname, '../package.json'), 'utf8'),
  );
  expect(workflow).toContain(
    `@velero-manager/cli@${version} validate --format github`,
  );
  expect(existsSync(join(EXAMPLE, '.github/CODEOWNERS'))).toBe(true);
});
