/**
 * The values one field of a cron expression admits.
 *
 * @internal
 */
export interface FieldSet {
  /** Indexed by value: whether it is admitted. */
  readonly has: readonly boolean[];
  /** Whether the field counts as `*` when day of month and day of week combine. */
  readonly star: boolean;
}

/**
 * A cron expression, read: by fields, at a fixed distance, or never by itself.
 *
 * @internal
 */
export type CronSchedule = FieldSchedule | EverySchedule | { kind: 'manual' };

/**
 * Runs at the moments whose local time is admitted by every field.
 *
 * @internal
 */
export interface FieldSchedule {
  readonly kind: 'fields';
  readonly second: FieldSet;
  readonly minute: FieldSet;
  readonly hour: FieldSet;
  readonly dayOfMonth: FieldSet;
  readonly month: FieldSet;
  readonly dayOfWeek: FieldSet;
}

/**
 * Runs a fixed time after its last run: it has no grid on the wall clock.
 *
 * @internal
 */
export interface EverySchedule {
  readonly kind: 'every';
  readonly seconds: number;
}

/**
 * A schedule with the zone its text names; null means the zone of whoever runs it.
 *
 * @internal
 */
export interface ParsedCron {
  readonly schedule: CronSchedule;
  readonly zone: string | null;
}
