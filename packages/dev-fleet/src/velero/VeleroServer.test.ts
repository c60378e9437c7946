import { KindRegistry } from '../apiserver/KindRegistry';
import { defaultKinds } from '../apiserver/kinds/defaultKinds';
import { KubeObject } from '../apiserver/KubeObject';
import { MemoryObjectStore } from '../apiserver/MemoryObjectStore';
import { createStorage } from '../volumes/createStorage';
import { createWorkload } from '../volumes/createWorkload';
import { WorkloadStory } from '../volumes/types';
import { ObjectBucket } from './ObjectBucket';
import {
  BACKUPS,
  DATA_DOWNLOADS,
  DATA_UPLOADS,
  DELETE_REQUESTS,
  LOCATIONS,
  POD_VOLUME_BACKUPS,
  POD_VOLUME_RESTORES,
  REPOSITORIES,
  RESTORES,
  RunPlan,
  SCHEDULES,
  ServerSettings,
} from './types';
import { VeleroServer } from './VeleroServer';

const START = new Date('2026-11-01T00:00:30Z');
const namespace = 'velero';
const GP3 = { claim: 'data', storageClass: 'gp3', gibibytes: 10 } as const;
const NFS = { ...GP3, storageClass: 'nfs-archive' } as const;

/** A cluster with Velero, a bucket and a clock that tests move. */
class Cluster {
  now = START;
  readonly buckets: Map<string, ObjectBucket>;
  readonly store: MemoryObjectStore;
  readonly velero: VeleroServer;

  constructor(
    options: {
      buckets?: Map<string, ObjectBucket>;
      plans?: RunPlan[];
      settings?: Partial<ServerSettings>;
    } = {},
  ) {
    const kinds = new KindRegistry();
    defaultKinds.forEach(kind => kinds.registerKind(kind));
    this.store = MemoryObjectStore.create({ kinds, now: () => this.now });
    this.buckets =
      options.buckets ?? new Map([['shop', ObjectBucket.create('shop')]]);
    this.velero = VeleroServer.create({
      store: this.store,
      buckets: this.buckets,
      plans: options.plans,
      settings: options.settings,
    });
    this.store.create('namespaces', { metadata: { name: 'shop' } });
    createStorage(['gp3', 'ceph-block', 'nfs-archive'], this.store);
    this.createLocation({ bucket: 'shop' });
  }

  createWorkload(workload: Partial<WorkloadStory>): void {
    createWorkload(
      { namespace: 'shop', name: 'db', volumes: [GP3], ...workload },
      this.store,
    );
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

  createSchedule(
    spec: Record<string, unknown> = {},
    template: Record<string, unknown> = {},
  ): void {
    this.store.create(SCHEDULES, {
      metadata: { namespace, name: 'hourly', labels: { team: 'checkout' } },
      spec: {
        schedule: '0 * * * *',
        template: {
          includedNamespaces: ['shop'],
          ttl: '2h0m0s',
          ...template,
        },
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
      'Finalizing',
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

  it('deletes on request, and says why when it cannot', () => {
    const cluster = new Cluster();
    cluster.createWorkload({});
    cluster.createSchedule({}, { defaultVolumesToFsBackup: true });
    cluster.runFor(63);
    const [{ metadata }] = cluster.backups;
    const request = () =>
      cluster.store.create(DELETE_REQUESTS, {
        metadata: { namespace, generateName: 'x-' },
        spec: { backupName: metadata.name },
      }).metadata;
    const location = { namespace, name: 'default' };
    const setMode = (accessMode: string) =>
      cluster.store.patch(LOCATIONS, location, {
        patch: { spec: { accessMode } },
      });

    setMode('ReadOnly');
    const refused = request();
    cluster.runFor(1);
    expect(cluster.store.get(DELETE_REQUESTS, refused)?.status).toEqual({
      phase: 'Processed',
      errors: [expect.stringContaining('read-only mode')],
    });
    setMode('ReadWrite');
    request();
    cluster.runFor(1);
    expect(cluster.backups).toEqual([]);
    expect(cluster.store.list(POD_VOLUME_BACKUPS)).toEqual([]);
    expect(cluster.store.list(DELETE_REQUESTS)).toHaveLength(1);
  });

  it('labels what has expired in a location that it may not write to', () => {
    const cluster = new Cluster();
    cluster.createSchedule();
    cluster.runFor(63);
    cluster.store.patch(
      LOCATIONS,
      { namespace, name: 'default' },
      { patch: { spec: { accessMode: 'ReadOnly' } } },
    );
    cluster.runFor(180);
    const [oldest, ...later] = cluster.backups;
    expect(oldest.metadata.labels).toHaveProperty(
      ['velero.io/gc-failure'],
      'BSLReadOnly',
    );
    expect(later.map(({ status }) => status?.phase)).toEqual([
      'FailedValidation',
      'FailedValidation',
      'FailedValidation',
    ]);
  });

  it('fails in part when a namespace that it names is not there', () => {
    const cluster = new Cluster();
    cluster.createSchedule({}, { includedNamespaces: ['shop', 'gone'] });
    cluster.runFor(63);
    expect(cluster.backups[0].status).toMatchObject({
      phase: 'PartiallyFailed',
      errors: 1,
    });
  });

  it('keeps a backup queued behind one that holds its namespace', () => {
    const cluster = new Cluster({
      plans: [{ schedule: 'hourly', outcome: 'InProgress', errors: 0 }],
    });
    cluster.createSchedule();
    cluster.runFor(63);
    cluster.velero.createFromSchedule('hourly', cluster.now);
    cluster.runFor(10);
    expect(cluster.backups.map(({ status }) => status?.phase)).toEqual([
      'InProgress',
      'Queued',
    ]);
    expect(cluster.velero.isBusy(cluster.now)).toBe(false);
  });

  /** How each volume is copied by one run, and what the run says of it. */
  const csi = { features: ['EnableCSI'] };
  it.each<{
    name: string;
    workload?: Partial<WorkloadStory>;
    template?: Record<string, unknown>;
    settings?: Partial<ServerSettings>;
    copied: 'PodVolumeBackup' | 'DataUpload' | 'snapshot' | 'nothing';
  }>([
    {
      name: 'by files, where that is the default of the schedule',
      template: { defaultVolumesToFsBackup: true },
      copied: 'PodVolumeBackup',
    },
    {
      name: 'by files, where that is the default of the server',
      settings: { defaultVolumesToFsBackup: true },
      copied: 'PodVolumeBackup',
    },
    {
      name: 'by files, where the pod opts in',
      workload: { annotations: { 'backup.velero.io/backup-volumes': 'data' } },
      copied: 'PodVolumeBackup',
    },
    {
      name: 'not at all, where the pod opts out and nothing can snapshot',
      workload: {
        volumes: [NFS],
        annotations: { 'backup.velero.io/backup-volumes-excludes': 'data' },
      },
      template: { defaultVolumesToFsBackup: true },
      copied: 'nothing',
    },
    {
      name: 'not at all, where the pod does not run',
      workload: { pod: 'Pending' },
      template: { defaultVolumesToFsBackup: true },
      settings: csi,
      copied: 'nothing',
    },
    {
      name: 'not at all, where the volume is a block device',
      workload: { volumes: [{ ...GP3, mode: 'Block' }] },
      template: { defaultVolumesToFsBackup: true },
      settings: csi,
      copied: 'nothing',
    },
    {
      name: 'by a snapshot of its driver',
      settings: csi,
      copied: 'snapshot',
    },
    {
      name: 'by a snapshot that is carried away',
      template: { snapshotMoveData: true },
      settings: csi,
      copied: 'DataUpload',
    },
    {
      name: 'not at all without the feature',
      copied: 'nothing',
    },
    {
      name: 'not at all without a driver that snapshots',
      workload: { volumes: [NFS] },
      settings: csi,
      copied: 'nothing',
    },
    {
      name: 'not at all where snapshots are off',
      template: { snapshotVolumes: false },
      settings: csi,
      copied: 'nothing',
    },
    {
      name: 'not at all where the labels are others',
      template: { labelSelector: { matchLabels: { app: 'web' } } },
      settings: csi,
      copied: 'nothing',
    },
  ])('copies a volume $name', ({ workload, template, settings, copied }) => {
    const cluster = new Cluster({ settings });
    cluster.createWorkload(workload ?? {});
    cluster.createSchedule({}, template);
    cluster.runFor(63);
    const made = (resource: string): KubeObject[] =>
      cluster.store.list(resource);
    const [backup] = cluster.backups;
    const labels = {
      'velero.io/backup-name': backup.metadata.name,
      'velero.io/backup-uid': backup.metadata.uid,
    };
    const ended = expect.objectContaining({
      metadata: expect.objectContaining({
        labels: expect.objectContaining(labels),
      }),
      status: expect.objectContaining({
        phase: 'Completed',
        snapshotID: expect.stringMatching(/^[0-9a-f]{32}$/),
      }),
    });
    const moved = copied === 'DataUpload';
    expect(made(POD_VOLUME_BACKUPS)).toEqual(
      copied === 'PodVolumeBackup' ? [ended] : [],
    );
    expect(made(DATA_UPLOADS)).toEqual(moved ? [ended] : []);
    expect(backup.status?.phase).toBe('Completed');
    expect(backup.status?.csiVolumeSnapshotsCompleted).toBe(
      copied === 'snapshot' ? 1 : undefined,
    );
    expect(backup.status?.backupItemOperationsCompleted).toBe(
      moved ? 1 : undefined,
    );
    expect(made(REPOSITORIES)).toHaveLength(
      moved || copied === 'PodVolumeBackup' ? 1 : 0,
    );
  });

  it.each([
    ['files', { defaultVolumesToFsBackup: true }, POD_VOLUME_RESTORES],
    ['moved data', { snapshotMoveData: true }, DATA_DOWNLOADS],
  ])('restores %s into another namespace', (_, template, resource) => {
    const cluster = new Cluster({ settings: csi });
    cluster.createWorkload({});
    cluster.createSchedule({}, template);
    cluster.runFor(63);
    cluster.store.create(RESTORES, {
      metadata: { namespace, name: 'drill' },
      spec: {
        backupName: cluster.backups[0].metadata.name,
        namespaceMapping: { shop: 'shop-drill' },
      },
    });
    cluster.runFor(2);
    const [restore] = cluster.store.list(RESTORES);
    expect(restore.status).toMatchObject({
      phase: 'Completed',
      completionTimestamp: expect.any(String),
    });
    const [volume] = cluster.store.list(resource);
    expect(volume.status).toMatchObject({ phase: 'Completed' });
    expect(volume.spec).toMatchObject({ sourceNamespace: 'shop' });
    expect(JSON.stringify(volume.spec)).toContain('shop-drill');
  });

  it('shows copies of files where it shows a backup of another cluster', () => {
    const producer = new Cluster();
    producer.createWorkload({});
    producer.createSchedule({}, { defaultVolumesToFsBackup: true });
    producer.runFor(63);
    const reader = new Cluster({ buckets: producer.buckets });
    reader.now = producer.now;
    reader.runFor(2);
    expect(reader.store.list(POD_VOLUME_BACKUPS)[0].metadata.labels).toEqual(
      expect.objectContaining({
        'velero.io/backup-uid': reader.backups[0].metadata.uid,
      }),
    );
  });

  it('maintains its repositories, and says when one is out of reach', () => {
    const cluster = new Cluster();
    cluster.createWorkload({});
    cluster.createSchedule({}, { defaultVolumesToFsBackup: true });
    cluster.runFor(150);
    const [repository] = cluster.store.list(REPOSITORIES);
    expect(repository.status).toMatchObject({
      phase: 'Ready',
      recentMaintenance: [{ result: 'Succeeded' }],
    });
    cluster.buckets.get('shop')!.unavailable = 'AccessDenied';
    cluster.runFor(2);
    expect(cluster.store.list(REPOSITORIES)[0].status).toMatchObject({
      phase: 'NotReady',
      message: 'AccessDenied',
    });
  });
});
