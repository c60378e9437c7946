import { FactKind } from '@velero-manager/backstage-plugin-velero-manager-common';
import { FleetSize } from './FleetSize';

const HOUR_MS = 3_600_000;
/** Of fifty schedules, one takes every namespace and one goes by a pattern. */
const WIDE_EVERY = 25;

/** The objects of one cluster as its API server gives them, by kind. */
export type ClusterObjects = Partial<Record<FactKind, object[]>>;

/** The namespace of a service. */
export const namespaceOf = (service: number) => `shop-${service}`;

const named = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

const before = (now: Date, ms: number) =>
  new Date(now.getTime() - ms).toISOString();

function metadata(
  name: string,
  namespace: string | null,
  now: Date,
  rest: object = {},
) {
  return {
    name,
    ...(namespace && { namespace }),
    uid: `0b9c3f56-6b1f-4d52-8a5d-${name}`,
    creationTimestamp: before(now, 400 * 24 * HOUR_MS),
    resourceVersion: '4711',
    ...rest,
  };
}

function includedNamespaces(i: number): string[] {
  if (i % WIDE_EVERY === WIDE_EVERY - 1) {
    return i % (2 * WIDE_EVERY) < WIDE_EVERY ? ['*'] : ['shop-1*'];
  }
  return [namespaceOf(i)];
}

function schedule(i: number, now: Date) {
  return {
    metadata: metadata(`daily-${i}`, 'velero', now),
    spec: {
      schedule: '0 2 * * *',
      template: {
        includedNamespaces: includedNamespaces(i),
        storageLocation: 'offsite',
        snapshotMoveData: true,
        ttl: '2160h0m0s',
      },
    },
    status: { phase: 'Enabled', lastBackup: slotTime(now, 0) },
  };
}

function slotTime(now: Date, slot: number, afterMs = 0): string {
  const night = new Date(now);
  night.setUTCHours(2, 0, 0, 0);
  if (night > new Date(now.getTime() - HOUR_MS)) {
    night.setUTCDate(night.getUTCDate() - 1);
  }
  return before(night, slot * 24 * HOUR_MS - afterMs);
}

function backup(
  owner: ReturnType<typeof schedule>,
  { slot, now }: { slot: number; now: Date },
) {
  const begun = slotTime(now, slot, 4_000);
  return {
    metadata: metadata(
      `${owner.metadata.name}-${begun.replace(/\D/g, '').slice(0, 14)}`,
      'velero',
      now,
      {
        creationTimestamp: begun,
        labels: {
          'velero.io/schedule-name': owner.metadata.name,
          'velero.io/storage-location': 'offsite',
        },
        annotations: {
          'velero.io/source-cluster-k8s-gitversion': 'v1.34.2',
        },
      },
    ),
    spec: {
      ...owner.spec.template,
      excludedResources: ['volumesnapshots.snapshot.storage.k8s.io'],
    },
    status: {
      phase: slot % 17 === 5 ? 'PartiallyFailed' : 'Completed',
      startTimestamp: slotTime(now, slot, 5_000),
      completionTimestamp: slotTime(now, slot, 245_000),
      expiration: slotTime(now, slot - 90),
      csiVolumeSnapshotsAttempted: 2,
      csiVolumeSnapshotsCompleted: 2,
    },
  };
}

/** A cluster's own place in the bucket of the fleet. */
export function storageLocation(cluster: string, now: Date) {
  return {
    metadata: metadata('offsite', 'velero', now),
    spec: {
      provider: 'aws',
      default: true,
      objectStorage: { bucket: 'backups', prefix: cluster },
      config: { region: 'eu-west-1', s3Url: 'https://minio.example.com' },
    },
    status: { phase: 'Available', lastValidationTime: before(now, 30_000) },
  };
}

function kustomization(i: number, now: Date) {
  return {
    metadata: metadata(namespaceOf(i), 'flux-system', now, { generation: 3 }),
    spec: {
      interval: '10m0s',
      path: `./${namespaceOf(i)}`,
      targetNamespace: namespaceOf(i),
      sourceRef: { kind: 'GitRepository', name: 'fleet' },
    },
    status: {
      observedGeneration: 3,
      lastAppliedRevision: 'main@sha1:aaa',
      lastAttemptedRevision: 'main@sha1:aaa',
      conditions: [
        {
          type: 'Ready',
          status: 'True',
          reason: 'ReconciliationSucceeded',
          message: 'Applied revision: main@sha1:aaa',
          observedGeneration: 3,
          lastTransitionTime: before(now, HOUR_MS),
        },
      ],
    },
  };
}

/** The claims of every service. */
const CLAIMS = ['data', 'uploads'];

const claimUid = (service: number, claim: string) =>
  `c1a1f00d-6b1f-4d52-8a5d-${namespaceOf(service)}-${claim}`;

/** The claims of all services with what backs and uses them. */
function volumes(services: number[], now: Date): ClusterObjects {
  const each = <T>(make: (service: number, claim: string) => T) =>
    services.flatMap(service => CLAIMS.map(claim => make(service, claim)));
  const volumeName = (service: number, claim: string) =>
    `pvc-${claimUid(service, claim)}`;
  return {
    PersistentVolumeClaim: each((service, claim) => ({
      metadata: metadata(claim, namespaceOf(service), now, {
        uid: claimUid(service, claim),
      }),
      spec: {
        storageClassName: 'fast',
        accessModes: ['ReadWriteOnce'],
        volumeMode: 'Filesystem',
        volumeName: volumeName(service, claim),
        resources: { requests: { storage: '10Gi' } },
      },
      status: { phase: 'Bound' },
    })),
    PersistentVolume: each((service, claim) => ({
      metadata: metadata(volumeName(service, claim), null, now),
      spec: {
        storageClassName: 'fast',
        capacity: { storage: '10Gi' },
        claimRef: { namespace: namespaceOf(service), name: claim },
        csi: {
          driver: 'ebs.csi.aws.com',
          volumeHandle: volumeName(service, claim),
        },
      },
      status: { phase: 'Bound' },
    })),
    Pod: services.map(service => ({
      metadata: metadata('app-0', namespaceOf(service), now),
      spec: {
        nodeName: 'node-1',
        containers: [
          {
            name: 'app',
            volumeMounts: CLAIMS.map(name => ({ name, mountPath: `/${name}` })),
          },
        ],
        volumes: CLAIMS.map(name => ({
          name,
          persistentVolumeClaim: { claimName: name },
        })),
      },
      status: { phase: 'Running' },
    })),
    StorageClass: [
      { metadata: metadata('fast', null, now), provisioner: 'ebs.csi.aws.com' },
    ],
    VolumeSnapshotClass: [
      {
        metadata: metadata('fast', null, now, {
          labels: { 'velero.io/csi-volumesnapshot-class': 'true' },
        }),
        driver: 'ebs.csi.aws.com',
        deletionPolicy: 'Retain',
      },
    ],
  };
}

/** Velero itself. */
function server(now: Date): ClusterObjects {
  const pod = (name: string, command: string[]) => ({
    spec: {
      containers: [{ name, image: 'velero/velero:v1.18.1', command }],
    },
  });
  return {
    VeleroServer: [
      {
        metadata: metadata('velero', 'velero', now),
        spec: { replicas: 1, template: pod('velero', ['/velero', 'server']) },
        status: { readyReplicas: 1 },
      },
    ],
    NodeAgent: [
      {
        metadata: metadata('node-agent', 'velero', now),
        spec: {
          template: pod('node-agent', ['/velero', 'node-agent', 'server']),
        },
        status: { desiredNumberScheduled: 3, numberReady: 3 },
      },
    ],
  };
}

/** The copy of one volume for one backup. */
function dataUpload(
  of: ReturnType<typeof backup>,
  { service, claim, now }: { service: number; claim: string; now: Date },
) {
  const { name, uid } = of.metadata;
  return {
    metadata: metadata(`${name}-${claim}`, 'velero', now, {
      creationTimestamp: of.status.startTimestamp,
      labels: {
        'velero.io/backup-name': name,
        'velero.io/backup-uid': uid,
        'velero.io/pvc-uid': claimUid(service, claim),
      },
    }),
    spec: {
      sourceNamespace: namespaceOf(service),
      sourcePVC: claim,
      snapshotType: 'CSI',
      backupStorageLocation: 'offsite',
    },
    status: {
      phase: of.status.phase === 'Completed' ? 'Completed' : 'Failed',
      startTimestamp: of.status.startTimestamp,
      completionTimestamp: of.status.completionTimestamp,
      snapshotID: 'a1b2c3',
      node: 'node-1',
      progress: { totalBytes: 10_000_000, bytesDone: 10_000_000 },
    },
  };
}

/**
 * A cluster whose services have a namespace and most a daily schedule each;
 * beside them stand schedules that take all, or all of one name pattern. Every
 * schedule has as many backups, the newest of last night.
 */
export function clusterObjects(
  size: Omit<FleetSize, 'clusters'>,
  now: Date,
): ClusterObjects {
  const schedules = named(size.schedules, i => schedule(i, now));
  const backups = named(size.backups, i => ({
    service: i % size.schedules,
    object: backup(schedules[i % size.schedules], {
      slot: Math.floor(i / size.schedules),
      now,
    }),
  }));
  const services = named(Math.max(size.entities, size.schedules), i => i);
  return {
    ...volumes(services, now),
    ...server(now),
    Namespace: services.map(i => ({
      metadata: metadata(namespaceOf(i), null, now),
      status: { phase: 'Active' },
    })),
    Schedule: schedules,
    Backup: backups.map(({ object }) => object),
    DataUpload: backups.flatMap(({ service, object }) =>
      CLAIMS.map(claim => dataUpload(object, { service, claim, now })),
    ),
    Kustomization: named(Math.ceil(size.syncObjects / 2), i =>
      kustomization(i, now),
    ),
  };
}

/** The Applications for one cluster, which Argo CD's own cluster keeps. */
export function applications(
  cluster: string,
  size: Pick<FleetSize, 'syncObjects'>,
  now: Date,
): object[] {
  return named(Math.floor(size.syncObjects / 2), i => ({
    metadata: metadata(`${cluster}-${namespaceOf(i)}`, 'argocd', now, {
      labels: { team: `team-${i % 5}` },
    }),
    spec: {
      project: 'shops',
      destination: { name: cluster, namespace: namespaceOf(i) },
      sources: [
        { repoURL: 'https://github.com/your-org/shop', path: 'deploy' },
      ],
      syncPolicy: { automated: { selfHeal: true } },
    },
    status: {
      sync: { status: 'Synced', revisions: ['f'.repeat(40)] },
      health: { status: 'Healthy' },
      reconciledAt: before(now, 60_000),
    },
  }));
}
