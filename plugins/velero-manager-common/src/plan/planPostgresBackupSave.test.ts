import { checkRepository } from '../check';
import { parseIntent } from '../intents';
import {
  intentOf,
  onboard,
  protectPostgres,
  repositoryAfter,
  snapshotOf,
} from './__fixtures__/repositories';
import type { ChangePlan } from './ChangePlan';
import { applyPlan, plan } from '.';

const CLUSTER = 'environments/production/clusters/prod-cluster-01';
const LEAF = `${CLUSTER}/velero-config`;
const STORE = `${LEAF}/databases/payments/object-stores/ledger.yaml`;
const BACKUP = `${LEAF}/databases/payments/scheduled-backups/ledger.yaml`;
const LIST = `${LEAF}/kustomization.yaml`;
const PROJECT = 'argocd-apps/projects/production.yaml';
const DATABASE = `${CLUSTER}/apps/ledger.yaml`;

const onboarded = repositoryAfter(onboard());
const archived = repositoryAfter(onboard(), protectPostgres());

const database = (spec: string) => `# The ledger of all shops
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  name: ledger
  namespace: payments
spec:
  instances: 3 # one a zone
  storage: { size: 20Gi }
${spec}`;

function planned(
  intent: object,
  files: ReadonlyMap<string, string>,
): ChangePlan {
  const outcome = plan(intentOf(intent), snapshotOf(files));
  if (outcome.result !== 'planned') throw new Error(JSON.stringify(outcome));
  return outcome.plan;
}

/** What the file says once the change is merged. */
const after = (
  intent: object,
  files: ReadonlyMap<string, string>,
  path: string,
) => applyPlan(files, planned(intent, files)).get(path);

describe('a database that nothing protects', () => {
  const change = planned(protectPostgres(), onboarded);
  const files = new Map(change.files.map(file => [file.path, file]));

  it('gets a store and base backups, listed and allowed', () => {
    expect(change.title).toBe(
      'Protect PostgreSQL payments/ledger of prod-cluster-01',
    );
    expect([...files.keys()]).toEqual([PROJECT, STORE, BACKUP, LIST]);
    expect(files.get(BACKUP)?.content).toMatchInlineSnapshot(`
      "apiVersion: postgresql.cnpg.io/v1
      kind: ScheduledBackup
      metadata:
        name: ledger
        namespace: payments
        labels:
          velero-manager.io/cluster: prod-cluster-01
          velero-manager.io/environment: production
        annotations:
          velero-manager.io/change: postgres-backup-save/production/prod-cluster-01/payments/ledger
          velero-manager.io/spec-hash: 2e2e59b6645f52e8403a798e739a7301b6a6c6c7fd997a6c14c387f1c95eff60
      spec:
        schedule: 0 0 1 * * *
        immediate: true
        backupOwnerReference: none
        cluster:
          name: ledger
        method: plugin
        pluginConfiguration:
          name: barman-cloud.cloudnative-pg.io
      "
    `);
    expect(files.get(STORE)?.content).toMatchInlineSnapshot(`
      "apiVersion: barmancloud.cnpg.io/v1
      kind: ObjectStore
      metadata:
        name: ledger
        namespace: payments
        labels:
          velero-manager.io/cluster: prod-cluster-01
          velero-manager.io/environment: production
        annotations:
          argocd.argoproj.io/sync-options: Prune=false,Delete=false
          velero-manager.io/change: postgres-backup-save/production/prod-cluster-01/payments/ledger
          velero-manager.io/spec-hash: 938ff301661bac6a0f9dc36e8a9b088551f12ac87a48147e51bbbbdec485b9ba
      spec:
        retentionPolicy: 30d
        configuration:
          destinationPath: s3://shop-databases/prod-cluster-01
          s3Credentials:
            accessKeyId:
              name: ledger-object-store
              key: ACCESS_KEY_ID
            secretAccessKey:
              name: ledger-object-store
              key: ACCESS_SECRET_KEY
          wal:
            compression: gzip
      "
    `);
    expect(files.get(LIST)?.content).toBe(
      `${onboarded.get(
        LIST,
      )}  - databases/payments/scheduled-backups/ledger.yaml\n  - databases/payments/object-stores/ledger.yaml\n`,
    );
  });

  it('makes the project allow no more than it needs', () => {
    const before = onboarded.get(PROJECT) ?? '';
    expect(files.get(PROJECT)?.content).toBe(
      before
        .replace(
          '  clusterResourceWhitelist:',
          '    - server: https://prod-cluster-01.example.com:6443\n      namespace: payments\n  clusterResourceWhitelist:',
        )
        .concat(
          '    - group: barmancloud.cnpg.io\n      kind: ObjectStore\n    - group: postgresql.cnpg.io\n      kind: ScheduledBackup\n',
        ),
    );
  });

  it('says to its reviewers what they must know', () => {
    expect(change.summary).toMatchInlineSnapshot(`
      "Protects the PostgreSQL cluster \`payments/ledger\` of \`prod-cluster-01\` (production):

      - a base backup is taken at \`0 1 * * *\`, written as \`0 0 1 * * *\`: CloudNative-PG reads the first of six fields as seconds
      - backups and write-ahead log go to \`s3://shop-databases/prod-cluster-01\`
      - the database can be recovered to any moment of the last 30 days
      - the credentials are in the Secret \`ledger-object-store\` of the namespace \`payments\`, which must be there; it is not in Git

      **The Cluster is not in this repository.** Nothing can be recovered until it archives into the ObjectStore \`ledger\`; where it is defined, add:

      \`\`\`yaml
      apiVersion: postgresql.cnpg.io/v1
      kind: Cluster
      metadata:
        name: ledger
        namespace: payments
      spec:
        plugins:
          - name: barman-cloud.cloudnative-pg.io
            isWALArchiver: true
            parameters:
              barmanObjectName: ledger
      \`\`\`
      "
    `);
  });

  it('is left alone once it is protected', () => {
    expect(plan(intentOf(protectPostgres()), snapshotOf(archived))).toEqual({
      result: 'unchanged',
    });
  });

  it('needs no project where Flux applies it', () => {
    const place = { environment: 'staging', cluster: 'staging-cluster-01' };
    const there = repositoryAfter(onboard(place));
    const paths = planned(protectPostgres(place), there).files.map(
      ({ path }) => path,
    );
    expect(paths.every(path => path.startsWith('environments/'))).toBe(true);
    expect(
      after(
        protectPostgres(place),
        there,
        STORE.replace(/production/, 'staging').replace('prod-', 'staging-'),
      ),
    ).toContain('kustomize.toolkit.fluxcd.io/prune: disabled');
  });

  it('says so where no file here tells the project', () => {
    const without = new Map(onboarded);
    without.delete('argocd-apps/cluster-apps/prod-cluster-01.yaml');
    expect(planned(protectPostgres(), without).summary).toContain(
      'it must allow the namespace `payments`',
    );
  });

  it('is told in the old form where the operator is old', () => {
    const intent = protectPostgres({ method: 'barmanObjectStore' });
    const { files: changed, summary } = planned(intent, onboarded);
    expect(changed.map(({ path }) => path)).toEqual([PROJECT, BACKUP, LIST]);
    expect(after(intent, onboarded, BACKUP)).toContain(
      'method: barmanObjectStore\n',
    );
    expect(summary).toContain('barmanObjectStore:\n      destinationPath:');
  });
});

describe('the Cluster', () => {
  it.each([
    [
      'without plugins',
      {},
      '',
      '  plugins:\n    - name: barman-cloud.cloudnative-pg.io\n      isWALArchiver: true\n      parameters:\n        barmanObjectName: ledger\n',
    ],
    [
      'beside another plugin',
      {},
      '  plugins:\n    - name: pgaudit.example.com\n',
      '  plugins:\n    - name: pgaudit.example.com\n    - name: barman-cloud.cloudnative-pg.io\n      isWALArchiver: true\n      parameters:\n        barmanObjectName: ledger\n',
    ],
    [
      'that does not archive yet',
      {},
      '  plugins:\n    - name: barman-cloud.cloudnative-pg.io\n      enabled: false\n      parameters: { serverName: ledger-2, barmanObjectName: ledger }\n',
      '  plugins:\n    - name: barman-cloud.cloudnative-pg.io\n      parameters:\n        serverName: ledger-2\n        barmanObjectName: ledger\n      isWALArchiver: true\n',
    ],
    [
      'in the old form',
      { method: 'barmanObjectStore', credentialSecret: undefined },
      '  backup:\n    target: primary # on purpose\n',
      '  backup:\n    target: primary # on purpose\n    retentionPolicy: 30d\n    barmanObjectStore:\n      destinationPath: s3://shop-databases/prod-cluster-01\n      s3Credentials:\n        inheritFromIAMRole: true\n      wal:\n        compression: gzip\n',
    ],
  ])('is changed in place, %s', (_, more, spec, expected) => {
    const files = new Map(onboarded).set(DATABASE, database(spec));
    const intent = protectPostgres(more);
    expect(after(intent, files, DATABASE)).toBe(database(expected));
    expect(planned(intent, files).summary).toContain(
      `The Cluster is changed in \`${DATABASE}\``,
    );
    const done = applyPlan(files, planned(intent, files));
    expect(plan(intentOf(intent), snapshotOf(done))).toEqual({
      result: 'unchanged',
    });
  });

  it.each([
    [
      'archives in the old form',
      {},
      '  backup: { barmanObjectStore: { destinationPath: s3://old } }\n',
      /must be taken out first/,
    ],
    [
      'archives with a plugin',
      { method: 'barmanObjectStore' },
      '  plugins: [{ name: barman-cloud.cloudnative-pg.io, isWALArchiver: true }]\n',
      /exclude each other/,
    ],
    [
      'archives with another plugin',
      {},
      '  plugins: [{ name: other.example.com, isWALArchiver: true }]\n',
      /"other.example.com"; it can have only one/,
    ],
    [
      'archives into another store',
      {},
      '  plugins: [{ name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: { barmanObjectName: shared } }]\n',
      /ObjectStore "shared"; name that one/,
    ],
    [
      'is written with an alias',
      { method: 'barmanObjectStore' },
      '  affinity: &x {}\n  backup: *x\n',
      /cannot be changed safely/,
    ],
  ])('is a conflict where it %s', (_, more, spec, reason) => {
    const files = new Map(onboarded).set(DATABASE, database(spec));
    expect(plan(intentOf(protectPostgres(more)), snapshotOf(files))).toEqual({
      result: 'conflict',
      path: DATABASE,
      reason: expect.stringMatching(reason),
    });
  });
});

describe('an edit', () => {
  it('keeps comments, order and fields of others, and renames nothing', () => {
    const backup = `# Nightly, after the books are closed
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { name: nightly, namespace: payments }
spec:
  cluster: { name: ledger }
  schedule: '0 2 * * *' # at two
  suspend: true
  target: primary
`;
    const files = new Map(onboarded).set(`${LEAF}/ours.yaml`, backup);
    const text = after(protectPostgres(), files, `${LEAF}/ours.yaml`) ?? '';
    expect(text).toContain('# Nightly, after the books are closed\n');
    expect(text).toContain("  schedule: '0 0 1 * * *' # at two\n");
    expect(text).toContain('name: nightly');
    expect(text).toContain('  suspend: true\n  target: primary\n');
    expect(text).toContain('method: plugin\n');
    expect(planned(protectPostgres(), files).summary).toContain(
      'stay suspended',
    );
  });

  it('leaves alone what it is not told, and says what a move means', () => {
    const files = repositoryAfter(
      onboard(),
      protectPostgres({
        endpointUrl: 'https://minio.example.com',
        walCompression: 'zstd',
      }),
    );
    const intent = protectPostgres({
      destinationPath: 's3://new-place/prod-cluster-01',
      credentialSecret: undefined,
    });
    const text = after(intent, files, STORE) ?? '';
    expect(text).toContain('destinationPath: s3://new-place/prod-cluster-01');
    expect(text).toContain('endpointURL: https://minio.example.com');
    expect(text).toContain('compression: zstd');
    expect(text).toContain('name: ledger-object-store');
    expect(planned(intent, files).summary).toContain(
      'backups so far stay in `s3://shop-databases/prod-cluster-01`',
    );
  });

  it('takes credentials of another provider away', () => {
    const intent = protectPostgres({
      destinationPath: 'gs://shop-databases/prod-cluster-01',
    });
    const text = after(intent, archived, STORE) ?? '';
    expect(text).toContain('key: gcsCredentials');
    expect(text).not.toContain('s3Credentials');
    const done = applyPlan(archived, planned(intent, archived));
    expect(
      checkRepository(done).filter(({ severity }) => severity === 'error'),
    ).toEqual([]);
  });

  it.each([
    [
      'base backups that stand twice',
      new Map(archived).set(
        `${LEAF}/x.yaml`,
        archived.get(BACKUP)?.replace('name: ledger', 'name: other') ?? '',
      ),
      `${LEAF}/x.yaml`,
      /only one of them can be meant/,
    ],
    [
      'a foreign file in its place',
      new Map(onboarded).set(STORE, 'a: 1\n'),
      STORE,
      /holds something else/,
    ],
    [
      'a broken file',
      new Map(onboarded).set(`${LEAF}/x.yaml`, 'a: [\n'),
      `${LEAF}/x.yaml`,
      /not valid YAML/,
    ],
    [
      'no cluster',
      repositoryAfter(onboard({ cluster: 'prod-cluster-02' })),
      LIST,
      /must be onboarded first/,
    ],
  ])('conflicts with %s', (_, files, path, reason) => {
    expect(plan(intentOf(protectPostgres()), snapshotOf(files))).toEqual({
      result: 'conflict',
      path,
      reason: expect.stringMatching(reason),
    });
  });
});

describe('the intent', () => {
  it.each([
    ['@daily', '0 0 0 * * *'],
    ['30 3 * * MON-FRI', '0 30 3 * * MON-FRI'],
    ['  0   2 * * * ', '0 0 2 * * *'],
  ])('takes %j for %s', (cron, schedule) => {
    const text = after(protectPostgres({ cron }), onboarded, BACKUP);
    expect(text).toContain(`schedule: ${schedule}\n`);
  });

  it.each<[string, object, RegExp]>([
    ['six fields', { cron: '0 0 2 * * *' }, /cron: .*five fields/],
    ['a zone', { cron: 'TZ=Europe/Berlin 0 2 * * *' }, /without a time zone/],
    ['@every', { cron: '@every 1h' }, /five fields/],
    ['a date that never comes', { cron: '0 0 30 2 *' }, /never comes/],
    ['a path in a name', { database: '../ledger' }, /database must begin/],
    ['a path in a namespace', { namespace: '..' }, /namespace must be/],
    ['a look-alike', { database: 'lеdger' }, /database must begin/],
    [
      'a way out of the bucket',
      { destinationPath: 's3://shop-databases/../other' },
      /destinationPath must be a place/,
    ],
    [
      'YAML in a place',
      { destinationPath: 's3://shop\nx: y' },
      /destinationPath must be a place/,
    ],
    [
      'a template in a place',
      { destinationPath: 's3://${{ secrets.X }}' },
      /destinationPath must be a place/,
    ],
    ['a retention in hours', { retention: '12h' }, /retention must be/],
    [
      'a secret in clear',
      { credentialSecret: { name: 'a', value: 'hunter2' } },
      /credentialSecret has fields that are not known/,
    ],
    [
      'an address that is none of S3',
      {
        destinationPath: 'gs://shop-databases',
        endpointUrl: 'https://minio.example.com',
      },
      /endpointUrl must be left out/,
    ],
    [
      'a store in the old form',
      { method: 'barmanObjectStore', objectStore: 'a' },
      /objectStore must be left out/,
    ],
    ['ten megabytes', { database: 'a'.repeat(10_000_000) }, /10000000 char/],
  ])('refuses %s', (_, more, reason) => {
    expect(parseIntent(protectPostgres(more))).toEqual({
      ok: false,
      reason: expect.stringMatching(reason),
    });
  });
});
