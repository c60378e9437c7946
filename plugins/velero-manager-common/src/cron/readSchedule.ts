import type { Parsed } from '../parsed';
import { DIALECT_RULES, type CronDialect } from './dialect';
import type { SlotContext } from './SlotContext';
import { parseCron } from './parseCron';
import { TimeZone } from './TimeZone';

/**
 * Who reads a cron text, and where.
 *
 * @public
 */
export interface CronReader {
  /** IANA name of the zone of whoever runs the schedule, such as `UTC`; a zone in the text wins. */
  zone: string;
  /** Default: `robfig-v3`, as Velero 1.15 to 1.18. */
  dialect?: CronDialect;
  /** False where `TZ=` and `CRON_TZ=` are to be refused although the dialect has them. */
  zonePrefixAllowed?: boolean;
}

const FIRST_MOMENT = -62_135_596_800; // the first of January of year 1
const LAST_MOMENT = 253_370_764_800; // the first of January of year 9999

/**
 * Reads a cron text and finds its zone: all that is needed to look for slots.
 *
 * @internal
 */
export function readSchedule(
  spec: string,
  reader: CronReader,
): Parsed<SlotContext> {
  const parsed = parseCron(spec, reader);
  if (!parsed.ok) {
    return parsed;
  }
  const zone = TimeZone.of(parsed.value.zone ?? reader.zone);
  if (!zone.ok) {
    return zone;
  }
  return {
    ok: true,
    value: {
      schedule: parsed.value.schedule,
      rules: DIALECT_RULES[reader.dialect ?? 'robfig-v3'],
      zone: zone.value,
    },
  };
}

/**
 * Whole seconds since 1970 of a date, cut as Go cuts them; only years 1 to 9998.
 *
 * @internal
 */
export function readMoment(name: string, date: Date): Parsed<number> {
  const moment = Math.floor(date.getTime() / 1_000);
  return moment >= FIRST_MOMENT && moment < LAST_MOMENT
    ? { ok: true, value: moment }
    : {
        ok: false,
        reason: `The date given as '${name}' is not usable; allowed are the years 1 to 9998.`,
      };
}
