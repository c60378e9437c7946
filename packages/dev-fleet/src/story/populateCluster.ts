import { ObjectStore } from '../apiserver/ObjectStore';
import { APPLICATIONS } from '../gitops/argocd/Application';
import {
  createApplication,
  createKustomization,
} from '../gitops/fixed/syncObjects';
import { KUSTOMIZATIONS } from '../gitops/flux/resources';
import { LOCATIONS, SCHEDULES } from '../velero/types';
import { ClusterStory, ScheduleStory } from './types';

/** Velero's own namespace in the story. */
export const VELERO_NAMESPACE = 'velero';

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
  const { store, now } = options;
  for (const name of namespacesOf(story)) {
    createNamespace(name, { store, component: story.claims[name] });
  }
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
  story.schedules
    .filter(schedule => schedule.createdHoursAgo === undefined)
    .forEach(schedule =>
      createSchedule(schedule, { store, cluster: story.name }),
    );
  for (const application of story.applications) {
    const { environment } = story;
    store.create(
      APPLICATIONS,
      createApplication(application, { environment, now }),
    );
  }
  for (const kustomization of story.kustomizations) {
    store.create(KUSTOMIZATIONS, createKustomization(kustomization, { now }));
  }
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
  options: { store: ObjectStore; cluster: string },
): void {
  options.store.create(SCHEDULES, {
    metadata: { namespace: VELERO_NAMESPACE, name: schedule.name },
    spec: {
      schedule: schedule.cron,
      template: {
        includedNamespaces: schedule.namespaces,
        ttl: schedule.ttl,
        storageLocation: schedule.location,
        labelSelector: schedule.labelSelector,
      },
    },
  });
}

function namespacesOf(story: ClusterStory): string[] {
  return [
    ...(story.velero ? [VELERO_NAMESPACE] : []),
    ...(story.gitops ? [GITOPS_NAMESPACES[story.gitops]] : []),
    ...story.namespaces,
  ];
}
