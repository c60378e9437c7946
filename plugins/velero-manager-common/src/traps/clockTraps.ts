import { quoteName } from '../words';
import { objectIn, TrapContext, TrapFinding } from './TrapContext';

/** More than what an answer takes on a slow line, less than what a token forgives. */
const MAX_SKEW_MS = 30_000;

/** The clock of the API server is not ours. @internal */
export function findClockTraps(context: TrapContext): TrapFinding[] {
  const { name, facts } = context.cluster;
  const skewMs = facts.contact.clockSkewMs ?? 0;
  if (Math.abs(skewMs) <= MAX_SKEW_MS) return [];
  return [
    {
      code: 'CLOCK_SKEW',
      severity: 'warning',
      message: `The clock of cluster ${quoteName(name)} is ${Math.round(
        Math.abs(skewMs) / 1000,
      )} s ${skewMs > 0 ? 'ahead of' : 'behind'} the clock of the portal.`,
      object: objectIn(context, 'Cluster', { name }),
    },
  ];
}
