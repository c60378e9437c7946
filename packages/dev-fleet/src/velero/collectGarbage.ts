import {
  BackupObject,
  BACKUPS,
  DELETE_REQUESTS,
  LocationObject,
  LOCATIONS,
  VeleroContext,
} from './types';

const GC_FAILURE = 'velero.io/gc-failure';

/**
 * Asks for the deletion of what has expired, or labels it with the reason why
 * it cannot be deleted (velero pkg/controller/gc_controller.go).
 *
 * @internal
 */
export function collectGarbage(context: VeleroContext, now: Date): void {
  const { store, namespace } = context;
  for (const object of store.list(BACKUPS, { namespace })) {
    const backup = object as BackupObject;
    const expiration = backup.status?.expiration;
    if (!expiration || Date.parse(expiration) > now.getTime()) continue;
    const failure = whyKept(context, backup);
    if (failure) {
      store.patch(BACKUPS, backup.metadata, {
        patch: { metadata: { labels: { [GC_FAILURE]: failure } } },
      });
    } else {
      requestDeletion(context, backup);
    }
  }
}

/** As the label says it. */
function whyKept(
  { store, namespace }: VeleroContext,
  { spec }: BackupObject,
): string | null {
  const location = store.get(LOCATIONS, {
    namespace,
    name: String(spec.storageLocation),
  }) as LocationObject | undefined;
  if (!location) return 'BSLNotFound';
  if (location.spec.accessMode === 'ReadOnly') return 'BSLReadOnly';
  return location.status?.phase === 'Available' ? null : 'BSLCannotGet';
}

/**
 * What `velero backup delete` does; once for each backup.
 *
 * @internal
 */
export function requestDeletion(
  { store, namespace }: VeleroContext,
  { metadata }: BackupObject,
): void {
  const isRequested = store
    .list(DELETE_REQUESTS, { namespace })
    .some(({ spec }) => spec?.backupName === metadata.name);
  if (isRequested) return;
  store.create(DELETE_REQUESTS, {
    metadata: {
      namespace,
      generateName: `${metadata.name}-`,
      labels: {
        'velero.io/backup-name': metadata.name,
        'velero.io/backup-uid': metadata.uid,
      },
    },
    spec: { backupName: metadata.name },
    status: { phase: 'New' },
  });
}
