import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseAllDocuments, parse as parseYaml } from 'yaml';
import { kindDefinitionList, kindDefinitions } from './kindDefinitions';

const load = (name: string) =>
  parseYaml(
    readFileSync(join(__dirname, '__fixtures__', `${name}.yaml`), 'utf8'),
  );

const everyKind = {
  Namespace: load('namespace'),
  Schedule: load('schedule'),
  Backup: load('backup'),
  BackupStorageLocation: load('storageLocation'),
  Application: load('application'),
  Kustomization: load('kustomization'),
};

function parsed<F>(
  result: { ok: true; value: F } | { ok: false; reason: string },
): F {
  if (!result.ok) throw new Error(result.reason);
  return result.value;
}

describe('kindDefinitions', () => {
  it('lists every kind once', () => {
    expect(kindDefinitionList.map(d => d.kind).sort()).toEqual(
      Object.keys(kindDefinitions).sort(),
    );
    for (const definition of kindDefinitionList) {
      expect(kindDefinitions[definition.kind]).toBe(definition);
    }
  });

  it('reads a Namespace', () => {
    const fact = parsed(kindDefinitions.Namespace.parse(everyKind.Namespace));
    expect(fact).toEqual({
      name: 'shop',
      uid: expect.any(String),
      createdAt: '2026-01-05T08:00:00.000Z',
      deletedAt: null,
      phase: 'Active',
      labels: { 'velero.io/exclude-from-backup': 'true' },
      confirmedEntity: 'component:default/shop',
    });
    expect(kindDefinitions.Namespace.index(fact).targets).toEqual([]);
  });

  it('reads a Schedule', () => {
    const fact = parsed(kindDefinitions.Schedule.parse(everyKind.Schedule));
    expect(fact).toMatchObject({
      namespace: 'velero',
      name: 'shop-daily',
      createdAt: '2026-01-05T08:00:00.000Z',
      deletedAt: null,
      cron: '0 2 * * *',
      paused: true,
      skipImmediately: false,
      phase: 'FailedValidation',
      validationErrors: ['invalid schedule: expected exactly 5 fields'],
      lastBackupAt: '2026-11-20T02:00:04.000Z',
      lastSkippedAt: null,
      change: '7c1d',
    });
    expect(fact.scope).toEqual({
      includedNamespaces: ['shop'],
      excludedNamespaces: [],
      includedResources: [],
      excludedResources: [],
      includedNamespaceScopedResources: [],
      excludedNamespaceScopedResources: [],
      includedClusterScopedResources: [],
      excludedClusterScopedResources: [],
      includeClusterResources: null,
      hasLabelSelector: true,
      labelSelector: { matchLabels: { tier: 'data' }, matchExpressions: [] },
      orLabelSelectors: [],
      storageLocation: 'offsite',
      volumeSnapshotLocations: [],
      ttlSeconds: 7_776_000,
      snapshotVolumes: null,
      snapshotMoveData: null,
      defaultVolumesToFsBackup: null,
      resourcePolicy: 'volumes',
    });
  });

  it('reads a Backup and indexes it by schedule and time', () => {
    const fact = parsed(kindDefinitions.Backup.parse(everyKind.Backup));
    expect(fact).toMatchObject({
      schedule: 'shop-daily',
      phase: 'PartiallyFailed',
      startedAt: '2026-11-20T02:00:05.000Z',
      completedAt: '2026-11-20T02:04:30.000Z',
      expiresAt: '2026-12-20T02:00:05.000Z',
      errors: 3,
      warnings: 1,
      csiSnapshotsAttempted: 2,
      csiSnapshotsCompleted: 1,
      volumeSnapshotsAttempted: 0,
      hooksFailed: 1,
      failureReason: null,
      sourceClusterVersion: 'v1.34.2',
      clusterLabel: 'prod-1',
    });
    expect(fact.scope.ttlSeconds).toBe(2_592_000);
    expect(kindDefinitions.Backup.index(fact)).toEqual({
      owner: 'shop-daily',
      occurredAt: '2026-11-20T02:00:05.000Z',
      outcome: 'PartiallyFailed',
      targets: [],
      namespaces: { included: ['shop'], excluded: [] },
    });
    expect(
      kindDefinitions.Backup.index({
        ...fact,
        schedule: null,
        startedAt: null,
      }),
    ).toMatchObject({ owner: '', occurredAt: fact.createdAt });
  });

  it('reads a BackupStorageLocation', () => {
    const { status, spec, ...rest } = everyKind.BackupStorageLocation;
    expect(
      parsed(
        kindDefinitions.BackupStorageLocation.parse({ ...rest, spec, status }),
      ),
    ).toMatchObject({
      provider: 'aws',
      bucket: 'backups',
      prefix: 'prod-1',
      endpoint: 'https://minio.example.com',
      accessMode: 'ReadWrite',
      isDefault: true,
      phase: 'Unavailable',
      message: 'rpc error: AccessDenied',
      lastValidatedAt: '2026-11-20T02:01:00.000Z',
      validationFrequencySeconds: 0,
    });
    expect(
      parsed(
        kindDefinitions.BackupStorageLocation.parse({
          ...rest,
          spec: { accessMode: 'ReadOnly' },
          status: { phase: 'Invented' },
        }),
      ),
    ).toMatchObject({
      accessMode: 'ReadOnly',
      phase: '',
      validationFrequencySeconds: 60,
      lastValidatedAt: null,
    });
  });

  it('reads an Application with several sources', () => {
    const fact = parsed(
      kindDefinitions.Application.parse(everyKind.Application),
    );
    expect(fact).toMatchObject({
      engine: 'argocd',
      project: 'shops',
      automated: true,
      skipReconcile: true,
      syncStatus: 'OutOfSync',
      revisions: ['bbb', '1.2.3'],
      healthStatus: 'Progressing',
      reconciledAt: '2026-11-20T02:00:00.000Z',
      operation: { phase: 'Succeeded', revisions: ['aaa', '1.2.3'] },
      conditions: [{ type: 'SyncError', message: 'blocked' }],
      lastDeployed: {
        at: '2026-11-19T10:00:00.000Z',
        revisions: ['aaa', '1.2.3'],
      },
    });
    expect(fact.sources.map(s => s.chart ?? s.path)).toEqual([
      'deploy',
      'redis',
    ]);
    expect(kindDefinitions.Application.index(fact).targets).toEqual([
      {
        destination: 'server:https://prod-1.example.com:6443',
        namespace: 'shop',
      },
    ]);
  });

  it('knows that automated: { enabled: false } is off, and reads a hydrated source', () => {
    const { spec, ...rest } = everyKind.Application;
    const fact = parsed(
      kindDefinitions.Application.parse({
        ...rest,
        spec: {
          destination: { name: 'prod-1', namespace: 'shop' },
          syncPolicy: { automated: { enabled: false } },
          sourceHydrator: {
            drySource: { repoURL: 'https://github.com/your-org/shop' },
            syncSource: { targetBranch: 'env/prod', path: 'out' },
          },
        },
      }),
    );
    expect(fact.automated).toBe(false);
    expect(fact.sources).toEqual([
      {
        repoURL: 'https://github.com/your-org/shop',
        path: 'out',
        chart: null,
        targetRevision: 'env/prod',
      },
    ]);
    expect(kindDefinitions.Application.index(fact).targets).toEqual([
      { destination: 'name:prod-1', namespace: 'shop' },
    ]);
  });

  it('reads a Kustomization, its generation from its conditions and its namespaces', () => {
    const fact = parsed(
      kindDefinitions.Kustomization.parse(everyKind.Kustomization),
    );
    expect(fact).toMatchObject({
      engine: 'flux',
      suspended: false,
      generation: 3,
      observedGeneration: 3,
      sourceRef: {
        kind: 'GitRepository',
        namespace: 'flux-system',
        name: 'fleet',
      },
      intervalSeconds: 600,
      timeoutSeconds: 120,
      remote: false,
      inventoryNamespaces: ['shop', 'shop-cache'],
      lastAppliedRevision: 'main@sha1:aaa',
      lastReconciledAt: '2026-11-20T01:50:00.000Z',
    });
    const { index } = kindDefinitions.Kustomization;
    expect(index({ ...fact, targetNamespace: 'other' }).targets).toEqual([
      { destination: 'self', namespace: 'other' },
      { destination: 'self', namespace: 'shop' },
      { destination: 'self', namespace: 'shop-cache' },
    ]);
    expect(index({ ...fact, remote: true }).targets).toEqual([]);
  });

  it.each([
    ['no name', 'metadata.name is missing', (o: any) => delete o.metadata.name],
    ['no uid', 'metadata.uid is missing', (o: any) => delete o.metadata.uid],
    [
      'no creation',
      'metadata.creationTimestamp is missing',
      (o: any) => delete o.metadata.creationTimestamp,
    ],
    ['no metadata', 'metadata is missing', (o: any) => delete o.metadata],
    [
      'hostile name',
      'metadata.name must be a name',
      (o: any) => (o.metadata.name = '<b>'),
    ],
    [
      'wrong time',
      'metadata.creationTimestamp must be a time in RFC 3339',
      (o: any) => (o.metadata.creationTimestamp = 'yesterday'),
    ],
    [
      'no such day',
      'metadata.deletionTimestamp must be a time',
      (o: any) => (o.metadata.deletionTimestamp = '2026-02-30T00:00:00Z'),
    ],
  ])('refuses an object of any kind with %s', (_, reason, spoil) => {
    for (const definition of kindDefinitionList) {
      const object = structuredClone(everyKind[definition.kind]);
      spoil(object);
      expect(definition.parse(object)).toEqual({
        ok: false,
        reason: expect.stringContaining(reason),
      });
    }
  });

  it('never reads a broken list of namespaces as all namespaces', () => {
    const { metadata } = everyKind.Schedule;
    for (const includedNamespaces of ['shop', [7], {}]) {
      expect(
        kindDefinitions.Schedule.parse({
          metadata,
          spec: { template: { includedNamespaces } },
        }),
      ).toEqual({
        ok: false,
        reason: expect.stringContaining('spec.template.includedNamespaces'),
      });
    }
    expect(
      kindDefinitions.Schedule.parse({
        metadata,
        spec: { template: { ttl: '30d' } },
      }),
    ).toEqual({
      ok: false,
      reason: 'spec.template.ttl must be a duration such as 720h0m0s',
    });
  });

  it('never reads a broken selector as one that selects everything', () => {
    const fact = parsed(
      kindDefinitions.Schedule.parse({
        metadata: everyKind.Schedule.metadata,
        spec: { template: { labelSelector: { matchLabels: 'app=shop' } } },
      }),
    );
    expect(fact.scope.hasLabelSelector).toBe(true);
    expect(fact.scope.labelSelector?.matchExpressions).toHaveLength(1);
  });

  it('never throws, whatever a cluster sends', () => {
    const json = fc.oneof(
      fc.anything({ withNullPrototype: true, withBigInt: true }),
      fc.jsonValue(),
    );
    for (const definition of kindDefinitionList) {
      const whole = everyKind[definition.kind];
      fc.assert(
        fc.property(
          json,
          fc.record({
            spec: json,
            status: json,
            labels: json,
            deletionTimestamp: json,
          }),
          (anything, part) => {
            const read = [
              definition.parse(anything),
              definition.parse({
                ...whole,
                spec: part.spec,
                status: part.status,
                metadata: { ...whole.metadata, labels: part.labels },
              }),
              definition.parse({
                ...whole,
                metadata: {
                  ...whole.metadata,
                  deletionTimestamp: part.deletionTimestamp,
                },
              }),
            ];
            for (const result of read) {
              expect(result.ok ? 'a fact' : result.reason).toMatch(/./);
            }
          },
        ),
        { numRuns: 200 },
      );
    }
  });
});

const shared = process.env.VELERO_MANAGER_SHARED;
const folders = ['velero', 'argocd', 'flux']
  .map(name => join(shared ?? '', 'samples', name))
  .filter(folder => shared && existsSync(folder));

// Real objects that are not part of this repository; where they are absent,
// the fixtures above stand for them.
if (folders.length)
  describe('objects from the field', () => {
    const objects = folders.flatMap(folder =>
      readdirSync(folder).flatMap(file =>
        parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map(
          document => ({
            file,
            object: document.toJS(),
          }),
        ),
      ),
    );

    it('are all accepted', () => {
      let accepted = 0;
      for (const { file, object } of objects) {
        const definition = kindDefinitionList.find(
          ({ kind, group, versions }) =>
            object?.kind
              ? kind === object.kind &&
                versions.some(
                  version => object.apiVersion === `${group}/${version}`,
                )
              : kind === 'Application' && file.startsWith('application-'),
        );
        if (!definition || !object.metadata?.name) continue;
        const metadata = {
          namespace: 'default',
          uid: 'completed-by-the-test',
          ...object.metadata,
          creationTimestamp:
            object.metadata.creationTimestamp ?? '2026-01-01T00:00:00Z',
        };
        const read = definition.parse({ ...object, metadata });
        expect({ file, reason: read.ok ? null : read.reason }).toEqual({
          file,
          reason: null,
        });
        accepted++;
      }
      expect(accepted).toBeGreaterThan(30);
    });
  });
