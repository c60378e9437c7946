import fc from 'fast-check';
import type { IntentKind } from '../../intents';
import { hookPresetNames } from '../../intents/hookPresets';
import { argocdApplicationSets, fluxKustomizations } from './gitopsArbitraries';

const label = fc
  .stringMatching(/^[a-z]([a-z0-9-]{0,12}[a-z0-9])?$/)
  .filter(text => text !== '');
/** What YAML 1.1 reads as something else, and what needs quotes. */
const trap = fc.constantFrom(
  'on',
  'y',
  'no',
  '0123',
  '1e3',
  'null',
  'true',
  '1-0',
);
const namespace = fc.oneof(
  { weight: 4, arbitrary: label },
  { weight: 1, arbitrary: trap },
);

const cron = fc.oneof(
  fc
    .tuple(
      fc.nat(59),
      fc.nat(23),
      fc.constantFrom('*', '1', '1-5', 'MON,THU', '*/2'),
    )
    .map(([minute, hour, day]) => `${minute} ${hour} * * ${day}`),
  fc.constantFrom(
    '@daily',
    '@every 6h',
    '*/15 * * * *',
    'CRON_TZ=Europe/Berlin 0 3 * * *',
  ),
);

const namespaces = fc.oneof(
  fc.record({
    includedNamespaces: fc.constant(['*']),
    excludedNamespaces: fc.constant(['velero']),
  }),
  fc.uniqueArray(namespace, { minLength: 1, maxLength: 5 }).map(all => ({
    includedNamespaces: all,
  })),
);

const content = fc
  .tuple(
    namespaces,
    fc.record(
      {
        cron,
        retention: fc.integer({ min: 7, max: 365 }).map(days => `${days}d`),
        snapshotMoveData: fc.boolean(),
        defaultVolumesToFsBackup: fc.boolean(),
      },
      { requiredKeys: ['cron', 'retention'] },
    ),
  )
  .map(([lists, rest]) => ({ ...lists, ...rest }));

const frequency = fc.constantFrom(
  'hourly',
  'daily',
  'weekly',
  'monthly',
  'custom',
);

const kinds = fc.uniqueArray(
  fc.constantFrom('pods', 'events', 'certificates.cert-manager.io'),
  { maxLength: 3 },
);
const labelMap = fc.dictionary(label, fc.oneof(label, trap), {
  minKeys: 1,
  maxKeys: 3,
});
const commands = fc.array(
  fc.record(
    {
      command: fc.array(fc.oneof(label, trap, fc.constant('a: b #c $X "d"')), {
        minLength: 1,
        maxLength: 3,
      }),
      onError: fc.constantFrom('Fail', 'Continue'),
      timeout: fc.constantFrom('30s', '5m', '1h'),
    },
    { requiredKeys: ['command'] },
  ),
  { minLength: 1, maxLength: 3 },
);
const hooks = fc.uniqueArray(
  fc.oneof(
    fc.record({
      name: label,
      podLabels: labelMap,
      preset: fc.constantFrom(...hookPresetNames),
    }),
    fc.record(
      {
        name: label,
        podLabels: labelMap,
        container: label,
        pre: commands,
        post: commands,
      },
      { requiredKeys: ['name', 'podLabels', 'pre'] },
    ),
  ),
  { maxLength: 3, selector: ({ name }) => name },
);
/** What a schedule may say beside what every schedule says. */
const options = fc.record(
  {
    excludedNamespaceScopedResources: kinds,
    includedClusterScopedResources: kinds,
    labelSelector: labelMap,
    snapshotVolumes: fc.constant(true),
    volumeSnapshotLocations: fc.uniqueArray(label, { maxLength: 2 }),
    resourcePolicy: label,
    csiSnapshotTimeout: fc.constantFrom('90s', '20m', '1h'),
    itemOperationTimeout: fc.constantFrom('60m', '4h'),
    useOwnerReferencesInBackup: fc.constant(false),
    hooks,
  },
  { requiredKeys: [] },
);

/** Schedules to be added to prod-cluster-01. */
export const scheduleSaves = fc
  .tuple(
    content,
    fc.record(
      {
        scope: fc.oneof(
          label,
          trap.filter(text => /^[a-z0-9-]+$/.test(text)),
        ),
        frequency,
        paused: fc.boolean(),
        labels: fc.dictionary(label, fc.oneof(label, trap), { maxKeys: 3 }),
      },
      { requiredKeys: ['scope', 'frequency'] },
    ),
    options,
  )
  .map(([what, how, more]) => ({
    kind: 'schedule:save',
    environment: 'production',
    cluster: 'prod-cluster-01',
    ...what,
    ...how,
    ...more,
  }));

/** Reasons for which a schedule is paused. */
export const reasons = fc
  .string({ minLength: 1, maxLength: 40 })
  .filter(text => /^[^\p{C}\u2028\u2029]+$/u.test(text));

const part = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,8}$/);

/** Projects of a team. */
export const argocdProjects = fc
  .record(
    {
      name: fc
        .oneof(
          label,
          trap.filter(text => /^[a-z0-9-]+$/.test(text)),
        )
        // That of the environment stands in a file of that name.
        .filter(text => !/^(velero-.*|default|production)$/.test(text)),
      description: fc.constantFrom('The shop', 'on', '# none', '- {{ x }}'),
      repositories: fc.uniqueArray(
        label.map(name => `https://git.example.com/shop/${name}`),
        { minLength: 1, maxLength: 3 },
      ),
      destinations: fc.uniqueArray(
        namespace
          .filter(text => /^[a-z0-9-]+$/.test(text))
          .filter(text => !/^(velero|velero-manager|argocd)$/.test(text))
          .map(text => ({
            server: 'https://prod-cluster-01.example.com:6443',
            namespace: text,
          })),
        { minLength: 1, maxLength: 3 },
      ),
      kinds: fc.uniqueArray(
        fc.constantFrom(
          { group: 'apps', kind: 'Deployment' },
          { group: '', kind: 'ConfigMap' },
        ),
      ),
    },
    { requiredKeys: ['name', 'repositories', 'destinations'] },
  )
  .map(how => ({
    kind: 'argocd-project:save',
    environment: 'production',
    ...how,
  }));

/** Applications of a team, within the project 'shop'. */
export const argocdApplications = fc
  .record(
    {
      name: fc
        .oneof(
          label,
          trap.filter(text => /^[a-z0-9-]+$/.test(text)),
        )
        .filter(text => !/^velero-|-velero-(install|config)$/.test(text)),
      path: fc
        .array(part, { minLength: 1, maxLength: 3 })
        .map(parts => parts.join('/')),
      revision: fc.oneof(fc.constantFrom('main', 'release/1.0', '1.0'), trap),
      automated: fc.boolean(),
      prune: fc.boolean(),
      selfHeal: fc.boolean(),
      syncOptions: fc.uniqueArray(
        fc.constantFrom('PruneLast=true', 'ServerSideApply=true'),
      ),
    },
    { requiredKeys: ['name', 'path'] },
  )
  .map(how => ({
    kind: 'argocd-application:save',
    environment: 'production',
    project: 'shop',
    repository: 'https://git.example.com/shop/checkout',
    server: 'https://prod-cluster-01.example.com:6443',
    namespace: 'checkout',
    ...how,
  }));

/** Clusters to be onboarded. */
export const onboardings = fc
  .record({
    number: fc.integer({ min: 10, max: 99 }),
    engine: fc.constantFrom('argocd', 'flux'),
    title: fc
      .string({ minLength: 1, maxLength: 20 })
      .filter(text => /^[^\p{C}\u2028\u2029]+$/u.test(text)),
    bucket: fc.stringMatching(/^[a-z][a-z0-9-]{1,20}[a-z0-9]$/),
    provider: fc.constantFrom('aws', 'minio'),
    schedules: fc.uniqueArray(
      fc.tuple(content, label, frequency).map(([what, scope, often]) => ({
        ...what,
        scope,
        frequency: often,
      })),
      {
        minLength: 2,
        maxLength: 5,
        selector: ({ scope, frequency: often }) => `${scope}-${often}`,
      },
    ),
  })
  .map(({ number, engine, title, bucket, provider, schedules }) => ({
    kind: 'cluster:onboard',
    environment: 'production',
    cluster: `prod-cluster-${number}`,
    title,
    engine,
    server: `https://prod-cluster-${number}.example.com:6443`,
    storage: {
      provider,
      bucket,
      region: 'eu-central-1',
      credentialSecret: { name: 'object-store' },
      ...(provider === 'minio' ? { s3Url: 'https://minio.example.com' } : {}),
    },
    schedules,
  }));

const ofProvider = fc.oneof(
  fc.record(
    {
      provider: fc.constantFrom('aws', 'minio'),
      s3Url: fc.constantFrom(
        'https://minio.example.com',
        'https://store.example.com:9000',
      ),
      serverSideEncryption: fc.constantFrom('AES256', 'aws:kms'),
    },
    { requiredKeys: ['provider', 's3Url'] },
  ),
  fc.record(
    {
      provider: fc.constant('azure'),
      storageAccount: fc.stringMatching(/^[a-z0-9]{3,24}$/),
      resourceGroup: fc.oneof(label, trap),
      storageAccountKeyEnvVar: fc.constantFrom('AZURE_KEY', 'Y', 'on'),
    },
    { requiredKeys: ['provider', 'storageAccount'] },
  ),
  fc.record({ provider: fc.constant('gcp') }),
);

/** Storage locations to be added to prod-cluster-01. */
export const storageLocationSaves = fc
  .tuple(
    ofProvider,
    fc.record(
      {
        name: namespace.filter(
          text => text !== 'default' && /^[a-z0-9-]+$/.test(text),
        ),
        bucket: fc.stringMatching(/^[a-z0-9][a-z0-9-]{1,20}[a-z0-9]$/),
        region: label,
        prefix: namespace,
        credentialSecret: fc.record({ name: label, key: trap }),
        default: fc.boolean(),
        validationFrequency: fc.constantFrom('1m', '90s', '2h'),
      },
      { requiredKeys: ['name', 'bucket', 'region'] },
    ),
  )
  .map(([store, rest]) => ({
    kind: 'storage-location:save',
    environment: 'production',
    cluster: 'prod-cluster-01',
    ...store,
    ...rest,
  }));

/** Databases of prod-cluster-01 to be protected. */
export const postgresBackupSaves = fc
  .tuple(
    fc.record(
      {
        namespace,
        database: fc.oneof(label, fc.constantFrom('on', 'y', 'no', 'null')),
        cron: fc.constantFrom('@daily', '@weekly', '*/15 * * * *', '5 3 1 * 0'),
        retention: fc.constantFrom('1d', '30d', '4w', '6m'),
        method: fc.constantFrom('plugin', 'barmanObjectStore'),
        walCompression: fc.constantFrom('gzip', 'zstd', 'lz4'),
      },
      {
        requiredKeys: ['namespace', 'database', 'cron', 'retention', 'method'],
      },
    ),
    fc.constantFrom(
      { destinationPath: 's3://shop-databases/prod/', credential: 'keys' },
      { destinationPath: 's3://shop-databases', credential: null },
      { destinationPath: 'gs://shop-databases/a/b', credential: 'on' },
      {
        destinationPath: 'https://shop.blob.core.windows.net/databases',
        credential: '0123',
      },
    ),
  )
  .map(([what, { destinationPath, credential }]) => ({
    kind: 'postgres-backup:save',
    environment: 'production',
    cluster: 'prod-cluster-01',
    ...what,
    destinationPath,
    ...(credential === null ? {} : { credentialSecret: { name: credential } }),
  }));

const credentialNames = namespace.filter(text => /^[a-z0-9-]+$/.test(text));
const properties = fc.oneof(label, trap);

const referenced = fc
  .tuple(
    fc.record(
      {
        name: credentialNames,
        remoteKey: fc.oneof(
          label,
          trap.filter(text => /^[a-z0-9]/i.test(text)),
        ),
        key: properties,
        refreshInterval: fc.constantFrom('1h', '90s', '15m'),
      },
      { requiredKeys: ['name', 'remoteKey'] },
    ),
    fc.oneof(
      fc.record({ property: properties }, { requiredKeys: [] }),
      fc.record({
        form: fc.constant('aws-keys'),
        accessKeyProperty: properties,
        secretKeyProperty: properties,
      }),
    ),
  )
  .map(([what, form]) => ({
    secretStore: { name: 'vault' },
    ...what,
    ...form,
  }));

const sealed = fc
  .record({
    name: credentialNames,
    key: properties,
    value: fc.stringMatching(/^[A-Za-z0-9+/]{300,320}$/),
  })
  .map(({ name, key, value }) => ({
    name,
    encrypted: JSON.stringify({
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      metadata: { name, namespace: 'velero' },
      spec: { encryptedData: { [key]: value } },
    }),
  }));

/** Credentials by reference, or sealed, to be added to prod-cluster-01. */
export const credentialSaves = fc
  .oneof({ weight: 3, arbitrary: referenced }, { weight: 1, arbitrary: sealed })
  .map(rest => ({
    kind: 'credential:save',
    environment: 'production',
    cluster: 'prod-cluster-01',
    ...rest,
  }));

/** Volumes of Longhorn of prod-cluster-01 to be protected. */
export const longhornBackupSaves = fc
  .record(
    {
      job: fc.oneof(label, trap),
      groups: fc.uniqueArray(fc.oneof(label, trap), {
        minLength: 1,
        maxLength: 3,
      }),
      cron: fc.constantFrom('@daily', '*/15 * * * *', '5 3 1 * 0'),
      retain: fc.integer({ min: 1, max: 250 }),
      concurrency: fc.integer({ min: 1, max: 50 }),
      labels: fc.dictionary(label, fc.oneof(label, trap), { maxKeys: 2 }),
      target: fc.constantFrom('default', 'on', 'second'),
      targetUrl: fc.constantFrom(
        's3://shop-volumes@eu-central-1/',
        'nfs://nas.example.com:/volumes/prod',
      ),
      pollInterval: fc.constantFrom('30s', '5m', '2h'),
    },
    { requiredKeys: ['job', 'groups', 'cron', 'retain', 'targetUrl'] },
  )
  .map(what => ({
    kind: 'longhorn-backup:save',
    environment: 'production',
    cluster: 'prod-cluster-01',
    ...what,
  }));

/** Places for snapshots of the cloud to be added to prod-cluster-01. */
export const snapshotLocationSaves = fc
  .tuple(
    fc.oneof(
      fc.record({ provider: fc.constant('aws') }),
      fc.record(
        {
          provider: fc.constant('azure'),
          resourceGroup: fc.oneof(label, trap),
          apiTimeout: fc.constantFrom('90s', '5m'),
        },
        { requiredKeys: ['provider'] },
      ),
      fc.record(
        {
          provider: fc.constant('gcp'),
          project: fc.constantFrom('shop-prod', 'backups-0123'),
          snapshotLocation: label,
        },
        { requiredKeys: ['provider'] },
      ),
    ),
    fc.record(
      {
        name: namespace.filter(text => /^[a-z0-9-]+$/.test(text)),
        region: label,
        credentialSecret: fc.record({ name: label, key: trap }),
      },
      { requiredKeys: ['name', 'region'] },
    ),
  )
  .map(([store, rest]) => ({
    kind: 'snapshot-location:save',
    environment: 'production',
    cluster: 'prod-cluster-01',
    ...store,
    ...rest,
  }));

const ofExisting = {
  environment: 'production',
  cluster: 'prod-cluster-01',
  existing: 'checkout-hourly',
};

/** Pauses of one schedule, and their ends. */
export const schedulePauses = fc
  .oneof(
    fc.record({ paused: fc.constant(true), reason: reasons }),
    fc.record({ paused: fc.constant(false) }),
  )
  .map(how => ({ kind: 'schedule:pause', ...ofExisting, ...how }));

/** Alert rules of prod-cluster-01. */
export const alertRulesSaves = fc
  .record(
    {
      clusterLabel: fc.constantFrom('cluster', 'k8s_cluster', 'on'),
      grace: fc.constantFrom('30m', '1h', '26h'),
      namespace: namespace.filter(text => /^[a-z0-9-]+$/.test(text)),
      labels: fc.dictionary(label, fc.oneof(label, trap), { maxKeys: 2 }),
    },
    { requiredKeys: ['clusterLabel'] },
  )
  .map(how => ({
    kind: 'alert-rules:save',
    environment: 'production',
    cluster: 'prod-cluster-01',
    ...how,
  }));

/** Both steps of removing prod-cluster-01. */
export const clusterRemovals = fc
  .record(
    { step: fc.constantFrom('pause', 'delete'), reason: reasons },
    { requiredKeys: ['step'] },
  )
  .map(how => ({
    kind: 'cluster:remove',
    environment: 'production',
    cluster: 'prod-cluster-01',
    ...how,
  }));

/** Intents of every kind, so that no kind is left without. */
export const intentsOfKind: Record<IntentKind, fc.Arbitrary<object>> = {
  'schedule:save': scheduleSaves,
  'schedule:pause': schedulePauses,
  'schedule:delete': fc.constant({ kind: 'schedule:delete', ...ofExisting }),
  'cluster:onboard': onboardings,
  'cluster:remove': clusterRemovals,
  'argocd-project:save': argocdProjects,
  'argocd-application:save': argocdApplications,
  'argocd-applicationset:save': argocdApplicationSets,
  'flux-kustomization:save': fluxKustomizations,
  'storage-location:save': storageLocationSaves,
  'credential:save': credentialSaves,
  'snapshot-location:save': snapshotLocationSaves,
  'alert-rules:save': alertRulesSaves,
  'longhorn-backup:save': longhornBackupSaves,
  'postgres-backup:save': postgresBackupSaves,
};
