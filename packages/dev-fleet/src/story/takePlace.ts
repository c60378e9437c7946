import { ObjectStore } from '../apiserver/ObjectStore';
import { stopServer } from '../velero/createServer';
import { ObjectBucket } from '../velero/ObjectBucket';
import { BACKUPS, LOCATIONS, RESTORES, SCHEDULES } from '../velero/types';
import { VeleroServer } from '../velero/VeleroServer';
import { StoryEvent } from './types';
import { VELERO_NAMESPACE as namespace } from './veleroNamespace';

interface Scene {
  store: ObjectStore;
  buckets: Map<string, ObjectBucket>;
  velero: VeleroServer | null;
  now: Date;
}

/**
 * Lets an event of the story take place in its cluster.
 *
 * @internal
 */
export function takePlace(event: StoryEvent, scene: Scene): void {
  const { store } = scene;
  switch (event.type) {
    case 'bucket-lost':
      scene.buckets.get(event.bucket)!.unavailable = event.message;
      break;
    case 'schedule-paused': {
      const key = { namespace, name: event.schedule };
      store.patch(SCHEDULES, key, { patch: { spec: { paused: true } } });
      break;
    }
    case 'schedule-run':
      scene.velero?.createFromSchedule(event.schedule, scene.now);
      break;
    case 'location-read-only': {
      const key = { namespace, name: event.location };
      const patch = { spec: { accessMode: 'ReadOnly' } };
      store.patch(LOCATIONS, key, { patch });
      break;
    }
    case 'namespace-deleted':
      store.delete('namespaces', { name: event.namespace });
      break;
    case 'server-stopped':
      stopServer(store, namespace);
      break;
    case 'restored':
      restore(event, store);
      break;
    default:
      throw new Error(`Unknown event ${JSON.stringify(event satisfies never)}`);
  }
}

/** What `velero restore create --from-backup` does with the newest good backup. */
function restore(
  { schedule, into }: Extract<StoryEvent, { type: 'restored' }>,
  store: ObjectStore,
): void {
  const newest = store
    .list(BACKUPS, {
      namespace,
      labelSelector: `velero.io/schedule-name=${schedule}`,
    })
    .filter(({ status }) => status?.phase === 'Completed')
    .at(-1)!.metadata.name;
  store.create(RESTORES, {
    metadata: { namespace, name: `${newest}-drill` },
    spec: {
      backupName: newest,
      scheduleName: schedule,
      includedNamespaces: Object.keys(into),
      namespaceMapping: into,
      restorePVs: true,
    },
  });
}
