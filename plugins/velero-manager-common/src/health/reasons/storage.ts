import { ReasonTable } from './ReasonTable';

/** Reasons of verdicts on storage locations. @internal */
export const storageReasons = {
  storage_location_available: {
    states: ['HEALTHY'],
    means:
      'Velero could list what is in the bucket. That does not prove that it may write.',
    remedy: '',
  },
  storage_location_unavailable: {
    states: ['CRITICAL', 'DEGRADED'],
    means:
      'Velero cannot reach the bucket: no backup can be made or restored. DEGRADED while fresh copies are left.',
    remedy:
      'Read the message: most often the credential, the bucket’s policy or the network.',
  },
  storage_location_read_only: {
    states: ['DEGRADED'],
    means:
      'The location is set to read-only, as during a restore of a whole cluster. Every new backup is refused.',
    remedy: 'Set accessMode back to ReadWrite.',
  },
  storage_location_missing: {
    states: ['CRITICAL'],
    means: 'The schedule names a storage location that does not exist.',
    remedy: 'Create it, or name another.',
  },
  storage_location_stale: {
    states: ['UNKNOWN'],
    means:
      'Velero has not looked at the bucket for three times as long as it should. Its server may be down.',
    remedy: 'Look at the pods of the Velero server.',
  },
  storage_location_not_validated: {
    states: ['UNKNOWN'],
    means: 'Velero has not looked at the bucket yet.',
    remedy: '',
  },
} as const satisfies ReasonTable;
