import { KubeObject } from '../apiserver/KubeObject';
import { ObjectStore } from '../apiserver/ObjectStore';
import { kubeTime } from '../velero/kubeTime';
import { CLAIMS } from '../volumes/createVolume';
import { createWorkload, PODS } from '../volumes/createWorkload';
import {
  BACKUP_TARGETS,
  LONGHORN_NAMESPACE as namespace,
  LONGHORN_VOLUMES,
  LonghornStory,
  LonghornVolumeStory,
  RECURRING_JOBS,
  SETTINGS,
} from './types';

const GIBIBYTE = 1024 ** 3;
const URL = 's3://shop-longhorn@eu-central-1/';

/**
 * Creates an installed Longhorn: its backup target, a recurring job for all
 * volumes, and the volumes with the workloads that use them.
 *
 * @internal
 */
export function createLonghorn(
  story: LonghornStory,
  options: { store: ObjectStore; now: Date },
): void {
  const { store, now } = options;
  store.create(SETTINGS, {
    metadata: { namespace, name: 'allow-recurring-job-while-volume-detached' },
    value: 'false',
    status: { applied: true },
  });
  store.create(BACKUP_TARGETS, {
    metadata: { namespace, name: 'default' },
    spec: {
      backupTargetURL: URL,
      credentialSecret: 'longhorn-backup',
      pollInterval: '5m0s',
    },
    status: availableSince(now),
  });
  if (story.cron !== null) createJob(story, store);
  for (const volume of story.volumes) createVolume(volume, store);
}

function createJob(story: LonghornStory, store: ObjectStore): void {
  store.create(RECURRING_JOBS, {
    metadata: { namespace, name: 'backup' },
    spec: {
      name: 'backup',
      task: 'backup',
      cron: story.cron,
      groups: ['default'],
      retain: story.retain,
      concurrency: 2,
      labels: {},
    },
    status: { executionCount: 0, ownerID: 'worker-1' },
  });
}

/** What Longhorn says of a backup target that it can reach. @internal */
export function availableSince(now: Date) {
  const at = kubeTime(now);
  return {
    available: true,
    lastSyncedAt: at,
    conditions: [
      {
        ...{ type: 'Unavailable', status: 'False', reason: '', message: '' },
        ...{ lastProbeTime: '', lastTransitionTime: at },
      },
    ],
  };
}

/**
 * What Longhorn says of its backup target once it can no longer reach it
 * (longhorn-manager controller/backup_target_controller.go).
 *
 * @internal
 */
export function loseBackupTarget(options: {
  store: ObjectStore;
  now: Date;
}): void {
  const { store, now } = options;
  store.patch(
    BACKUP_TARGETS,
    { namespace, name: 'default' },
    {
      patch: {
        status: {
          available: false,
          conditions: [
            {
              type: 'Unavailable',
              status: 'True',
              reason: 'Unavailable',
              message: `cannot list ${URL}: AccessDenied`,
              lastProbeTime: '',
              lastTransitionTime: kubeTime(now),
            },
          ],
        },
      },
    },
  );
}

function createVolume(volume: LonghornVolumeStory, store: ObjectStore): void {
  const { workload, claim: name, gibibytes } = volume;
  createWorkload(
    {
      namespace: volume.namespace,
      name: workload,
      volumes: [{ claim: name, storageClass: 'longhorn', gibibytes }],
    },
    store,
  );
  const claim = store.get(CLAIMS, { namespace: volume.namespace, name })!;
  const pvName = String(claim.spec?.volumeName);
  store.create(LONGHORN_VOLUMES, {
    metadata: {
      namespace,
      name: pvName,
      labels: { 'recurring-job-group.longhorn.io/default': 'enabled' },
    },
    spec: {
      size: String(gibibytes * GIBIBYTE),
      numberOfReplicas: 3,
      accessMode: 'rwo',
      dataEngine: 'v1',
      frontend: 'blockdev',
      backupTargetName: 'default',
    },
    status: {
      state: 'attached',
      robustness: 'healthy',
      currentNodeID: 'worker-1',
      ownerID: 'worker-1',
      lastBackup: '',
      lastBackupAt: '',
      kubernetesStatus: {
        namespace: volume.namespace,
        pvName,
        pvStatus: 'Bound',
        pvcName: name,
        lastPVCRefAt: '',
        lastPodRefAt: '',
        workloadsStatus: [
          {
            podName: `${workload}-0`,
            podStatus: 'Running',
            workloadName: workload,
            workloadType: 'StatefulSet',
          },
        ],
      },
    },
  });
}

/**
 * What happens when a workload is scaled to nothing: its pod goes, and Longhorn
 * detaches the volume.
 *
 * @internal
 */
export function detachVolume(
  story: LonghornVolumeStory,
  options: { store: ObjectStore; now: Date },
): void {
  const { store, now } = options;
  store.delete(PODS, {
    namespace: story.namespace,
    name: `${story.workload}-0`,
  });
  const volume = store
    .list(LONGHORN_VOLUMES)
    .find(candidate => pvcNameOf(candidate) === story.claim)!;
  store.patch(LONGHORN_VOLUMES, volume.metadata, {
    patch: {
      status: {
        state: 'detached',
        robustness: 'unknown',
        currentNodeID: '',
        kubernetesStatus: {
          workloadsStatus: null,
          lastPodRefAt: kubeTime(now),
        },
      },
    },
  });
}

function pvcNameOf({ status }: KubeObject): unknown {
  return (status?.kubernetesStatus as { pvcName?: string }).pvcName;
}
