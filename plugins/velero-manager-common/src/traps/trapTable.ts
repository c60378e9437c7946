/** The known traps of backups that Git describes, as the documentation numbers them. @public */
export type TrapNumber =
  | 'T1'
  | 'T2'
  | 'T3'
  | 'T4'
  | 'T5'
  | 'T6'
  | 'T7'
  | 'T8'
  | 'T9'
  | 'T10'
  | 'T11'
  | 'T12'
  | 'T13'
  | 'T14'
  | 'T15'
  | 'T16'
  | 'T17';

/** What a trap is, and how to get out of it. @public */
export interface TrapEntry {
  number: TrapNumber | null;
  title: string;
  /** What will happen, in one or two plain sentences. */
  means: string;
  fix: string;
  /** How we know. */
  source: string;
}

/**
 * What each trap means and what to do about it, by its code. The same code in a
 * check of a config repository is the same trap, seen before it is applied.
 *
 * @public
 */
export const TRAPS = {
  BACKUPS_PRUNED: {
    number: 'T1',
    title: 'Argo CD prunes the backups',
    means:
      'Argo CD knows its objects by a label that the backups of the schedule inherit. It takes each backup for an object that is no longer in Git and deletes it.',
    fix: 'Give the schedule spec.template.metadata.labels (one is enough), or let Argo CD track by annotation.',
    source:
      'velero#2975; velero pkg/builder/backup_builder.go; argo-cd docs/user-guide/resource_tracking.md',
  },
  SKIP_IMMEDIATELY: {
    number: 'T2',
    title: 'Git and Velero fight over skipImmediately',
    means:
      'Velero skips a slot and sets skipImmediately back to false; Git sets it to true again, and the next slot is skipped too. There may never be a run.',
    fix: 'Take skipImmediately out of Git.',
    source: 'velero pkg/controller/schedule_controller.go',
  },
  BACKUPS_OWNED: {
    number: 'T3',
    title: 'Backups go with their schedule',
    means:
      'When the schedule is removed from Git or renamed, Kubernetes deletes all its Backup objects. What is in the bucket stays and comes back by itself, but without its schedule.',
    fix: 'Take useOwnerReferencesInBackup out, or never rename the schedule.',
    source: 'velero pkg/builder/backup_builder.go',
  },
  TEMPLATE_EMPTY: {
    number: 'T4',
    title: 'A template that lost its fields takes everything',
    means:
      'The schedule says nothing about what to take: it takes all namespaces, to the default storage location, for the default time. Often its fields stood in a wrong place, such as spec.template.spec, and were dropped without a word.',
    fix: 'Write the fields directly in spec.template; if all is meant, say includedNamespaces: ["*"].',
    source: 'velero config/crd/v1/bases/velero.io_schedules.yaml',
  },
  TWO_DEFAULTS: {
    number: 'T5',
    title: 'Two default storage locations',
    means:
      'Velero takes the mark off all but the newest, Git puts it back, and where a schedule names no location its backups go now here, now there.',
    fix: 'Mark one location as default.',
    source: 'velero pkg/controller/backup_storage_location_controller.go',
  },
  NOTHING_APPLIED: {
    number: 'T6',
    title: 'An Application that applies nothing',
    means:
      'Argo CD is content because it found nothing to apply. Without a kustomization.yaml it reads the top of the folder alone, not what lies in folders below.',
    fix: 'Add a kustomization.yaml, or directory.recurse: true; or delete the Application.',
    source: 'argo-cd docs/user-guide/directory.md',
  },
  NAMESPACE_UNKNOWN: {
    number: 'T8',
    title: 'A namespace that does not exist',
    means:
      'The schedule names a namespace that is not there. Velero counts that as an error, so every run ends PartiallyFailed.',
    fix: 'Take it out of the schedule, or create the namespace first.',
    source: 'velero pkg/backup/item_collector.go; velero#7928',
  },
  STORAGE_READ_ONLY: {
    number: 'T9',
    title: 'A read-only storage location in use',
    means:
      'Every new backup of the schedule is refused. Locations are often left like this after a restore of a whole cluster was tried.',
    fix: 'Set accessMode to ReadWrite, or name another location.',
    source: 'velero pkg/controller/backup_controller.go',
  },
  SCHEDULE_GONE: {
    number: 'T10',
    title: 'Backups that outlive their schedule',
    means:
      'The schedule is gone, and its backups still show as Completed until they expire. No new ones come.',
    fix: 'Nothing, if something else backs up the same; else add a schedule.',
    source: 'velero pkg/controller/backup_sync_controller.go',
  },
  DELETE_CASCADES: {
    number: 'T11',
    title: "Velero's kinds go with a sync object",
    means:
      "Velero's CustomResourceDefinitions belong to something that may be deleted, renamed or pruned. With them go all schedules, backups and storage locations of the cluster.",
    fix: 'Turn pruning off and take the finalizer out; annotate the definitions so that they stay.',
    source:
      'argo-cd docs/user-guide/app_deletion.md; Flux Kustomization spec.prune',
  },
  STORAGE_INSECURE: {
    number: 'T12',
    title: 'Backups travel unprotected',
    means:
      'Backups, Secrets among them, go to a place whose identity is not proven, or in clear.',
    fix: "Use https:// and name the store's certificate in objectStorage.caCertRef.",
    source: 'velero-plugin-for-aws backupstoragelocation.md',
  },
  SECRETS_IN_CLEAR: {
    number: 'T14',
    title: 'Secrets lie open in the bucket',
    means:
      'Velero writes Secrets as they are, and the location does not ask its store to encrypt what it keeps. Not every store does so by itself.',
    fix: 'Ask for encryption (serverSideEncryption, kmsKeyId) or turn it on in the store, and limit who reads the bucket.',
    source:
      'velero pkg/archive; velero-plugin-for-aws backupstoragelocation.md',
  },
  CREDENTIAL_SHARED: {
    number: 'T15',
    title: 'One credential for several places',
    means:
      'Whoever gets hold of one credential reads and deletes the backups in all of these places.',
    fix: 'Give each location a credential of its own that reaches its prefix only.',
    source: 'velero BackupStorageLocation spec.credential',
  },
  OBJECTIVE_UNREACHABLE: {
    number: 'T16',
    title: 'An objective that cannot be kept',
    means:
      'Even when every run goes well, more time passes between two good copies than the objective allows.',
    fix: 'Run more often, or choose an objective that can be kept.',
    source: 'interval of the schedule and the slow ones of its last good runs',
  },
  DB_FILE_COPY: {
    number: 'T17',
    title: 'Files of a running database are copied',
    means:
      'Velero copies the files of a PostgreSQL cluster while it writes to them, without a hook that makes it hold still. A database restored from that may not start.',
    fix: 'Leave these volumes out of the schedule, and let CloudNative-PG back the database up.',
    source: 'PostgreSQL documentation, file system level backup',
  },
  SHARED_STORE: {
    number: null,
    title: 'Clusters share a place in a bucket',
    means:
      'Each cluster sees the backups of the others as its own, deletes what has expired among them, and fails when a backup of the same name is there already.',
    fix: 'Give each cluster a prefix of its own.',
    source: 'velero pkg/controller/backup_sync_controller.go, gc_controller.go',
  },
  CLOCK_SKEW: {
    number: null,
    title: 'A clock that goes wrong',
    means:
      'The clock of the API server and ours differ by more than 30 seconds. We reckon with it; slots, tokens and certificates may not.',
    fix: 'Let the nodes and the portal take their time from the same source.',
    source: 'the Date header of the API server',
  },
  FIVE_FIELD_CRON: {
    number: null,
    title: 'A ScheduledBackup with five fields',
    means:
      'CloudNative-PG reads six fields, seconds first. Five are accepted and mean something else: "0 2 * * *" runs every hour at minute 2.',
    fix: 'Put a 0 for the seconds in front.',
    source: 'robfig/cron v1.2.0 Parse',
  },
  RETENTION_SHORT: {
    number: null,
    title: 'Base backups expire before the next',
    means:
      'Base backups are kept for less time than passes between two of them, so there is never more than one.',
    fix: 'Keep them longer, or make them more often.',
    source: 'barman-cloud retention policies',
  },
  FEW_KEPT: {
    number: null,
    title: 'A recurring job that keeps one backup',
    means:
      'When the only backup of a volume is bad there is nothing to fall back on.',
    fix: 'Raise spec.retain of the RecurringJob.',
    source: 'longhorn-manager RecurringJob spec.retain',
  },
} as const satisfies Readonly<Record<string, TrapEntry>>;

/** The code of a trap. @public */
export type TrapCode = keyof typeof TRAPS;
