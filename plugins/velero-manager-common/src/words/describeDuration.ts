const UNITS = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
] as const;

/**
 * Writes a length of time for a sentence, by its largest unit and the one below
 * that: `1 d 12 h`, `90 min` as `1 h 30 min`.
 *
 * @internal
 */
export function describeDuration(seconds: number): string {
  let rest = Math.round(seconds);
  const first = UNITS.findIndex(([, size]) => rest >= size);
  if (first < 0) return '0 s';
  const parts: string[] = [];
  for (const [name, size] of UNITS.slice(first, first + 2)) {
    const whole = Math.floor(rest / size);
    if (whole) parts.push(`${whole} ${name}`);
    rest -= whole * size;
  }
  return parts.join(' ');
}
