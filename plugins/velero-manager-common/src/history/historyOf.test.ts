import { belongings, kindDefinitionList } from '../kinds';
import { factOf } from '../kinds/__testUtils__/objects';
import { FactKind } from '../kinds/types';
import { hasHistory, historyOf } from './historyOf';
import { HistoryRecords } from './records';

const CLUSTER = 'prod-1';

function recordsOf<K extends FactKind>(
  kind: K,
  change?: (object: any) => void,
): Partial<HistoryRecords> {
  return historyOf(kind, { fact: factOf(kind, change), cluster: CLUSTER });
}

const withStatus = (status: object) => (object: any) => {
  object.status = { ...object.status, ...status };
};

describe('historyOf', () => {
  it('keeps a run of Velero', () => {
    expect(recordsOf('Backup')).toEqual({
      runs: [
        {
          engine: 'velero',
          namespace: 'velero',
          name: 'shop-daily-20261120020004',
          uid: '0b9c3f56-6b1f-4d52-8a5d-0d6b0e2f9a03',
          schedule: 'shop-daily',
          database: null,
          scope: { included: ['shop'], excluded: [] },
          storageLocation: 'offsite',
          origin: 'local',
          phase: 'PartiallyFailed',
          outcome: 'partial',
          createdAt: '2026-11-20T02:00:04.000Z',
          startedAt: '2026-11-20T02:00:05.000Z',
          completedAt: '2026-11-20T02:04:30.000Z',
          expiresAt: '2026-12-20T02:00:05.000Z',
          errors: 3,
          warnings: 1,
          itemsTotal: 128,
          itemsBackedUp: 125,
        },
      ],
    });
  });

  it.each([
    ['', 'running'],
    ['New', 'running'],
    ['InProgress', 'running'],
    ['WaitingForPluginOperationsPartiallyFailed', 'running'],
    ['Completed', 'good'],
    ['PartiallyFailed', 'partial'],
    ['Failed', 'failed'],
    ['FailedValidation', 'failed'],
    ['Deleting', null],
    ['Sublimated', null],
  ])('takes phase %p of a Backup and a Restore for %p', (phase, expected) => {
    const change = withStatus({ phase });
    expect(recordsOf('Backup', change).runs?.[0].outcome).toBe(expected);
    expect(recordsOf('Restore', change).restores?.[0].outcome).toBe(expected);
  });

  it.each([
    ['here, by its creation', 'local', () => {}],
    [
      'here, by clocks that are apart',
      'local',
      ({ metadata }: any) => {
        metadata.creationTimestamp = '2026-11-20T02:01:00Z';
        delete metadata.labels['velero-manager.io/cluster'];
      },
    ],
    [
      'here, and came back from the bucket',
      'resynced',
      ({ metadata }: any) => {
        metadata.creationTimestamp = '2026-11-21T00:00:00Z';
      },
    ],
    [
      'elsewhere, by its label',
      'foreign',
      ({ metadata }: any) => {
        metadata.creationTimestamp = '2026-11-21T00:00:00Z';
        metadata.labels['velero-manager.io/cluster'] = 'prod-2';
      },
    ],
    [
      'somewhere',
      'unknown',
      ({ metadata }: any) => {
        metadata.creationTimestamp = '2026-11-21T00:00:00Z';
        delete metadata.labels['velero-manager.io/cluster'];
      },
    ],
  ])('knows of a Backup that it was made %s', (_, origin, change) => {
    expect(recordsOf('Backup', change).runs?.[0].origin).toBe(origin);
  });

  it('says of a run that goes on no numbers that change every second', () => {
    const change = (itemsBackedUp: number) =>
      withStatus({
        phase: 'InProgress',
        completionTimestamp: null,
        progress: { totalItems: 128, itemsBackedUp },
      });
    const [first, second] = [1, 2].map(n => recordsOf('Backup', change(n)));
    expect(first).toEqual(second);
    const restores = [1, 2].map(itemsRestored =>
      recordsOf(
        'Restore',
        withStatus({
          phase: 'InProgress',
          completionTimestamp: null,
          progress: { itemsRestored },
        }),
      ),
    );
    expect(restores[0]).toEqual(restores[1]);
  });

  it('keeps a run of CloudNative-PG', () => {
    expect(recordsOf('PostgresBackup').runs).toMatchObject([
      {
        engine: 'cloudnative-pg',
        namespace: 'shop',
        schedule: 'shop-db-daily',
        database: 'shop-db',
        scope: null,
        phase: 'failed',
        outcome: 'failed',
        startedAt: '2026-11-20T00:00:05.000Z',
        completedAt: '2026-11-20T00:20:00.000Z',
        errors: 1,
      },
    ]);
  });

  it.each([
    ['completed', 'good'],
    ['walArchivingFailing', 'running'],
    ['invalid backup definition', 'failed'],
    ['sublimated', null],
  ])('takes phase %p of a CloudNative-PG Backup for %p', (phase, expected) => {
    expect(
      recordsOf('PostgresBackup', withStatus({ phase })).runs?.[0].outcome,
    ).toBe(expected);
  });

  it('keeps a restore, and what was brought back where', () => {
    expect(recordsOf('Restore').restores).toMatchObject([
      {
        name: 'shop-drill',
        backup: 'shop-daily-20261120020004',
        scope: { included: ['shop'], excluded: [] },
        namespaceMapping: { shop: 'shop-drill' },
        phase: 'PartiallyFailed',
        completedAt: '2026-11-20T09:06:40.000Z',
        errors: 1,
        warnings: 2,
        itemsRestored: 61,
      },
    ]);
  });

  it('keeps who was asked to delete what, and why that failed', () => {
    expect(recordsOf('DeleteBackupRequest').deleteRequests).toMatchObject([
      {
        backup: 'shop-daily-20261021020004',
        phase: 'Processed',
        cause: 'error deleting snapshot: access denied',
      },
    ]);
    expect(
      recordsOf('DeleteBackupRequest', withStatus({ errors: [] }))
        .deleteRequests,
    ).toMatchObject([{ cause: null }]);
  });

  it('keeps the bytes of copies of volumes', () => {
    expect(recordsOf('PodVolumeBackup').volumeCopies).toEqual([
      {
        path: 'fs-backup',
        namespace: 'velero',
        name: 'shop-daily-20261120020004-x7k2p',
        backup: 'shop-daily-20261120020004',
        volumeNamespace: 'shop',
        claim: 'uploads',
        volume: 'uploads',
        storageLocation: 'offsite',
        node: 'worker-1',
        outcome: 'good',
        startedAt: '2026-11-20T02:00:22.000Z',
        completedAt: '2026-11-20T02:01:10.000Z',
        occurredAt: '2026-11-20T02:00:22.000Z',
        bytesTotal: 2048,
        bytesDone: 2048,
      },
    ]);
    expect(recordsOf('DataUpload').volumeCopies).toMatchObject([
      { path: 'data-mover', outcome: 'failed', bytesDone: 1024 },
    ]);
    expect(recordsOf('LonghornBackup').volumeCopies).toMatchObject([
      {
        path: 'longhorn',
        volume: 'pvc-1a2b',
        storageLocation: 'default',
        occurredAt: '2026-11-20T01:00:05.000Z',
        bytesTotal: 4_194_304,
        bytesDone: 2_097_152,
      },
    ]);
  });

  it.each([
    ['PodVolumeBackup', 'InProgress'],
    ['DataUpload', 'Canceling'],
    ['DataUpload', ''],
    ['LonghornBackup', 'InProgress'],
    ['LonghornBackup', 'Deleting'],
  ] as const)('keeps no %s that has not ended: %p', (kind, word) => {
    const status =
      kind === 'LonghornBackup' ? { state: word } : { phase: word };
    expect(recordsOf(kind, withStatus(status))).toEqual({});
  });

  it('keeps the syncs of an Application, each by its start', () => {
    const records = recordsOf('Application', ({ status }) => {
      status.history = [
        {
          deployedAt: '2026-11-18T10:00:00Z',
          deployStartedAt: '2026-11-18T09:59:00Z',
          revision: '000',
          initiatedBy: { username: 'amelia' },
        },
        {
          deployedAt: '2026-11-19T10:00:00Z',
          deployStartedAt: '2026-11-19T09:59:00Z',
          revisions: ['aaa', '1.2.3'],
        },
        { deployedAt: '2026-11-17T10:00:00Z', revision: 'of old' },
      ];
    });
    expect(records.syncOperations).toEqual([
      {
        kind: 'Application',
        namespace: 'argocd',
        name: 'shop',
        occurredAt: '2026-11-18T09:59:00.000Z',
        startedAt: '2026-11-18T09:59:00.000Z',
        finishedAt: '2026-11-18T10:00:00.000Z',
        revision: '000',
        phase: 'Succeeded',
        outcome: 'good',
        initiatedBy: 'amelia',
      },
      {
        kind: 'Application',
        namespace: 'argocd',
        name: 'shop',
        occurredAt: '2026-11-19T09:59:00.000Z',
        startedAt: '2026-11-19T09:59:00.000Z',
        finishedAt: '2026-11-19T10:00:00.000Z',
        revision: 'aaa, 1.2.3',
        phase: 'Succeeded',
        outcome: 'good',
        initiatedBy: null,
      },
    ]);
  });

  it.each([
    ['Running', null, 'running'],
    ['Error', '2026-11-19T10:00:00Z', 'failed'],
    ['Sublimated', null, null],
  ])('keeps an operation in phase %s', (phase, finishedAt, outcome) => {
    const records = recordsOf('Application', ({ status }) => {
      status.operationState = {
        ...status.operationState,
        ...{ phase, finishedAt },
      };
    });
    expect(records.syncOperations?.at(-1)).toMatchObject({ phase, outcome });
  });

  it('keeps nothing of an operation that says no start', () => {
    expect(
      recordsOf('Application', ({ status }) => {
        delete status.operationState.startedAt;
      }),
    ).toEqual({ syncOperations: [] });
  });

  it.each([
    ['ReconciliationSucceeded', 'good'],
    ['HealthCheckFailed', 'failed'],
    ['Progressing', 'running'],
    ['DependencyNotReady', null],
  ])('keeps what a Kustomization applied: %s', (word, outcome) => {
    const records = recordsOf('Kustomization', ({ status }) => {
      status.history = [
        {
          firstReconciled: '2026-11-19T02:00:00Z',
          lastReconciled: '2026-11-20T02:00:00Z',
          lastReconciledStatus: word,
          metadata: { revision: 'main@sha1:aaa' },
        },
      ];
    });
    expect(records.syncOperations).toMatchObject([
      {
        kind: 'Kustomization',
        occurredAt: '2026-11-19T02:00:00.000Z',
        finishedAt: '2026-11-19T02:00:00.000Z',
        revision: 'main@sha1:aaa',
        outcome,
      },
    ]);
  });

  it('keeps the newest release of a HelmRelease', () => {
    expect(recordsOf('HelmRelease').syncOperations).toMatchObject([
      {
        kind: 'HelmRelease',
        startedAt: '2026-11-19T02:00:00.000Z',
        revision: '1.2.3',
        phase: 'deployed',
        outcome: 'good',
      },
    ]);
    expect(recordsOf('HelmRelease', withStatus({ history: [] }))).toEqual({
      syncOperations: [],
    });
  });

  it('keeps something of every kind of run, and nothing of settings', () => {
    const kept = kindDefinitionList
      .map(({ kind }) => kind)
      .filter(hasHistory)
      .sort();
    expect(kept).toEqual([
      'Application',
      'Backup',
      'DataUpload',
      'DeleteBackupRequest',
      'HelmRelease',
      'Kustomization',
      'LonghornBackup',
      'PodVolumeBackup',
      'PostgresBackup',
      'Restore',
    ]);
    expect(belongings.StorageClass.history).toBeUndefined();
    expect(recordsOf('StorageClass')).toEqual({});
  });
});
