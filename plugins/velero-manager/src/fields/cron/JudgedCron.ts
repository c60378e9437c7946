import type { CronPattern } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { FieldHint } from '../FieldHint';

/** What follows from a cron text. @internal */
export interface JudgedCron {
  /** Null where it has none that can be picked. */
  pattern: CronPattern | null;
  isRefused: boolean;
  /** The next ones. */
  runs: readonly Date[];
  /** How many runs of others start in each hour; null where unknown. */
  busy: readonly number[] | null;
  hints: FieldHint[];
}
