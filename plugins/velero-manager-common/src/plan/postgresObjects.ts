import type { PostgresBackupSaveIntent } from '../intents';
import {
  isMap,
  type Manifest,
  type ObjectIdentity,
} from '../snapshot/readManifests';
import {
  BARMAN_VERSION,
  CNPG_VERSION,
  objectStoreNameOf,
} from './objects/postgres';

/** Whether an object is one that is looked for. @internal */
export type ObjectMatcher = (
  identity: ObjectIdentity,
  manifest: Manifest,
) => boolean;

/** The Cluster that an intent is about. @internal */
export function isPostgresCluster(
  intent: PostgresBackupSaveIntent,
): ObjectMatcher {
  return ({ apiVersion, kind, namespace, name }) =>
    apiVersion === CNPG_VERSION &&
    kind === 'Cluster' &&
    namespace === intent.namespace &&
    name === intent.database;
}

/** The store that an intent is about. @internal */
export function isObjectStore(intent: PostgresBackupSaveIntent): ObjectMatcher {
  return ({ apiVersion, kind, namespace, name }) =>
    apiVersion === BARMAN_VERSION &&
    kind === 'ObjectStore' &&
    namespace === intent.namespace &&
    name === objectStoreNameOf(intent);
}

/**
 * What takes the base backups of a database, whatever it is called; backups by
 * volume snapshots are another matter.
 *
 * @internal
 */
export function isScheduledBackup(
  intent: PostgresBackupSaveIntent,
): ObjectMatcher {
  return ({ apiVersion, kind, namespace }, { data }) => {
    const spec = isMap(data) && isMap(data.spec) ? data.spec : {};
    return (
      apiVersion === CNPG_VERSION &&
      kind === 'ScheduledBackup' &&
      namespace === intent.namespace &&
      isMap(spec.cluster) &&
      spec.cluster.name === intent.database &&
      spec.method !== 'volumeSnapshot'
    );
  };
}
