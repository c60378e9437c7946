/**
 * A duration of a location as Velero itself would print it: `90m` is `1h30m0s`.
 *
 * @param duration - a checked number of seconds, minutes or hours
 * @internal
 */
export function locationDuration(duration: string): string {
  const unit = { s: 1, m: 60, h: 3_600 }[duration.slice(-1)] ?? 1;
  const seconds = Number(duration.slice(0, -1)) * unit;
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor((seconds % 3_600) / 60);
  if (hours > 0) return `${hours}h${minutes}m${seconds % 60}s`;
  return minutes > 0 ? `${minutes}m${seconds % 60}s` : `${seconds}s`;
}
