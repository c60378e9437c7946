import { parseIntent } from '../intents';
import {
  intentOf,
  onboard,
  repositoryAfter,
  snapshotOf,
} from './__fixtures__/repositories';
import type { ChangePlan } from './ChangePlan';
import { applyPlan, plan } from '.';

const LEAF = 'environments/production/clusters/prod-cluster-01/velero-config';
const FOLDER = `${LEAF}/storage-locations`;
const LIST = `${LEAF}/kustomization.yaml`;
const FIRST = `${FOLDER}/aws-s3-production-eu-central-1.yaml`;
const PEM =
  '-----BEGIN CERTIFICATE-----\nTUlJQg==\n-----END CERTIFICATE-----\n';

const onboarded = repositoryAfter(onboard());
const where = {
  kind: 'storage-location:save',
  environment: 'production',
  cluster: 'prod-cluster-01',
};
const minio = (more: object = {}) => ({
  ...where,
  name: 'archive',
  provider: 'minio',
  bucket: 'archive',
  region: 'local',
  s3Url: 'https://minio.example.com:9000',
  credentialSecret: { name: 'archive-store' },
  ...more,
});
/** The location that onboarding made. */
const change = (more: object = {}) => ({
  ...where,
  existing: 'default',
  provider: 'aws',
  bucket: 'shop-backups',
  ...more,
});

function planned(
  intent: object,
  files: ReadonlyMap<string, string> = onboarded,
): ChangePlan {
  const outcome = plan(intentOf(intent), snapshotOf(files));
  if (outcome.result !== 'planned') throw new Error(JSON.stringify(outcome));
  return outcome.plan;
}
const after = (
  intent: object,
  files: ReadonlyMap<string, string> = onboarded,
) => applyPlan(files, planned(intent, files));

describe('a new location', () => {
  it('is a file of its own, listed, with a folder of the cluster', () => {
    const { title, summary, files } = planned(minio());
    expect(title).toBe('Add storage location archive to prod-cluster-01');
    expect(summary).toMatchInlineSnapshot(`
      "Adds the storage location \`archive\` of the cluster \`prod-cluster-01\` (production) in \`velero-config/storage-locations/minio-production-local.yaml\`. It:

      - keeps backups in the bucket \`archive\` in the folder \`prod-cluster-01\` of an S3-compatible store
      - is opened with the key \`cloud\` of the Secret \`archive-store\`, which is not in Git
      "
    `);
    expect(files.map(({ path }) => path)).toEqual([
      LIST,
      `${FOLDER}/minio-production-local.yaml`,
    ]);
    expect(files[0].content).toContain(
      '  - storage-locations/minio-production-local.yaml\n',
    );
    expect(files[1].content).toMatchInlineSnapshot(`
      "apiVersion: velero.io/v1
      kind: BackupStorageLocation
      metadata:
        name: archive
        namespace: velero
        labels:
          velero-manager.io/cluster: prod-cluster-01
          velero-manager.io/environment: production
        annotations:
          argocd.argoproj.io/sync-options: Prune=false,Delete=false
          velero-manager.io/change: storage-location-save/production/prod-cluster-01/archive
          velero-manager.io/spec-hash: 1c9bdd65691d73c1017a1103c41fcd4edc41db3ed85d4c9b1a0b498089fe6342
      spec:
        provider: aws
        accessMode: ReadWrite
        objectStorage:
          bucket: archive
          prefix: prod-cluster-01
        config:
          region: local
          s3ForcePathStyle: 'true'
          s3Url: https://minio.example.com:9000
        credential:
          name: archive-store
          key: cloud
      "
    `);
  });

  it.each([
    [
      'Amazon S3 with a KMS key',
      {
        provider: 'aws',
        region: 'eu-west-1',
        s3Url: undefined,
        serverSideEncryption: 'aws:kms',
        kmsKeyId: 'alias/velero',
      },
      'aws-s3-production-eu-west-1.yaml',
      [
        'provider: aws',
        'serverSideEncryption: aws:kms',
        'kmsKeyId: alias/velero',
        'region: eu-west-1',
      ],
    ],
    [
      'Azure Blob',
      {
        provider: 'azure',
        region: 'westeurope',
        s3Url: undefined,
        storageAccount: 'shopbackups',
        resourceGroup: 'Velero_Backups',
        subscriptionId: '00000000-0000-4000-8000-000000000000',
        storageAccountKeyEnvVar: 'AZURE_STORAGE_ACCOUNT_ACCESS_KEY',
      },
      'azure-blob-production-westeurope.yaml',
      [
        'provider: azure',
        'storageAccount: shopbackups',
        'resourceGroup: Velero_Backups',
        'storageAccountKeyEnvVar: AZURE_STORAGE_ACCOUNT_ACCESS_KEY',
      ],
    ],
    [
      'Google Cloud Storage without a key',
      {
        provider: 'gcp',
        region: 'europe-west3',
        s3Url: undefined,
        bucket: 'shop_backups',
        serviceAccount: 'velero-backups@shop.iam.gserviceaccount.com',
        credentialSecret: undefined,
      },
      'gcs-production-europe-west3.yaml',
      [
        'provider: gcp',
        'bucket: shop_backups',
        'serviceAccount: velero-backups@shop.iam.gserviceaccount.com',
      ],
    ],
    [
      'certificates of its own',
      { caCert: PEM.replace(/\n/g, '\r\n') },
      'minio-production-local.yaml',
      [`caCert: ${Buffer.from(PEM).toString('base64')}`],
    ],
    [
      'certificates by reference, read-only, looked at seldom',
      {
        caCertSecret: { name: 'store-ca' },
        accessMode: 'ReadOnly',
        validationFrequency: '90m',
      },
      'minio-production-local.yaml',
      [
        'caCertRef:',
        'name: store-ca',
        'key: ca.crt',
        'accessMode: ReadOnly',
        'validationFrequency: 1h30m0s',
      ],
    ],
  ])('may be %s', (_, more, file, lines) => {
    const text = after(minio(more)).get(`${FOLDER}/${file}`) ?? '';
    expect(text.split('\n').map(line => line.trim())).toEqual(
      expect.arrayContaining(lines),
    );
    // The plug-ins of Azure and Google Cloud refuse keys that they do not know.
    expect(/region:/.test(text)).toBe(/provider: aws/.test(text));
  });

  it('is told apart by its name where a file of its region is there', () => {
    const { files } = planned(
      minio({ provider: 'aws', region: 'eu-central-1', s3Url: undefined }),
    );
    expect(files[1].path).toBe(
      `${FOLDER}/aws-s3-production-eu-central-1-archive.yaml`,
    );
  });

  it('stays when it leaves Git, by whatever applies the cluster', () => {
    const flux = repositoryAfter(onboard({ engine: 'flux' }));
    expect(planned(minio(), flux).files[1].content).toContain(
      'kustomize.toolkit.fluxcd.io/prune: disabled',
    );
    expect(planned(minio()).files[1].content).toContain(
      'argocd.argoproj.io/sync-options: Prune=false,Delete=false',
    );
  });

  it('is left alone when it is there as wanted, and a conflict when it is not', () => {
    const files = after(minio());
    expect(plan(intentOf(minio()), snapshotOf(files))).toEqual({
      result: 'unchanged',
    });
    expect(
      plan(intentOf(minio({ bucket: 'other' })), snapshotOf(files)),
    ).toMatchObject({
      result: 'conflict',
      reason: expect.stringMatching(
        /already has a storage location called 'archive'/,
      ),
    });
  });
});

describe('the default', () => {
  it('is taken from the other in the same plan', () => {
    const files = after(minio({ default: true }));
    expect(files.get(FIRST)).not.toContain('default: true');
    expect(files.get(FIRST)).toContain(
      'velero-manager.io/change: storage-location-save/production/prod-cluster-01/archive',
    );
    expect(planned(minio({ default: true })).summary).toContain(
      'takes the place of `default`, which is no longer the default',
    );
    expect(plan(intentOf(minio({ default: true })), snapshotOf(files))).toEqual(
      { result: 'unchanged' },
    );
  });

  it('is taken from others that stand in the same file', () => {
    const text = onboarded.get(FIRST) ?? '';
    const second = text.replace('name: default', 'name: second # mine');
    const files = new Map(onboarded).set(FIRST, `${text}---\n${second}`);
    const changed = after(
      change({ existing: 'second', default: true, bucket: 'shop-backups' }),
      files,
    ).get(FIRST);
    expect(changed?.match(/default: true/g)).toHaveLength(1);
    expect(changed).toMatch(/name: second # mine[^]*default: true/);
  });
});

describe('an edit', () => {
  const foreign = `# Bought in 2019
apiVersion: velero.io/v1
kind: BackupStorageLocation
metadata:
    name: old # as it was
    namespace: velero
spec:
    provider: velero.io/aws
    objectStorage:
        bucket: "old-backups" # of the old account
    backupSyncPeriod: 2m
    config:
        region: "eu-central-1"
        checksumAlgorithm: ""
---
{apiVersion: v1, kind: ConfigMap, metadata: {name: x, namespace: velero}}
`;
  const path = `${LEAF}/old.yaml`;
  const files = new Map(onboarded)
    .set(path, foreign)
    .set(LIST, `${onboarded.get(LIST)}  - old.yaml\n`);

  it('keeps names, comments, order and what it does not know', () => {
    const edit = change({
      existing: 'old',
      bucket: 'old-backups',
      credentialSecret: { name: 'old-store' },
      serverSideEncryption: 'AES256',
    });
    const done = planned(edit, files);
    expect(done.files.map(file => file.path)).toEqual([path]);
    expect(done.files[0].content).toMatchInlineSnapshot(`
      "# Bought in 2019
      apiVersion: velero.io/v1
      kind: BackupStorageLocation
      metadata:
          name: old # as it was
          namespace: velero
          labels:
              velero-manager.io/cluster: prod-cluster-01
              velero-manager.io/environment: production
          annotations:
              velero-manager.io/change: storage-location-save/production/prod-cluster-01/old
              velero-manager.io/spec-hash: b6b4d4fd51d34af03b48142bd506915543e55d2d9988daf79cd269fe61006abe
      spec:
          provider: velero.io/aws
          objectStorage:
              bucket: "old-backups" # of the old account
          backupSyncPeriod: 2m
          config:
              region: "eu-central-1"
              checksumAlgorithm: ""
              serverSideEncryption: AES256
          credential:
              name: old-store
              key: cloud
      ---
      {apiVersion: v1, kind: ConfigMap, metadata: {name: x, namespace: velero}}
      "
    `);
    expect(done.summary).not.toContain('moved');
    expect(plan(intentOf(edit), snapshotOf(applyPlan(files, done)))).toEqual({
      result: 'unchanged',
    });
  });

  it('says what becomes of backups when the location moves', () => {
    expect(planned(change({ bucket: 'new-bucket' })).summary).toContain(
      '**is moved: the backups that it holds stay in the old place',
    );
    expect(planned(change({ prefix: '' })).summary).toContain('is moved');
  });

  it.each([
    ['another provider', change({ provider: 'gcp' }), /cannot change it/],
    ['a location that is not there', change({ existing: 'x' }), /has no/],
    [
      'a cluster that is not there',
      change({ cluster: 'prod-cluster-02' }),
      /onboarded first/,
    ],
  ])('conflicts with %s', (_, intent, reason) => {
    expect(plan(intentOf(intent), snapshotOf(onboarded))).toMatchObject({
      result: 'conflict',
      reason: expect.stringMatching(reason),
    });
  });

  it('conflicts with what is written by alias, and with two of a name', () => {
    const shared = foreign
      .replace('config:\n', 'config: &c\n')
      .replace(
        'metadata:\n    name: old # as it was\n    namespace: velero\n',
        'metadata:\n    name: old\n    namespace: velero\n    labels: *c\n',
      );
    expect(
      plan(
        intentOf(change({ existing: 'old' })),
        snapshotOf(new Map(files).set(path, shared)),
      ),
    ).toMatchObject({ result: 'conflict', path });
    expect(
      plan(
        intentOf(change({ existing: 'old' })),
        snapshotOf(new Map(files).set(`${LEAF}/twice.yaml`, foreign)),
      ),
    ).toMatchObject({
      result: 'conflict',
      reason: expect.stringMatching(/only one of them can be meant/),
    });
  });
});

describe('the intent refuses', () => {
  it.each([
    ['no name', minio({ name: undefined }), /name is missing/],
    ['two names', minio({ existing: 'x' }), /name must be left out/],
    ['a path as a name', minio({ name: '../x' }), /name must be/],
    ['look-alike letters', minio({ bucket: 'аrchive' }), /bucket must be/],
    ['a way out of the bucket', minio({ prefix: 'a/../b' }), /prefix must/],
    [
      'MinIO without an address',
      minio({ s3Url: undefined }),
      /s3Url is missing/,
    ],
    [
      'a log-in in an address',
      minio({ s3Url: 'https://me:secret@minio.example.com' }),
      /s3Url must be an address/,
    ],
    [
      "another provider's field",
      minio({ storageAccount: 'shopbackups' }),
      /storageAccount must be left out: it means nothing to the provider 'minio'/,
    ],
    [
      'Azure without an account',
      minio({ provider: 'azure', s3Url: undefined }),
      /storageAccount is missing/,
    ],
    ['no region', minio({ region: undefined }), /region is missing/],
    [
      'an underscore outside of Google Cloud',
      minio({ bucket: 'a_b' }),
      /bucket must not contain '_'/,
    ],
    [
      'a key that would not be used',
      minio({ kmsKeyId: 'k', serverSideEncryption: 'AES256' }),
      /serverSideEncryption must be/,
    ],
    [
      'a private key among the certificates',
      minio({
        caCert: `${PEM}-----BEGIN PRIVATE KEY-----\nTUlJQg==\n-----END PRIVATE KEY-----\n`,
      }),
      /^caCert must be one or more certificates in PEM, and nothing else: no key belongs here\.$/,
    ],
    [
      'a certificate twice over',
      minio({ caCert: PEM, caCertSecret: { name: 'x' } }),
      /caCertSecret must be left out/,
    ],
    [
      'a default that takes nothing',
      minio({ default: true, accessMode: 'ReadOnly' }),
      /accessMode must not be 'ReadOnly'/,
    ],
    [
      'a check never',
      minio({ validationFrequency: '0s' }),
      /validationFrequency/,
    ],
    ['credentials', minio({ credentials: 'abc' }), /not known: "credentials"/],
    ['a template', minio({ region: '${{ secrets.X }}' }), /region must be/],
    ['10 MB', minio({ caCert: 'A'.repeat(10_000_000) }), /no field needs/],
  ])('%s', (_, intent, reason) => {
    expect(parseIntent(intent)).toEqual({
      ok: false,
      reason: expect.stringMatching(reason),
    });
  });
});
