import { defaultKinds } from '../apiserver/kinds/defaultKinds';
import { KindRegistry } from '../apiserver/KindRegistry';
import { MemoryObjectStore } from '../apiserver/MemoryObjectStore';
import { createPostgres } from './createPostgres';
import { PostgresOperator } from './PostgresOperator';
import {
  OBJECT_STORES,
  POSTGRES_BACKUPS,
  POSTGRES_CLUSTERS,
  SCHEDULED_BACKUPS,
} from './types';

const START = new Date('2026-11-01T00:00:30Z');
const namespace = 'customers';

/** A database whose clock tests move. */
class Database {
  now = START;
  readonly store: MemoryObjectStore;
  readonly operator: PostgresOperator;

  constructor(options: { cron?: string; failsSince?: Date } = {}) {
    const kinds = new KindRegistry();
    defaultKinds.forEach(kind => kinds.registerKind(kind));
    this.store = MemoryObjectStore.create({ kinds, now: () => this.now });
    const { cron = '0 0 * * * *', failsSince } = options;
    createPostgres(
      { namespace, name: 'pg', gibibytes: 20, cron },
      { store: this.store, storageClass: 'gp3' },
    );
    this.operator = PostgresOperator.create({
      store: this.store,
      archivingFailsSince: new Map(
        failsSince ? [[`${namespace}/pg`, failsSince]] : [],
      ),
    });
  }

  /** Moves on in steps of ten seconds. */
  runFor(minutes: number): void {
    const end = this.now.getTime() + minutes * 60_000;
    while (this.now.getTime() < end) {
      this.now = new Date(this.now.getTime() + 10_000);
      this.operator.tick(this.now);
    }
  }

  get backups() {
    return this.store.list(POSTGRES_BACKUPS);
  }

  condition(type: string) {
    const { status } = this.store.get(POSTGRES_CLUSTERS, {
      namespace,
      name: 'pg',
    })!;
    const conditions = status?.conditions as { type: string }[];
    return conditions.find(condition => condition.type === type);
  }
}

describe('PostgresOperator', () => {
  it('makes a base backup at once and one for each slot, and widens the window', () => {
    const database = new Database();
    database.runFor(63);
    expect(database.backups).toEqual([
      expect.objectContaining({
        metadata: expect.objectContaining({
          name: 'pg-daily-20261101000040',
          labels: {
            'cnpg.io/cluster': 'pg',
            'cnpg.io/scheduled-backup': 'pg-daily',
            'cnpg.io/immediateBackup': 'true',
          },
        }),
      }),
      expect.objectContaining({
        metadata: expect.objectContaining({ name: 'pg-daily-20261101010000' }),
        status: expect.objectContaining({
          phase: 'completed',
          startedAt: '2026-11-01T01:00:00Z',
          stoppedAt: '2026-11-01T01:00:30Z',
        }),
      }),
    ]);
    expect(database.store.list(OBJECT_STORES)[0].status).toEqual({
      serverRecoveryWindow: {
        pg: {
          firstRecoverabilityPoint: '2026-11-01T00:01:10Z',
          lastSuccessfulBackupTime: '2026-11-01T01:00:30Z',
        },
      },
    });
    expect(database.store.list(SCHEDULED_BACKUPS)[0].status).toMatchObject({
      lastScheduleTime: '2026-11-01T01:00:00Z',
      nextScheduleTime: '2026-11-01T02:00:00Z',
    });
    expect(database.condition('ContinuousArchiving')).toMatchObject({
      status: 'True',
      lastTransitionTime: '2026-11-01T00:00:40Z',
    });
  });

  it('reads five fields as seconds to month, as the real operator does', () => {
    const database = new Database({ cron: '0 2 * * *' });
    database.runFor(65);
    expect(database.backups.map(({ metadata }) => metadata.name)).toEqual([
      'pg-daily-20261101000040',
      'pg-daily-20261101000200',
      'pg-daily-20261101010200',
    ]);
  });

  it('says that a backup runs in the words that look like a failure', () => {
    const database = new Database();
    database.runFor(0.5);
    expect(database.condition('LastBackupSucceeded')).toMatchObject({
      status: 'False',
      reason: 'BackupStarted',
    });
    database.runFor(1);
    expect(database.condition('LastBackupSucceeded')).toMatchObject({
      status: 'True',
    });
  });

  it('lets backups wait while WAL is not archived, and keeps the moment', () => {
    const failsSince = new Date('2026-11-01T00:30:00Z');
    const database = new Database({ failsSince });
    database.runFor(63);
    expect(database.condition('ContinuousArchiving')).toMatchObject({
      status: 'False',
      reason: 'ContinuousArchivingFailing',
      lastTransitionTime: '2026-11-01T00:30:00Z',
    });
    expect(database.backups.map(({ status }) => status?.phase)).toEqual([
      'completed',
      'walArchivingFailing',
    ]);
  });

  it('fails the backup of a database that names no plug-in', () => {
    const database = new Database();
    database.store.patch(
      POSTGRES_CLUSTERS,
      { namespace, name: 'pg' },
      { patch: { spec: { plugins: null } } },
    );
    database.runFor(3);
    const error =
      'cannot proceed with the backup as the cluster has no plugin configured';
    expect(database.backups.map(({ status }) => status)).toEqual([
      expect.objectContaining({ phase: 'failed', error }),
    ]);
    expect(database.condition('LastBackupSucceeded')).toMatchObject({
      status: 'False',
      reason: 'LastBackupFailed',
    });
  });

  it('leaves a suspended schedule alone', () => {
    const database = new Database();
    database.store.patch(
      SCHEDULED_BACKUPS,
      { namespace, name: 'pg-daily' },
      { patch: { spec: { suspend: true } } },
    );
    database.runFor(63);
    expect(database.backups).toEqual([]);
  });
});
