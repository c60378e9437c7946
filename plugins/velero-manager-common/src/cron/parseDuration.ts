const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};
const LIMIT = 1n << 63n;
const PART = /^([0-9]*)(?:(\.)([0-9]*))?([^0-9.]+)/;

/**
 * Reads a duration as Go's `time.ParseDuration` does, in nanoseconds: a sign,
 * then numbers with a unit each (`1h30m`, `1.5s`); undefined if it is none.
 * There is no unit longer than an hour.
 *
 * @internal
 */
export function parseDuration(text: string): bigint | undefined {
  const negative = text.startsWith('-');
  let rest = /^[+-]/.test(text) ? text.slice(1) : text;
  if (rest === '0') {
    return 0n;
  }
  if (rest === '') {
    return undefined;
  }
  let total = 0n;
  while (rest !== '') {
    const match = PART.exec(rest);
    const part = match ? parsePart(match) : undefined;
    if (!match || part === undefined || total + part > LIMIT) {
      return undefined;
    }
    total += part;
    rest = rest.slice(match[0].length);
  }
  if (negative) {
    return -total;
  }
  return total === LIMIT ? undefined : total;
}

function parsePart([, whole, , fraction, unitName]: RegExpExecArray):
  | bigint
  | undefined {
  const unit = Object.hasOwn(UNITS, unitName) ? UNITS[unitName] : undefined;
  if (unit === undefined || (!whole && !fraction)) {
    return undefined;
  }
  const digits = whole.replace(/^0+/, '');
  const value = digits.length > 19 ? LIMIT : BigInt(digits || '0');
  if (value > LIMIT / unit || digits.length > 19) {
    return undefined;
  }
  return value * unit + fractionOf(fraction ?? '', unit);
}

/** Go reads as many digits as fit into 63 bits and drops the rest. */
function fractionOf(digits: string, unit: bigint): bigint {
  let value = 0n;
  let scale = 1;
  for (const digit of digits) {
    const next = value * 10n + BigInt(digit);
    if (value > (LIMIT - 1n) / 10n || next > LIMIT) {
      break;
    }
    value = next;
    scale *= 10;
  }
  return BigInt(Math.trunc(Number(value) * (Number(unit) / scale)));
}
