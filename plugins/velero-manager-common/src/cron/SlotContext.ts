import type { CronSchedule } from './CronSchedule';
import type { DialectRules } from './dialect';
import type { TimeZone } from './TimeZone';

/**
 * What a search for slots works on.
 *
 * @internal
 */
export interface SlotContext {
  readonly schedule: CronSchedule;
  readonly rules: DialectRules;
  readonly zone: TimeZone;
  /** Counts the steps taken, for who wants to know what a search costs. */
  readonly cost?: { steps: number };
}
