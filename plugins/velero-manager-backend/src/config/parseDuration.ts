const SECONDS: Record<string, number> = { m: 60, h: 3600, d: 86_400 };

/** Ten years: beyond it a number is a slip of the keyboard. */
const MAX_SECONDS = 3650 * 86_400;

/**
 * Reads a duration of the form `<n>(m|h|d)`, for instance `90m`, `26h`, `90d`.
 *
 * @returns seconds, or one sentence that names the value and what is allowed
 * @internal
 */
export function parseDuration(
  value: string,
): { ok: true; value: number } | { ok: false; reason: string } {
  const [, digits, unit] = /^(\d{1,7})([mhd])$/.exec(value) ?? [];
  const seconds = Number(digits) * SECONDS[unit];
  if (seconds > 0 && seconds <= MAX_SECONDS) {
    return { ok: true, value: seconds };
  }
  return {
    ok: false,
    reason: `must be a duration such as 90m, 26h or 90d, more than nothing and at most 3650d, not ${JSON.stringify(
      value.slice(0, 60),
    )}`,
  };
}
