import { KubeObject } from '../../apiserver/KubeObject';
import { kubeTime } from '../kubeTime';
import { LOCATIONS, REPOSITORIES, VeleroContext } from '../types';

/** Velero's default for kopia. */
const MAINTENANCE_MS = 3_600_000;

/** How many past maintenances Velero keeps in the status. */
const KEPT_RESULTS = 3;

/**
 * Makes sure that the volumes of a namespace have a repository in a storage
 * location (velero pkg/repository/ensurer.go).
 *
 * @internal
 */
export function ensureRepository(
  { store, namespace }: VeleroContext,
  options: { volumeNamespace: string; location: string; now: Date },
): void {
  const { volumeNamespace, location, now } = options;
  const exists = store
    .list(REPOSITORIES, { namespace })
    .some(
      ({ spec }) =>
        spec?.volumeNamespace === volumeNamespace &&
        spec.backupStorageLocation === location,
    );
  if (exists) return;
  store.create(REPOSITORIES, {
    metadata: {
      namespace,
      generateName: `${volumeNamespace}-${location}-kopia-`,
      labels: {
        'velero.io/volume-namespace': volumeNamespace,
        'velero.io/storage-location': location,
        'velero.io/repository-type': 'kopia',
      },
    },
    spec: {
      volumeNamespace,
      backupStorageLocation: location,
      repositoryType: 'kopia',
      resticIdentifier: '',
      maintenanceFrequency: '1h0m0s',
    },
    status: { phase: 'Ready', lastMaintenanceTime: kubeTime(now) },
  });
}

/**
 * Maintains each repository once an hour; one whose location is out of reach is
 * not ready (velero pkg/controller/backup_repository_controller.go).
 *
 * @internal
 */
export function maintainRepositories(context: VeleroContext, now: Date): void {
  const { store, namespace } = context;
  for (const repository of store.list(REPOSITORIES, { namespace })) {
    const trouble = troubleOf(context, repository);
    if (trouble) {
      patchStatus(context, repository, { phase: 'NotReady', message: trouble });
      continue;
    }
    const last = Date.parse(String(repository.status?.lastMaintenanceTime));
    if (now.getTime() - last < MAINTENANCE_MS) continue;
    const at = kubeTime(now);
    const results = (repository.status?.recentMaintenance ?? []) as unknown[];
    patchStatus(context, repository, {
      phase: 'Ready',
      message: null,
      lastMaintenanceTime: at,
      recentMaintenance: [
        ...results.slice(1 - KEPT_RESULTS),
        { result: 'Succeeded', startTimestamp: at, completeTimestamp: at },
      ],
    });
  }
}

function troubleOf(
  { store, namespace, buckets }: VeleroContext,
  { spec }: KubeObject,
): string | null {
  const location = store.get(LOCATIONS, {
    namespace,
    name: String(spec?.backupStorageLocation),
  });
  const { bucket } = (location?.spec?.objectStorage ?? {}) as {
    bucket?: string;
  };
  return bucket ? buckets.get(bucket)?.unavailable ?? null : null;
}

function patchStatus(
  { store }: VeleroContext,
  { metadata }: KubeObject,
  status: Record<string, unknown>,
): void {
  store.patch(REPOSITORIES, metadata, { patch: { status } });
}
