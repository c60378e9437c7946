import { ObjectStore } from '../apiserver/ObjectStore';
import { createLonghorn } from '../longhorn/createLonghorn';
import { LONGHORN_NAMESPACE } from '../longhorn/types';
import { createMachine } from '../machines/createMachine';
import { createPostgres } from '../postgres/createPostgres';
import { createServer } from '../velero/createServer';
import { LOCATIONS, SCHEDULES } from '../velero/types';
import { DEFAULT_SETTINGS } from '../velero/VeleroServer';
import { createStorage } from '../volumes/createStorage';
import { createWorkload } from '../volumes/createWorkload';
import { createSyncObjects } from './createSyncObjects';
import { ClusterStory, ScheduleStory } from './types';
import { VELERO_NAMESPACE } from './veleroNamespace';

/** The release of Velero that the clusters of the story run. */
const VELERO_VERSION = '1.18.2';

const GITOPS_NAMESPACES = { argocd: 'argocd', flux: 'flux-system' };

/**
 * Creates what a cluster holds at the start of its story; what its controllers
 * make of it comes later.
 *
 * @internal
 */
export function populateCluster(
  story: ClusterStory,
  options: { store: ObjectStore; now: Date },
): void {
  const { store } = options;
  for (const name of namespacesOf(story)) {
    createNamespace(name, { store, component: story.claims[name] });
  }
  if (story.velero) installVelero(story, store);
  createData(story, options);
  story.schedules
    .filter(schedule => schedule.createdHoursAgo === undefined)
    .forEach(schedule => createSchedule(schedule, store));
  createSyncObjects(story, options);
}

function installVelero(story: ClusterStory, store: ObjectStore): void {
  createServer({
    store,
    namespace: VELERO_NAMESPACE,
    version: VELERO_VERSION,
    settings: { ...DEFAULT_SETTINGS, ...story.server },
  });
  for (const location of story.locations) {
    store.create(LOCATIONS, {
      metadata: { namespace: VELERO_NAMESPACE, name: location.name },
      spec: {
        provider: 'aws',
        objectStorage: { bucket: location.bucket, prefix: location.prefix },
        config: { region: 'eu-central-1' },
        default: location.name === 'default',
        accessMode: location.accessMode,
      },
    });
  }
}

function createData(
  story: ClusterStory,
  options: { store: ObjectStore; now: Date },
): void {
  const { store } = options;
  createStorage(story.storageClasses, store);
  story.workloads.forEach(workload => createWorkload(workload, store));
  story.postgres.forEach(postgres =>
    createPostgres(postgres, { store, storageClass: 'gp3' }),
  );
  story.machines.forEach(machine => createMachine(machine, options));
  if (story.longhorn) createLonghorn(story.longhorn, options);
}

/**
 * A namespace; with a component it says whose it is.
 *
 * @internal
 */
export function createNamespace(
  name: string,
  options: { store: ObjectStore; component?: string },
): void {
  const { store, component } = options;
  const annotations = component
    ? { 'velero-manager.io/entity': `component:default/${component}` }
    : undefined;
  store.create('namespaces', {
    metadata: { name, annotations },
    status: { phase: 'Active' },
  });
}

/** A schedule in the right form: fields directly in `spec.template`. @internal */
export function createSchedule(
  schedule: ScheduleStory,
  store: ObjectStore,
): void {
  const { name, application } = schedule;
  const trackingId = `${application}:velero.io/Schedule:${VELERO_NAMESPACE}/${name}`;
  store.create(SCHEDULES, {
    metadata: {
      namespace: VELERO_NAMESPACE,
      name,
      annotations: application
        ? { 'argocd.argoproj.io/tracking-id': trackingId }
        : undefined,
    },
    spec: {
      schedule: schedule.cron,
      template: {
        includedNamespaces: schedule.namespaces,
        ttl: schedule.ttl,
        storageLocation: schedule.location,
        labelSelector: schedule.labelSelector,
        ...schedule.volumes,
      },
    },
  });
}

function namespacesOf(story: ClusterStory): string[] {
  return [
    ...(story.velero ? [VELERO_NAMESPACE] : []),
    ...(story.gitops ? [GITOPS_NAMESPACES[story.gitops]] : []),
    ...(story.longhorn ? [LONGHORN_NAMESPACE] : []),
    ...story.namespaces,
  ];
}
