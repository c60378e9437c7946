const ZEROS: Record<string, string> = { s: '', m: '0s', h: '0m0s' };

/**
 * A checked time such as `10m` as Go writes it: `10m0s`.
 *
 * @internal
 */
export function goDurationOf(time: string): string {
  return `${time}${ZEROS[time.slice(-1)]}`;
}
