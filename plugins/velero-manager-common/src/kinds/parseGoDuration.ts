const SECONDS_BY_UNIT: Record<string, number> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
};

const WHOLE = /^([-+]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;
const PART = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g;
const MAX_LENGTH = 64;

/**
 * Reads a duration as Kubernetes writes it (Go's `time.ParseDuration`:
 * `720h0m0s`, `1h30m`, `0`).
 *
 * @returns seconds, or `null` when the text is no duration
 * @public
 */
export function parseGoDuration(text: string): number | null {
  if (/^[-+]?0$/.test(text)) return 0;
  const whole = text.length <= MAX_LENGTH ? WHOLE.exec(text) : null;
  if (!whole) return null;
  const seconds = [...whole[2].matchAll(PART)].reduce(
    (sum, [, number, unit]) => sum + Number(number) * SECONDS_BY_UNIT[unit],
    0,
  );
  return whole[1] === '-' ? -seconds : seconds;
}
