const SECOND = 1;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** Below the limit a duration is shown in these units, the second if not 0. */
const STEPS: Array<{ below: number; units: Array<[number, string]> }> = [
  { below: 2 * MINUTE, units: [[SECOND, 's']] },
  {
    below: 10 * MINUTE,
    units: [
      [MINUTE, 'm'],
      [SECOND, 's'],
    ],
  },
  { below: 3 * HOUR, units: [[MINUTE, 'm']] },
  {
    below: 8 * HOUR,
    units: [
      [HOUR, 'h'],
      [MINUTE, 'm'],
    ],
  },
  { below: 2 * DAY, units: [[HOUR, 'h']] },
  {
    below: 8 * DAY,
    units: [
      [DAY, 'd'],
      [HOUR, 'h'],
    ],
  },
  { below: 2 * YEAR, units: [[DAY, 'd']] },
  {
    below: 8 * YEAR,
    units: [
      [YEAR, 'y'],
      [DAY, 'd'],
    ],
  },
];

/**
 * Writes an age as `kubectl get` shows it: `5s`, `3m20s`, `2d4h`, `9y`.
 *
 * @internal
 */
export function humanDuration(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds < -1) return '<invalid>';
  if (seconds < 0) return '0s';
  const step = STEPS.find(({ below }) => seconds < below);
  const [[unit, letter], second] = step?.units ?? [[YEAR, 'y']];
  const first = `${Math.floor(seconds / unit)}${letter}`;
  const rest = second ? Math.floor((seconds % unit) / second[0]) : 0;
  return second && rest > 0 ? `${first}${rest}${second[1]}` : first;
}
