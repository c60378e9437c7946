import { defaultKinds } from '../apiserver/kinds/defaultKinds';
import { KindRegistry } from '../apiserver/KindRegistry';
import { MemoryObjectStore } from '../apiserver/MemoryObjectStore';
import {
  createLonghorn,
  detachVolume,
  loseBackupTarget,
} from './createLonghorn';
import { LonghornManager } from './LonghornManager';
import {
  BACKUP_TARGETS,
  BACKUP_VOLUMES,
  LONGHORN_BACKUPS,
  LONGHORN_NAMESPACE as namespace,
  LONGHORN_VOLUMES,
  RECURRING_JOBS,
  SETTINGS,
} from './types';

const START = new Date('2026-11-01T00:00:30Z');
const WIKI = {
  namespace: 'wiki',
  workload: 'wiki',
  claim: 'pages',
  gibibytes: 8,
};

/** A cluster with Longhorn and a clock that tests move. */
class Cluster {
  now = START;
  readonly store: MemoryObjectStore;
  readonly longhorn: LonghornManager;

  constructor() {
    const kinds = new KindRegistry();
    defaultKinds.forEach(kind => kinds.registerKind(kind));
    this.store = MemoryObjectStore.create({ kinds, now: () => this.now });
    createLonghorn(
      { cron: '0 * * * *', retain: 2, volumes: [WIKI] },
      { store: this.store, now: START },
    );
    this.longhorn = LonghornManager.create({ store: this.store });
  }

  /** Moves on in steps of ten seconds. */
  runFor(minutes: number): void {
    const end = this.now.getTime() + minutes * 60_000;
    while (this.now.getTime() < end) {
      this.now = new Date(this.now.getTime() + 10_000);
      this.longhorn.tick(this.now);
    }
  }

  get backups() {
    return this.store.list(LONGHORN_BACKUPS);
  }
}

describe('LonghornManager', () => {
  it('reaches a backup target that is added', () => {
    const cluster = new Cluster();
    cluster.store.create(BACKUP_TARGETS, {
      metadata: { namespace, name: 'offsite' },
      spec: { backupTargetURL: 's3://offsite@eu-west-1/' },
    });
    cluster.runFor(1);
    expect(
      cluster.store.get(BACKUP_TARGETS, { namespace, name: 'offsite' })?.status,
    ).toMatchObject({ available: true });
  });

  it('backs up each volume of the group at its slot, and tells those who ask', () => {
    const cluster = new Cluster();
    cluster.runFor(63);
    const [volume] = cluster.store.list(LONGHORN_VOLUMES);
    const [backup] = cluster.backups;
    expect(backup).toMatchObject({
      metadata: { labels: { 'backup-volume': volume.metadata.name } },
      status: {
        state: 'Completed',
        snapshotCreatedAt: '2026-11-01T01:00:00Z',
        backupCreatedAt: '2026-11-01T01:00:30Z',
        labels: { RecurringJob: 'backup' },
      },
    });
    const last = { lastBackupAt: '2026-11-01T01:00:30Z' };
    expect(volume.status).toMatchObject({
      ...last,
      lastBackup: backup.metadata.name,
    });
    expect(cluster.store.list(BACKUP_VOLUMES)[0].status).toMatchObject({
      ...last,
      lastBackupName: backup.metadata.name,
    });
  });

  it('keeps as many as the job says', () => {
    const cluster = new Cluster();
    cluster.runFor(5 * 60);
    expect(cluster.backups).toHaveLength(2);
  });

  it('skips a volume that is detached, though the job counts its run', () => {
    const cluster = new Cluster();
    detachVolume(WIKI, cluster);
    cluster.runFor(63);
    expect(cluster.backups).toEqual([]);
    expect(cluster.store.list(RECURRING_JOBS)[0].status).toMatchObject({
      executionCount: 1,
    });
  });

  it('backs up a detached volume where the setting says so', () => {
    const cluster = new Cluster();
    detachVolume(WIKI, cluster);
    cluster.store.patch(
      SETTINGS,
      { namespace, name: 'allow-recurring-job-while-volume-detached' },
      { patch: { value: 'true' } },
    );
    cluster.runFor(63);
    expect(cluster.backups).toHaveLength(1);
  });

  it('fails while its backup target cannot be reached', () => {
    const cluster = new Cluster();
    loseBackupTarget(cluster);
    cluster.runFor(63);
    expect(cluster.backups).toMatchObject([{ status: { state: 'Error' } }]);
    expect(cluster.store.list(LONGHORN_VOLUMES)[0].status).toMatchObject({
      lastBackupAt: '',
    });
  });

  it('looks at its backup target every five minutes', () => {
    const cluster = new Cluster();
    cluster.runFor(12);
    expect(cluster.store.list(BACKUP_TARGETS)[0].status).toMatchObject({
      available: true,
      lastSyncedAt: '2026-11-01T00:10:30Z',
    });
  });
});
