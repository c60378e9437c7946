/**
 * A cron text as people think of it: every hour, or at hours of some days. Lists
 * are in order and never empty; hours of a whole day are those of `every: 'hour'`.
 *
 * @public
 */
export type CronPattern = {
  /** The minute of the hour. */
  minute: number;
  /** The zone that the text names, for instance `Europe/Paris`; null for none. */
  zone: string | null;
} & (
  | { every: 'hour' }
  | { every: 'day'; hours: number[] }
  /** Weekdays from 0, which is Sunday, to 6. */
  | { every: 'week'; hours: number[]; weekdays: number[] }
  | { every: 'month'; hours: number[]; days: number[] }
);
