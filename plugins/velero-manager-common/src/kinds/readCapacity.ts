import { Parsed } from '../parsed';
import { quoteValue } from '../words';
import { parseQuantity } from './parseQuantity';

/** From and to in bytes; either side may be open. */
interface Capacity {
  from: number | null;
  to: number | null;
}

/**
 * Reads the condition `capacity` of a volume policy: `10,100Gi`, `10Gi,` or
 * `,100Gi`, where 0 leaves a side open too; `null` when both are (velero
 * internal/resourcepolicies/volume_resources.go).
 *
 * @internal
 */
export function readCapacity(text: string): Parsed<Capacity | null> {
  const sides = (text === '' ? ',' : text)
    .split(',')
    .map(side => (side.trim() === '' ? 0 : parseQuantity(side.trim())));
  const [from, to] = sides;
  if (sides.length !== 2 || from === null || to === null) {
    return {
      ok: false,
      reason: `must be two amounts such as "10Gi,100Gi", not ${quoteValue(
        text,
      )}`,
    };
  }
  if (to < from && to !== 0) {
    return { ok: false, reason: `begins above its end: ${quoteValue(text)}` };
  }
  const capacity = { from: from || null, to: to || null };
  return {
    ok: true,
    value: capacity.from === null && capacity.to === null ? null : capacity,
  };
}
