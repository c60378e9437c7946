const SECONDS = { d: 86_400, h: 3_600 };

/** Seconds of a retention such as `30d` or `12h`; null for anything else. @internal */
export function retentionSeconds(text: string): number | null {
  const [, amount, unit] = /^([1-9]\d{0,4})([dh])$/.exec(text) ?? [];
  if (unit !== 'd' && unit !== 'h') return null;
  return Number(amount) * SECONDS[unit];
}
