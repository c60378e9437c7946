import { KindRegistry } from '../apiserver/KindRegistry';
import { veleroKinds } from '../apiserver/kinds/veleroKinds';
import { MemoryObjectStore } from '../apiserver/MemoryObjectStore';
import { ObjectBucket } from './ObjectBucket';
import { BACKUPS, LOCATIONS, RunPlan, SCHEDULES } from './types';
import { VeleroServer } from './VeleroServer';

const START = new Date('2026-11-01T00:00:30Z');
const namespace = 'velero';

/** A cluster with Velero, a bucket and a clock that tests move. */
class Cluster {
  now = START;
  readonly buckets: Map<string, ObjectBucket>;
  readonly store: MemoryObjectStore;
  readonly velero: VeleroServer;

  constructor(
    options: { buckets?: Map<string, ObjectBucket>; plans?: RunPlan[] } = {},
  ) {
    const kinds = new KindRegistry();
    veleroKinds.forEach(kind => kinds.registerKind(kind));
    this.store = MemoryObjectStore.create({ kinds, now: () => this.now });
    this.buckets =
      options.buckets ?? new Map([['shop', ObjectBucket.create('shop')]]);
    this.velero = VeleroServer.create({
      store: this.store,
      buckets: this.buckets,
      plans: options.plans,
    });
    this.createLocation({ bucket: 'shop' });
  }

  createLocation(options: { bucket: string; accessMode?: string }): void {
    this.store.create(LOCATIONS, {
      metadata: { namespace, name: 'default' },
      spec: {
        provider: 'aws',
        objectStorage: { bucket: options.bucket },
        default: true,
        accessMode: options.accessMode,
      },
    });
  }

  createSchedule(spec: Record<string, unknown> = {}): void {
    this.store.create(SCHEDULES, {
      metadata: { namespace, name: 'hourly', labels: { team: 'checkout' } },
      spec: {
        schedule: '0 * * * *',
        template: { includedNamespaces: ['shop'], ttl: '2h0m0s' },
        ...spec,
      },
    });
  }

  /** Moves on in steps of ten seconds. */
  runFor(minutes: number): void {
    const end = this.now.getTime() + minutes * 60_000;
    while (this.now.getTime() < end) {
      this.now = new Date(this.now.getTime() + 10_000);
      this.velero.tick(this.now);
    }
  }

  get backups() {
    return this.store.list(BACKUPS, { namespace });
  }

  get schedule() {
    return this.store.get(SCHEDULES, { namespace, name: 'hourly' })!;
  }
}

describe('VeleroServer', () => {
  it('makes a backup for each slot, named and labelled as Velero does', () => {
    const cluster = new Cluster();
    cluster.createSchedule();
    cluster.runFor(63);

    expect(cluster.schedule.status).toMatchObject({
      phase: 'Enabled',
      lastBackup: '2026-11-01T01:00:00Z',
    });
    expect(cluster.backups).toEqual([
      expect.objectContaining({
        metadata: expect.objectContaining({
          name: 'hourly-20261101010000',
          creationTimestamp: '2026-11-01T01:00:00Z',
          labels: {
            team: 'checkout',
            'velero.io/schedule-name': 'hourly',
            'velero.io/storage-location': 'default',
          },
        }),
        spec: expect.objectContaining({
          includedNamespaces: ['shop'],
          storageLocation: 'default',
        }),
        status: expect.objectContaining({
          phase: 'Completed',
          startTimestamp: '2026-11-01T01:00:20Z',
          expiration: '2026-11-01T03:00:20Z',
        }),
      }),
    ]);
  });

  it('passes through the phases of Velero 1.18', () => {
    const cluster = new Cluster();
    cluster.createSchedule();
    const phases = new Set<unknown>();
    cluster.store.subscribe(({ object }) => {
      if (object.kind === 'Backup') {
        phases.add(object.status?.phase);
      }
    });
    cluster.runFor(63);
    expect([...phases]).toEqual([
      undefined,
      'New',
      'Queued',
      'InProgress',
      'Completed',
    ]);
  });

  it('does not catch up on slots that it missed', () => {
    const cluster = new Cluster();
    cluster.createSchedule();
    cluster.now = new Date('2026-11-01T05:30:00Z');
    cluster.runFor(2);
    expect(cluster.backups).toHaveLength(1);
  });

  it('leaves a paused schedule alone', () => {
    const cluster = new Cluster();
    cluster.createSchedule({ paused: true });
    cluster.runFor(130);
    expect(cluster.backups).toEqual([]);
    expect(cluster.schedule.status).toBeUndefined();
  });

  it('skips once and flips the switch when told to skip immediately', () => {
    const cluster = new Cluster();
    cluster.createSchedule({ skipImmediately: true });
    cluster.runFor(1);
    expect(cluster.schedule.spec).toMatchObject({ skipImmediately: false });
    expect(cluster.schedule.status).toHaveProperty('lastSkipped');
  });

  it('refuses a cron expression that it cannot read', () => {
    const cluster = new Cluster();
    cluster.createSchedule({ schedule: '0 25 * * *' });
    cluster.runFor(1);
    expect(cluster.schedule.status).toMatchObject({
      phase: 'FailedValidation',
      validationErrors: [expect.stringContaining('invalid schedule')],
    });
  });

  it('fails validation while the bucket is out of reach, and recovers', () => {
    const cluster = new Cluster();
    cluster.createSchedule();
    cluster.buckets.get('shop')!.unavailable = 'AccessDenied';
    cluster.runFor(63);
    expect(cluster.backups[0].status).toMatchObject({
      phase: 'FailedValidation',
      validationErrors: [expect.stringContaining('Unavailable')],
    });

    cluster.buckets.get('shop')!.unavailable = null;
    cluster.velero.validateNow(cluster.now);
    cluster.velero.createFromSchedule('hourly', cluster.now);
    cluster.runFor(2);
    expect(cluster.backups.map(({ status }) => status?.phase)).toEqual([
      'FailedValidation',
      'Completed',
    ]);
  });

  it('ends runs as the story plans, until the plan is forgotten', () => {
    const cluster = new Cluster({
      plans: [{ schedule: 'hourly', outcome: 'PartiallyFailed', errors: 3 }],
    });
    cluster.createSchedule();
    cluster.runFor(63);
    cluster.velero.forgetPlans('hourly');
    cluster.runFor(60);
    expect(cluster.backups.map(({ status }) => status?.phase)).toEqual([
      'PartiallyFailed',
      'Completed',
    ]);
  });

  it('shows the backups of another cluster that shares the bucket', () => {
    const producer = new Cluster();
    producer.createSchedule();
    producer.runFor(63);

    const reader = new Cluster({ buckets: producer.buckets });
    reader.now = producer.now;
    reader.runFor(2);
    const [copy] = reader.backups;
    expect(copy.status).toEqual(producer.backups[0].status);
    expect(Date.parse(copy.metadata.creationTimestamp)).toBeGreaterThan(
      Date.parse(String(copy.status?.completionTimestamp)),
    );
  });

  it('deletes what has expired', () => {
    const cluster = new Cluster();
    cluster.createSchedule();
    cluster.runFor(63);
    cluster.store.patch(
      SCHEDULES,
      { namespace, name: 'hourly' },
      { patch: { spec: { paused: true } } },
    );
    cluster.runFor(180);
    expect(cluster.backups).toEqual([]);
  });
});
