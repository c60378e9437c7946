import type { CronReader } from '@velero-manager/backstage-plugin-velero-manager-common';

/** Another schedule of the cluster, and when it runs next. @internal */
export interface OtherSchedule {
  name: string;
  /** In order: those of the next month, as far as they are few. */
  runs: Date[];
}

/** Who will read a cron text, and what else runs where it does. @internal */
export interface CronContext {
  now: Date;
  /** As the cluster's Velero reads; as 1.18 does where its version is not known. */
  reader: CronReader;
  /** Null where it is not known. */
  version: string | null;
  /** Null where they are not known. */
  others: OtherSchedule[] | null;
}
