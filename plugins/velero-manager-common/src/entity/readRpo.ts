import { Parsed } from '../parsed';

const SECONDS_BY_UNIT = { m: 60, h: 3600, d: 86_400 };
const MAX_SECONDS = 366 * 86_400;

/**
 * Reads a declared objective, `<number>(m|h|d)`, between a minute and a year.
 *
 * @returns seconds
 * @internal
 */
export function readRpo(text: string): Parsed<number> {
  const match = /^([1-9]\d{0,5})([mhd])$/.exec(text);
  const unit = match?.[2];
  if (match && (unit === 'm' || unit === 'h' || unit === 'd')) {
    const seconds = Number(match[1]) * SECONDS_BY_UNIT[unit];
    if (seconds <= MAX_SECONDS) return { ok: true, value: seconds };
  }
  return {
    ok: false,
    reason:
      'a whole number followed by m, h or d, at most 366d, for instance 24h',
  };
}
