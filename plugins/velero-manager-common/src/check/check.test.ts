import {
  intentOf,
  onboard,
  protectLonghorn,
  protectPostgres,
  repositoryAfter,
  save,
  snapshotOf,
} from '../plan/__fixtures__/repositories';
import { plan } from '../plan';
import { check, checkRepository, Finding } from '.';

const CLUSTER = 'environments/production/clusters/prod-cluster-01';
const SCHEDULE = `${CLUSTER}/velero-config/backup-schedules/hourly-checkout-30day.yaml`;
const LOCATION = `${CLUSTER}/velero-config/storage-locations/aws-s3-production-eu-central-1.yaml`;
const CONFIG = `${CLUSTER}/velero-config/kustomization.yaml`;
const APPS = 'argocd-apps/cluster-apps/prod-cluster-01.yaml';
const ENVIRONMENT = 'argocd-apps/environments/production-apps.yaml';
const PROJECT = 'argocd-apps/projects/production.yaml';
const FLUX = 'flux/clusters/staging-cluster-01.yaml';
const RELEASE =
  'environments/staging/clusters/staging-cluster-01/velero-install/install.yaml';
const DATABASES = `${CLUSTER}/velero-config/databases/payments`;
const STORE = `${DATABASES}/object-stores/ledger.yaml`;
const BASE_BACKUP = `${DATABASES}/scheduled-backups/ledger.yaml`;
const JOB = `${CLUSTER}/velero-config/longhorn/recurring-jobs/nightly.yaml`;
const TARGET = `${CLUSTER}/velero-config/longhorn/backup-targets/default.yaml`;
const SETTINGS = '.velero-manager.yaml';

const good = repositoryAfter(
  onboard(),
  save(),
  protectPostgres(),
  protectLonghorn(),
  onboard({ environment: 'staging', cluster: 'staging-cluster-01' }),
);
const troubles = (findings: Finding[]) =>
  findings.filter(({ severity }) => severity !== 'info');

/** The repository with one text replaced in one file, which must be there. */
function broken(
  path: string,
  before: string | RegExp,
  after: string,
): Map<string, string> {
  const text = good.get(path) ?? '';
  const changed = text.replace(before, after);
  if (changed === text) throw new Error(`'${before}' is not in '${path}'`);
  return new Map(good).set(path, changed);
}
const without = (path: string) => {
  const files = new Map(good);
  if (!files.delete(path)) throw new Error(`'${path}' is not there`);
  return files;
};
const withFile = (path: string, text: string) => new Map(good).set(path, text);

it('has nothing to say of a good repository but what it could not check', () => {
  const findings = checkRepository(good);
  expect(troubles(findings)).toEqual([]);
  expect(new Set(findings.map(({ code }) => code))).toEqual(
    new Set([
      ...['NAMESPACES_NOT_CHECKED', 'RUNS_NOT_CHECKED', 'REPOSITORY_PASSWORD'],
    ]),
  );
});

describe('checkRepository', () => {
  it.each<[string, Map<string, string>, string, string, number | null]>([
    // Databases
    [
      'five fields where CloudNative-PG reads six',
      broken(BASE_BACKUP, 'schedule: 0 0 1 * * *', "schedule: '0 1 * * *'"),
      'CRON_SECONDS_MISSING',
      BASE_BACKUP,
      13,
    ],
    [
      'a cron text that CloudNative-PG refuses',
      broken(BASE_BACKUP, 'schedule: 0 0 1', 'schedule: 0 0 25'),
      'CRON_INVALID',
      BASE_BACKUP,
      13,
    ],
    [
      'base backups that are suspended',
      broken(BASE_BACKUP, 'immediate: true', 'suspend: true'),
      'BASE_BACKUP_SUSPENDED',
      BASE_BACKUP,
      14,
    ],
    [
      'an archive without base backups',
      withFile(
        `${CLUSTER}/apps/orders.yaml`,
        'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: { name: orders, namespace: payments }\nspec:\n  instances: 3\n  plugins: [{ name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: { barmanObjectName: ledger } }]\n',
      ),
      'BASE_BACKUP_MISSING',
      `${CLUSTER}/apps/orders.yaml`,
      4,
    ],
    [
      'a plugin that is not told its store',
      withFile(
        `${CLUSTER}/apps/ledger.yaml`,
        'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: { name: ledger, namespace: payments }\nspec:\n  plugins:\n    - { name: barman-cloud.cloudnative-pg.io, isWALArchiver: true }\n',
      ),
      'OBJECT_STORE_UNNAMED',
      `${CLUSTER}/apps/ledger.yaml`,
      5,
    ],
    [
      'a field of a Cluster that never existed',
      withFile(
        `${CLUSTER}/apps/ledger.yaml`,
        'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: { name: ledger, namespace: payments }\nspec:\n  backup:\n    barmanObjectStore:\n      destinationPath: s3://a\n      wal: { retention: 7d }\n    retentionPolicy: 7d\n',
      ),
      'UNKNOWN_FIELD',
      `${CLUSTER}/apps/ledger.yaml`,
      8,
    ],
    [
      'an archive that is kept for ever',
      broken(STORE, '  retentionPolicy: 30d\n', ''),
      'RETENTION_MISSING',
      STORE,
      13,
    ],
    [
      'a store over http',
      broken(
        STORE,
        '    s3Credentials',
        '    endpointURL: http://minio.example.com\n    s3Credentials',
      ),
      'STORAGE_INSECURE',
      STORE,
      17,
    ],
    [
      'a store that two clusters share',
      withFile(
        'environments/production/clusters/prod-cluster-02/apps/store.yaml',
        (good.get(STORE) ?? '')
          .replace('cluster: prod-cluster-01', 'cluster: prod-cluster-02')
          .replace('prod-cluster-01\n    s3', 'prod-cluster-01/\n    s3'),
      ),
      'PREFIX_SHARED',
      'environments/production/clusters/prod-cluster-02/apps/store.yaml',
      16,
    ],
    [
      'a kind that the project does not allow',
      broken(PROJECT, '      kind: ScheduledBackup', '      kind: Backup'),
      'PROJECT_FORBIDS',
      BASE_BACKUP,
      2,
    ],
    [
      'a namespace that the project does not allow',
      broken(PROJECT, 'namespace: payments', 'namespace: checkout'),
      'PROJECT_FORBIDS',
      STORE,
      5,
    ],
    // Longhorn
    [
      'a job that is in no group',
      broken(JOB, / {2}groups:\n {4}- default\n/, ''),
      'JOB_WITHOUT_VOLUMES',
      JOB,
      12,
    ],
    [
      'a job that keeps nothing',
      broken(JOB, 'retain: 14', 'retain: 0'),
      'RETENTION_MISSING',
      JOB,
      18,
    ],
    [
      'six fields where Longhorn reads five',
      broken(JOB, 'cron: 0 2', 'cron: 0 0 2'),
      'CRON_INVALID',
      JOB,
      15,
    ],
    [
      'a task that Longhorn does not know',
      broken(JOB, 'task: backup', 'task: copy'),
      'INVALID_FIELD',
      JOB,
      14,
    ],
    [
      'a target that two clusters share',
      withFile(
        'environments/production/clusters/prod-cluster-02/apps/target.yaml',
        (good.get(TARGET) ?? '').replace(
          'cluster: prod-cluster-01',
          'cluster: prod-cluster-02',
        ),
      ),
      'PREFIX_SHARED',
      'environments/production/clusters/prod-cluster-02/apps/target.yaml',
      14,
    ],
    // Shapes
    [
      'an unknown field (T4)',
      broken(SCHEDULE, 'ttl:', 'timeToLive: 1h\n    ttl:'),
      'UNKNOWN_FIELD',
      SCHEDULE,
      21,
    ],
    [
      'a template.spec',
      broken(
        SCHEDULE,
        '    includedNamespaces:',
        '    spec: {}\n    includedNamespaces:',
      ),
      'TEMPLATE_SPEC',
      SCHEDULE,
      19,
    ],
    [
      'a wrong type',
      broken(
        SCHEDULE,
        /includedNamespaces:\n\s+- checkout/,
        'includedNamespaces: checkout',
      ),
      'INVALID_FIELD',
      SCHEDULE,
      19,
    ],
    [
      'a duration in days',
      broken(SCHEDULE, '720h0m0s', '30d'),
      'INVALID_FIELD',
      SCHEDULE,
      21,
    ],
    [
      'broken YAML',
      broken(SCHEDULE, 'kind: Schedule', 'kind: [Schedule'),
      'YAML_INVALID',
      SCHEDULE,
      3,
    ],
    [
      'a key twice',
      broken(SCHEDULE, 'kind: Schedule', 'kind: Schedule\nkind: Schedule'),
      'YAML_INVALID',
      SCHEDULE,
      3,
    ],
    [
      'no namespace',
      broken(SCHEDULE, '  namespace: velero\n', ''),
      'NAMESPACE_MISSING',
      SCHEDULE,
      3,
    ],
    [
      'another namespace',
      broken(SCHEDULE, 'namespace: velero', 'namespace: backup'),
      'NAMESPACE_WRONG',
      SCHEDULE,
      5,
    ],
    [
      'an old API version',
      broken(
        RELEASE,
        'helm.toolkit.fluxcd.io/v2',
        'helm.toolkit.fluxcd.io/v2beta1',
      ),
      'API_VERSION',
      RELEASE,
      16,
    ],
    [
      'no interval',
      broken(RELEASE, '  interval: 1h\n', ''),
      'INVALID_FIELD',
      RELEASE,
      27,
    ],
    // Places
    ['no settings', without(SETTINGS), 'SETTINGS_MISSING', SETTINGS, null],
    [
      'wrong settings',
      broken(SETTINGS, 'approvals: 2', 'approvals: many'),
      'SETTINGS_INVALID',
      SETTINGS,
      6,
    ],
    [
      'an unknown environment',
      withFile('environments/moon/clusters/a/b.yaml', ''),
      'ENVIRONMENT_UNKNOWN',
      'environments/moon/clusters/a/b.yaml',
      null,
    ],
    [
      'a badly called cluster',
      withFile('environments/production/clusters/shop/b.yaml', ''),
      'CLUSTER_NAME',
      'environments/production/clusters/shop/b.yaml',
      null,
    ],
    [
      'a cluster twice',
      withFile('environments/staging/clusters/prod-cluster-01/b.yaml', ''),
      'CLUSTER_TWICE',
      'environments/staging/clusters/prod-cluster-01/b.yaml',
      null,
    ],
    [
      'a path with a look-alike',
      withFile('docs/prоd.md', ''),
      'PATH_UNSAFE',
      'docs/prоd.md',
      null,
    ],
    [
      'a label of another cluster',
      broken(SCHEDULE, 'cluster: prod-cluster-01', 'cluster: prod-cluster-02'),
      'LABEL_WRONG',
      SCHEDULE,
      7,
    ],
    // Kustomizations
    [
      'a file that is not listed',
      withFile(
        `${CLUSTER}/velero-config/extra.yaml`,
        good
          .get(SCHEDULE)
          ?.replace('name: checkout-hourly', 'name: extra-hourly') ?? '',
      ),
      'FILE_UNLISTED',
      `${CLUSTER}/velero-config/extra.yaml`,
      null,
    ],
    [
      'a listed file that is missing',
      without(SCHEDULE),
      'FILE_MISSING',
      CONFIG,
      7,
    ],
    [
      'no kustomization',
      without(CONFIG),
      'KUSTOMIZATION_MISSING',
      CONFIG,
      null,
    ],
    [
      'a remote resource',
      broken(
        CONFIG,
        'resources:',
        'resources:\n  - https://example.com/a.yaml',
      ),
      'REMOTE_RESOURCE',
      CONFIG,
      4,
    ],
    [
      'a way out',
      broken(CONFIG, 'resources:', 'resources:\n  - ../../../../../../etc'),
      'REMOTE_RESOURCE',
      CONFIG,
      4,
    ],
    [
      'a file above',
      broken(
        CONFIG,
        'resources:',
        'resources:\n  - ../velero-install/rbac.yaml',
      ),
      'FILE_OUTSIDE',
      CONFIG,
      4,
    ],
    [
      'a file listed twice',
      broken(
        CONFIG,
        'resources:',
        'resources:\n  - backup-schedules/hourly-checkout-30day.yaml',
      ),
      'LISTED_TWICE',
      CONFIG,
      8,
    ],
    [
      'obsolete bases',
      broken(CONFIG, 'resources:', 'bases: []\nresources:'),
      'UNKNOWN_FIELD',
      CONFIG,
      3,
    ],
    // Schedules
    [
      'a cron that Velero refuses',
      broken(SCHEDULE, '0 * * * *', '0 25 * * *'),
      'CRON_INVALID',
      SCHEDULE,
      13,
    ],
    [
      'skipImmediately (T2)',
      broken(SCHEDULE, '  template:', '  skipImmediately: true\n  template:'),
      'SKIP_IMMEDIATELY',
      SCHEDULE,
      14,
    ],
    [
      'owner references (T3)',
      broken(
        SCHEDULE,
        '  template:',
        '  useOwnerReferencesInBackup: true\n  template:',
      ),
      'DELETE_CASCADES',
      SCHEDULE,
      14,
    ],
    [
      'no labels for backups (T1)',
      broken(SCHEDULE, / {4}metadata:\n {6}labels:\n( {8}.*\n)+/, ''),
      'BACKUPS_PRUNED',
      SCHEDULE,
      14,
    ],
    [
      'a long name',
      broken(SCHEDULE, 'name: checkout-hourly', `name: ${'a'.repeat(46)}`),
      'NAME_TOO_LONG',
      SCHEDULE,
      4,
    ],
    [
      'a short retention',
      broken(SCHEDULE, '720h0m0s', '23h0m0s'),
      'RETENTION_POLICY',
      SCHEDULE,
      21,
    ],
    [
      'a long retention',
      broken(SCHEDULE, '720h0m0s', '9000h0m0s'),
      'RETENTION_POLICY',
      SCHEDULE,
      21,
    ],
    [
      'a retention shorter than the gap',
      broken(SCHEDULE, '0 * * * *', '0 0 1 1 *'),
      'RETENTION_GAP',
      SCHEDULE,
      21,
    ],
    [
      'in and out',
      broken(SCHEDULE, 'ttl:', 'excludedNamespaces: [checkout]\n    ttl:'),
      'SCOPE_CONTRADICTS',
      SCHEDULE,
      21,
    ],
    [
      'old and new filters',
      broken(
        SCHEDULE,
        'ttl:',
        'includedResources: [pods]\n    includedClusterScopedResources: [x]\n    ttl:',
      ),
      'SCOPE_CONTRADICTS',
      SCHEDULE,
      22,
    ],
    [
      "Velero's own namespace",
      broken(SCHEDULE, '- checkout', "- '*'"),
      'VELERO_BACKS_UP_ITSELF',
      SCHEDULE,
      19,
    ],
    [
      'an unknown location',
      broken(SCHEDULE, 'ttl:', 'storageLocation: moon\n    ttl:'),
      'LOCATION_UNKNOWN',
      SCHEDULE,
      21,
    ],
    [
      'no default location',
      broken(LOCATION, 'default: true', 'default: false'),
      'LOCATION_UNKNOWN',
      SCHEDULE,
      14,
    ],
    // Storage
    [
      'two defaults (T5)',
      withFile(
        LOCATION,
        `${good.get(LOCATION)}---\n${good
          .get(LOCATION)
          ?.replace('name: default', 'name: second')
          .replace('prefix: prod', 'prefix: second')}`,
      ),
      'TWO_DEFAULTS',
      LOCATION,
      40,
    ],
    [
      'a read-only location (T9)',
      broken(LOCATION, 'ReadWrite', 'ReadOnly'),
      'STORAGE_READ_ONLY',
      LOCATION,
      16,
    ],
    [
      'an address in clear (T12)',
      broken(LOCATION, 'region:', 's3Url: http://minio\n    region:'),
      'STORAGE_INSECURE',
      LOCATION,
      21,
    ],
    [
      'no TLS check (T12)',
      broken(LOCATION, 'region:', "insecureSkipTLSVerify: 'true'\n    region:"),
      'STORAGE_INSECURE',
      LOCATION,
      21,
    ],
    [
      'no prefix',
      broken(LOCATION, '    prefix: prod-cluster-01\n', ''),
      'PREFIX_MISSING',
      LOCATION,
      17,
    ],
    [
      "another cluster's prefix",
      broken(LOCATION, 'prefix: prod-cluster-01', 'prefix: staging-cluster-01'),
      'PREFIX_SHARED',
      'environments/staging/clusters/staging-cluster-01/velero-config/storage-locations/aws-s3-staging-eu-central-1.yaml',
      17,
    ],
    [
      'a location that would go (T11)',
      broken(LOCATION, / {4}argocd.argoproj.io\/sync-options.*\n/, ''),
      'DELETE_CASCADES',
      LOCATION,
      3,
    ],
    // Argo CD
    [
      'a cascading finalizer (T11)',
      broken(
        APPS,
        'metadata:',
        'metadata:\n  finalizers: [resources-finalizer.argocd.argoproj.io]',
      ),
      'DELETE_CASCADES',
      APPS,
      4,
    ],
    [
      'pruning what installs (T11)',
      broken(APPS, 'prune: false', 'prune: true'),
      'DELETE_CASCADES',
      APPS,
      32,
    ],
    [
      'a path that is missing',
      broken(
        APPS,
        'path: environments/production',
        'path: environments/produktion',
      ),
      'PATH_MISSING',
      APPS,
      25,
    ],
    [
      'a folder that is not recursed (T6)',
      broken(APPS, `path: ${CLUSTER}/velero-config`, `path: ${CLUSTER}`),
      'NOT_RECURSED',
      APPS,
      61,
    ],
    [
      'no order (T7)',
      broken(
        APPS,
        /(velero-config\n[^]*?) {6}- SkipDryRunOnMissingResource=true\n/,
        '$1',
      ),
      'CRDS_FIRST',
      APPS,
      65,
    ],
    [
      'an unknown project',
      broken(APPS, 'project: velero-production', 'project: velero-moon'),
      'PROJECT_UNKNOWN',
      APPS,
      14,
    ],
    [
      'the default project',
      broken(APPS, 'project: velero-production', 'project: default'),
      'PROJECT_TOO_WIDE',
      APPS,
      14,
    ],
    [
      'a project that allows all',
      broken(PROJECT, '- https://git.example.com/shop/backups', "- '*'"),
      'PROJECT_TOO_WIDE',
      PROJECT,
      11,
    ],
    [
      'a repository the project forbids',
      broken(PROJECT, 'shop/backups', 'shop/others'),
      'PROJECT_FORBIDS',
      APPS,
      23,
    ],
    [
      'a cluster the project forbids',
      broken(PROJECT, /prod-cluster-01.example.com/g, 'moon.example.com'),
      'PROJECT_FORBIDS',
      APPS,
      27,
    ],
    [
      'a chart of any version',
      broken(APPS, 'targetRevision: 12.1.0', "targetRevision: '*'"),
      'CHART_NOT_PINNED',
      APPS,
      18,
    ],
    [
      'an Application nobody takes',
      broken(ENVIRONMENT, 'prod-cluster-01.yaml', 'prod-cluster-02.yaml'),
      'FILE_UNLISTED',
      APPS,
      null,
    ],
    // Flux
    [
      'a missing source',
      broken(FLUX, /name: velero-gitops-config/, 'name: other'),
      'SOURCE_UNKNOWN',
      FLUX,
      33,
    ],
    [
      'a missing dependency',
      broken(
        FLUX,
        '- name: staging-cluster-01-velero-install',
        '- name: other',
      ),
      'DEPENDENCY_UNKNOWN',
      FLUX,
      62,
    ],
    [
      'no dependency (T7)',
      broken(FLUX, / {2}dependsOn:\n.*\n/, ''),
      'CRDS_FIRST',
      FLUX,
      51,
    ],
    [
      'a missing folder',
      broken(
        FLUX,
        'path: ./environments/staging',
        'path: ./environments/stage',
      ),
      'PATH_MISSING',
      FLUX,
      32,
    ],
    [
      'pruning the release',
      broken(FLUX, 'prune: false', 'prune: true'),
      'DELETE_CASCADES',
      FLUX,
      37,
    ],
    [
      'a range of versions',
      broken(RELEASE, 'version: 12.1.0', "version: '>=12'"),
      'CHART_NOT_PINNED',
      RELEASE,
      33,
    ],
    [
      'a repository in another namespace',
      broken(
        RELEASE,
        /name: velero\n {2}namespace: velero/,
        'name: velero\n  namespace: flux-system',
      ),
      'SOURCE_UNKNOWN',
      RELEASE,
      35,
    ],
    // Secrets
    [
      'a Secret in clear',
      withFile(
        `${CLUSTER}/velero-config/s.yaml`,
        'apiVersion: v1\nkind: Secret\nmetadata: { name: s, namespace: velero }\nstringData:\n  cloud: hunter2\n',
      ),
      'PLAINTEXT_SECRET',
      `${CLUSTER}/velero-config/s.yaml`,
      4,
    ],
    [
      'a key in a text',
      withFile('docs/notes.md', 'a\nAKIAIOSFODNN7EXAMPLE\n'),
      'PLAINTEXT_SECRET',
      'docs/notes.md',
      2,
    ],
    // Exemptions
    [
      'an exemption without an end',
      withFile(
        'policies/exemptions.yaml',
        'exemptions:\n  - scope: { namespace: shop }\n    reason: Made anew.\n    approver: amelia\n',
      ),
      'EXEMPTION_INVALID',
      'policies/exemptions.yaml',
      2,
    ],
    [
      'an exemption for an environment that there is not',
      withFile(
        'policies/exemptions.yaml',
        'exemptions:\n  - scope: { environment: qa, namespace: shop }\n    reason: Made anew.\n    approver: amelia\n    expires: never\n',
      ),
      'EXEMPTION_NOWHERE',
      'policies/exemptions.yaml',
      null,
    ],
    // Objects
    [
      'an object twice',
      withFile(SCHEDULE, `${good.get(SCHEDULE)}---\n${good.get(SCHEDULE)}`),
      'OBJECT_TWICE',
      SCHEDULE,
      26,
    ],
  ])('finds %s', (_, files, code, path, line) => {
    const findings = troubles(checkRepository(files));
    expect(findings).toContainEqual(
      expect.objectContaining({
        code,
        path,
        line,
        message: expect.stringMatching(/\.$/),
      }),
    );
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });

  describe('the password of the repositories (T13)', () => {
    const VALUES = `${CLUSTER}/velero-install/values.yaml`;
    const told = (files: Map<string, string>) =>
      checkRepository(files)
        .filter(({ code }) => code === 'REPOSITORY_PASSWORD')
        .map(({ path, line, severity }) => ({
          path,
          severity,
          text: files.get(path)?.split('\n')[(line ?? 0) - 1].trim(),
        }));
    const release = {
      path: RELEASE,
      severity: 'info',
      text: 'deployNodeAgent: true',
    };

    it('is told once for each cluster that copies volumes', () => {
      expect(told(good)).toEqual([{ ...release, path: VALUES }, release]);
    });

    it('is told of a rendered node agent', () => {
      const path = `${CLUSTER}/velero-install/node-agent.yaml`;
      const files = broken(VALUES, 'deployNodeAgent: true', 'x: 1').set(
        path,
        'apiVersion: apps/v1\nkind: DaemonSet\nmetadata:\n  name: node-agent\n  namespace: velero\n',
      );
      expect(told(files)).toEqual([
        { path, severity: 'info', text: 'name: node-agent' },
        release,
      ]);
    });

    it.each([
      ['no node agent', broken(VALUES, 'deployNodeAgent: true', 'x: 1')],
      [
        'a Secret by reference',
        withFile(
          `${CLUSTER}/velero-config/password.yaml`,
          'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata:\n  name: velero-repo-credentials\n  namespace: velero\n',
        ),
      ],
    ])('is not told with %s', (_, files) => {
      expect(told(files)).toEqual([release]);
    });
  });

  it('accepts a Secret that SOPS encrypted', () => {
    const path = `${CLUSTER}/velero-config/s.yaml`;
    const secret = (value: string) =>
      `apiVersion: v1\nkind: Secret\nmetadata: { name: s, namespace: velero }\nstringData: { cloud: '${value}' }\nsops: { mac: x }\n`;
    const codes = (value: string) =>
      checkRepository(withFile(path, secret(value))).map(({ code }) => code);
    expect(codes('ENC[AES256_GCM,data:abc,iv:x,tag:y,type:str]')).not.toContain(
      'PLAINTEXT_SECRET',
    );
    expect(codes('ENC[] hunter2')).toContain('PLAINTEXT_SECRET');
  });

  it('survives whatever stands in files', () => {
    for (const text of [
      '',
      '---\n---\n',
      '[]',
      'a',
      '1',
      '{}',
      'kind: Schedule',
      '\u0000',
      '&a [*a]',
      'apiVersion: velero.io/v1\nkind: Schedule\n',
      'a: &a {b: *a}',
    ]) {
      const files = new Map(good);
      for (const path of good.keys()) files.set(path, text);
      expect(() => checkRepository(files)).not.toThrow();
    }
  });
});

describe('check', () => {
  const judge = (
    raw: object,
    files: Map<string, string>,
    facts?: Parameters<typeof check>[2],
  ) => {
    const outcome = plan(intentOf(raw), snapshotOf(files));
    if (outcome.result !== 'planned') throw new Error(JSON.stringify(outcome));
    return check({ plan: outcome.plan }, snapshotOf(files), facts);
  };
  const more = save({ scope: 'basket', cron: '30 * * * *' });
  /** As a snapshot holds it: the leaf and the settings, nothing else. */
  const part = new Map(
    [...good].filter(
      ([path]) =>
        path === SETTINGS || path.startsWith(`${CLUSTER}/velero-config/`),
    ),
  );

  it('says what it could not check, and stays silent about what it cannot see', () => {
    expect(judge(more, part)).toMatchObject([
      { code: 'RUNS_NOT_CHECKED', severity: 'info' },
      { code: 'NAMESPACES_NOT_CHECKED', severity: 'info' },
    ]);
    const bootstrap = [...good].filter(([path]) =>
      path.startsWith('argocd-apps/bootstrap/'),
    );
    expect(
      troubles(
        judge(
          onboard({ cluster: 'prod-cluster-07' }),
          new Map([...part, ...bootstrap]),
        ),
      ),
    ).toEqual([]);
  });

  it('finds that nothing carries the Applications of an environment', () => {
    expect(
      troubles(judge(onboard({ cluster: 'prod-cluster-07' }), part)),
    ).toMatchObject([
      {
        code: 'PROJECT_UNKNOWN',
        path: 'argocd-apps/environments/production-apps.yaml',
      },
    ]);
  });

  it('knows from facts which namespaces exist (T8)', () => {
    const facts = {
      clusters: {
        'prod-cluster-01': {
          ...{ namespaces: ['checkout'], storageLocations: [], schedules: [] },
        },
      },
    };
    expect(judge(more, part, facts)).toEqual([]);
    expect(
      judge(save({ scope: 'x', includedNamespaces: ['moon'] }), part, facts),
    ).toMatchObject([{ code: 'NAMESPACE_UNKNOWN', severity: 'warning' }]);
  });

  it("judges the policy of the cluster's environment", () => {
    expect(judge(save({ scope: 'x', retention: '366d' }), part)).toContainEqual(
      expect.objectContaining({ code: 'RETENTION_POLICY', severity: 'error' }),
    );
    expect(judge(onboard({ cluster: 'shop' }), part)).toContainEqual(
      expect.objectContaining({ code: 'CLUSTER_NAME', severity: 'error' }),
    );
  });

  it('does not hold what was wrong before against a plan that does not touch it', () => {
    const files = new Map(part).set(
      SCHEDULE,
      part.get(SCHEDULE)?.replace('ttl:', 'x: 1\n    ttl:') ?? '',
    );
    expect(troubles(judge(more, files))).toEqual([]);
    const touching = save({
      scope: undefined,
      frequency: undefined,
      existing: 'checkout-hourly',
      retention: '31d',
    });
    expect(troubles(judge(touching, files))).toMatchObject([
      { code: 'UNKNOWN_FIELD' },
    ]);
  });
});
