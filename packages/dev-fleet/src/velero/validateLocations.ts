import { kubeTime } from './kubeTime';
import { LocationObject, LOCATIONS, VeleroContext } from './types';

/** Velero's default for `spec.validationFrequency`. */
const VALIDATION_FREQUENCY_MS = 60_000;

/**
 * Checks each storage location once a minute and writes its phase (velero
 * pkg/controller/backup_storage_location_controller.go).
 *
 * @internal
 */
export function validateLocations(
  context: VeleroContext,
  options: { now: Date; force?: boolean },
): void {
  const { store, namespace, buckets } = context;
  for (const object of store.list(LOCATIONS, { namespace })) {
    const location = object as LocationObject;
    const last = location.status?.lastValidationTime;
    const dueAt =
      typeof last === 'string' ? Date.parse(last) + VALIDATION_FREQUENCY_MS : 0;
    if (!options.force && options.now.getTime() < dueAt) {
      continue;
    }
    const { bucket } = location.spec.objectStorage;
    const trouble = buckets.has(bucket)
      ? buckets.get(bucket)!.unavailable
      : `bucket "${bucket}" does not exist`;
    store.patch(
      LOCATIONS,
      { namespace, name: location.metadata.name },
      {
        patch: {
          status: {
            phase: trouble ? 'Unavailable' : 'Available',
            message: trouble,
            lastValidationTime: kubeTime(options.now),
          },
        },
      },
    );
  }
}
