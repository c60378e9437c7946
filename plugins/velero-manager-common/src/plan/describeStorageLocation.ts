import type { StorageLocationSaveIntent } from '../intents';
import { locationNameOf } from '../intents/storageLocationSaveIntent';
import { clusterDirectory } from '../snapshot';
import { isMap } from '../snapshot/readManifests';

const code = (text: string) => `\`${text}\``;

const STORES: Record<StorageLocationSaveIntent['provider'], string> = {
  aws: 'Amazon S3',
  minio: 'an S3-compatible store',
  azure: 'Azure Blob Storage',
  gcp: 'Google Cloud Storage',
};

/** What saving a storage location does, in Markdown. @internal */
export function describeStorageLocation(
  intent: StorageLocationSaveIntent,
  change: { path: string; before: unknown; noLongerDefault: string[] },
): string {
  const isNew = change.before === undefined;
  const file = change.path.slice(clusterDirectory(intent).length + 1);
  return [
    `${isNew ? 'Adds' : 'Changes'} the storage location ${code(
      locationNameOf(intent),
    )} of the cluster ${code(intent.cluster)} (${intent.environment}) in ${code(
      file,
    )}. It:`,
    '',
    ...itemsOf(intent, change).map(item => `- ${item}`),
    '',
  ].join('\n');
}

function itemsOf(
  intent: StorageLocationSaveIntent,
  change: { before: unknown; noLongerDefault: string[] },
): string[] {
  const isNew = change.before === undefined;
  const prefix = intent.prefix ?? (isNew ? intent.cluster : undefined);
  const items = [
    `keeps backups in the bucket ${code(intent.bucket)}${folder(prefix)} of ${
      STORES[intent.provider]
    }`,
  ];
  if (hasMoved(intent, change.before)) {
    items.push(
      '**is moved: the backups that it holds stay in the old place, and Velero forgets them in the cluster**',
    );
  }
  if (intent.credentialSecret) {
    const { name, key } = intent.credentialSecret;
    items.push(
      `is opened with the key ${code(key)} of the Secret ${code(
        name,
      )}, which is not in Git`,
    );
  } else if (isNew) {
    items.push('is opened with whatever Velero itself runs with');
  }
  if (intent.caCert) items.push('is known by certificates of its own');
  if (intent.default) items.push("is the cluster's default location");
  if (intent.default === false && !isNew) {
    items.push("is not the cluster's default location");
  }
  items.push(
    ...change.noLongerDefault.map(
      name =>
        `takes the place of ${code(name)}, which is no longer the default`,
    ),
  );
  if (intent.accessMode === 'ReadOnly') {
    items.push('**is read-only: backups to it fail**');
  }
  return items;
}

function folder(prefix: string | undefined): string {
  if (prefix === undefined) return '';
  return prefix === '' ? ', all of it' : ` in the folder ${code(prefix)}`;
}

/** Velero takes Backups that it no longer finds in the store out of the cluster. */
function hasMoved(intent: StorageLocationSaveIntent, before: unknown): boolean {
  const spec = isMap(before) ? before.spec : undefined;
  const store = isMap(spec) ? spec.objectStorage : undefined;
  if (!isMap(store)) return false;
  return (
    store.bucket !== intent.bucket ||
    (intent.prefix !== undefined && (store.prefix ?? '') !== intent.prefix)
  );
}
