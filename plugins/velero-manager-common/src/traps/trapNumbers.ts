import { TrapCode, TrapNumber, TRAPS } from './trapTable';

/** Where one of the known traps is found. @public */
export interface TrapPlace {
  title: string;
  /** Codes of `findTraps`, which looks at what runs in a cluster. */
  cluster: readonly TrapCode[];
  /** Codes of `check`, which looks at a config repository. */
  repository: readonly string[];
  /** What neither of them can see; `''` where nothing is to be said. */
  unseen: string;
}

/**
 * Every known trap and where it is found: a trap that nothing finds says why.
 *
 * @public
 */
export const TRAP_NUMBERS = {
  T1: {
    title: TRAPS.BACKUPS_PRUNED.title,
    cluster: ['BACKUPS_PRUNED'],
    repository: ['BACKUPS_PRUNED'],
    unseen: '',
  },
  T2: {
    title: TRAPS.SKIP_IMMEDIATELY.title,
    cluster: ['SKIP_IMMEDIATELY'],
    repository: ['SKIP_IMMEDIATELY'],
    unseen: '',
  },
  T3: {
    title: TRAPS.BACKUPS_OWNED.title,
    cluster: ['BACKUPS_OWNED'],
    repository: ['DELETE_CASCADES'],
    unseen: '',
  },
  T4: {
    title: TRAPS.TEMPLATE_EMPTY.title,
    cluster: ['TEMPLATE_EMPTY'],
    repository: ['TEMPLATE_SPEC', 'UNKNOWN_FIELD'],
    unseen:
      'In the cluster only a template that lost all of its fields can be told from one that never had them.',
  },
  T5: {
    title: TRAPS.TWO_DEFAULTS.title,
    cluster: ['TWO_DEFAULTS'],
    repository: ['TWO_DEFAULTS'],
    unseen: '',
  },
  T6: {
    title: TRAPS.NOTHING_APPLIED.title,
    cluster: ['NOTHING_APPLIED'],
    repository: ['NOT_RECURSED'],
    unseen: '',
  },
  T7: {
    title: 'Objects before their kinds',
    cluster: [],
    repository: ['CRDS_FIRST'],
    unseen:
      'In a cluster it has happened or not: the sync verdict is then FAILED.',
  },
  T8: {
    title: TRAPS.NAMESPACE_UNKNOWN.title,
    cluster: ['NAMESPACE_UNKNOWN'],
    repository: ['NAMESPACE_UNKNOWN'],
    unseen: '',
  },
  T9: {
    title: TRAPS.STORAGE_READ_ONLY.title,
    cluster: ['STORAGE_READ_ONLY'],
    repository: ['STORAGE_READ_ONLY'],
    unseen: '',
  },
  T10: {
    title: TRAPS.SCHEDULE_GONE.title,
    cluster: ['SCHEDULE_GONE'],
    repository: [],
    unseen: 'Git does not show what it no longer has.',
  },
  T11: {
    title: TRAPS.DELETE_CASCADES.title,
    cluster: ['DELETE_CASCADES'],
    repository: ['DELETE_CASCADES'],
    unseen: '',
  },
  T12: {
    title: TRAPS.STORAGE_INSECURE.title,
    cluster: ['STORAGE_INSECURE'],
    repository: ['STORAGE_INSECURE'],
    unseen: '',
  },
  T13: {
    title: 'Everybody knows the password of the repositories',
    cluster: [],
    repository: ['REPOSITORY_PASSWORD'],
    unseen:
      'In the cluster it lies in the Secret velero-repo-credentials, and Velero Manager reads no Secrets. Unless it was there before the first copy, it is the one that all installs of Velero have.',
  },
  T14: {
    title: TRAPS.SECRETS_IN_CLEAR.title,
    cluster: ['SECRETS_IN_CLEAR'],
    repository: [],
    unseen:
      'Whether the store encrypts by itself, and who may read the bucket, is not to be seen from a cluster.',
  },
  T15: {
    title: TRAPS.CREDENTIAL_SHARED.title,
    cluster: ['CREDENTIAL_SHARED'],
    repository: ['CREDENTIAL_SHARED'],
    unseen:
      'Whether clusters use the same credential is not to be seen: Velero Manager reads no Secrets.',
  },
  T16: {
    title: TRAPS.OBJECTIVE_UNREACHABLE.title,
    cluster: ['OBJECTIVE_UNREACHABLE'],
    repository: [],
    unseen: 'It needs to be known how long runs take.',
  },
  T17: {
    title: TRAPS.DB_FILE_COPY.title,
    cluster: ['DB_FILE_COPY'],
    repository: ['DB_FILE_COPY'],
    unseen:
      'Only databases of CloudNative-PG are known as such; images of pods are not read.',
  },
} as const satisfies Readonly<Record<TrapNumber, TrapPlace>>;
