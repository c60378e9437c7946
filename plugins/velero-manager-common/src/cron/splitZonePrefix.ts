import type { Parsed } from '../parsed';
import { quoteValue } from '../words';
import type { DialectRules } from './dialect';

/** What Go's `strings.TrimSpace` cuts off. */
const OUTER_SPACE =
  /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/g;

/**
 * Takes `TZ=Zone` or `CRON_TZ=Zone` off the front of a cron text.
 *
 * @remarks
 * To Go an empty name is UTC and `Local` is the zone of the process: null here.
 * netresearch/go-cron refuses the empty name and takes quotes off. Without
 * anything after the zone robfig/cron panics, which Velero reports as an
 * invalid schedule.
 *
 * @internal
 */
export function splitZonePrefix(
  spec: string,
  options: { rules: DialectRules; zonePrefixAllowed: boolean },
): Parsed<{ zone: string | null; rest: string }> {
  const { zonePrefix } = options.rules;
  const unprefixed = { zone: null, rest: spec };
  if (zonePrefix === 'refused' && spec.includes('TZ')) {
    return refused(spec);
  }
  if (zonePrefix === 'unknown' || !/^(?:CRON_)?TZ=/.test(spec)) {
    return { ok: true, value: unprefixed };
  }
  if (!options.zonePrefixAllowed) {
    return refused(spec);
  }
  const end = spec.indexOf(' ');
  const rest = end < 0 ? '' : spec.slice(end).replace(OUTER_SPACE, '');
  if (rest === '') {
    return {
      ok: false,
      reason: `Nothing follows the time zone in ${quoteValue(
        spec,
      )}; allowed is a zone, a space, then the schedule.`,
    };
  }
  const text = spec.slice(spec.indexOf('=') + 1, end);
  const zone =
    zonePrefix === 'quotable' ? text.replace(/^(["'])(.*)\1$/s, '$2') : text;
  if (zone === '' && zonePrefix === 'quotable') {
    return {
      ok: false,
      reason: `The time zone in ${quoteValue(
        spec,
      )} is empty; allowed are the names of the IANA database.`,
    };
  }
  return { ok: true, value: { zone: zoneOf(zone), rest } };
}

function zoneOf(name: string): string | null {
  return name === 'Local' ? null : name || 'UTC';
}

function refused(spec: string): Parsed<never> {
  return {
    ok: false,
    reason: `The schedule ${quoteValue(
      spec,
    )} names a time zone; allowed here is a schedule without 'TZ=' or 'CRON_TZ='.`,
  };
}
