const SECONDS: Record<string, number> = { d: 86_400, h: 3_600 };

/**
 * Seconds of a retention `<n>d` or `<n>h` that was checked.
 *
 * @internal
 */
export function secondsOfRetention(retention: string): number {
  return Number(retention.slice(0, -1)) * SECONDS[retention.slice(-1)];
}

/**
 * A checked retention as Velero writes it: `720h0m0s`.
 *
 * @internal
 */
export function ttlOfRetention(retention: string): string {
  return `${secondsOfRetention(retention) / 3_600}h0m0s`;
}
