import { LastGood } from '../assessments';
import { Finding } from '../Finding';
import { protectionStates } from '../states';
import { UnitFinding } from './assessUnit';

/** States of an engine that a second good engine makes no harm of, but a word. */
const TROUBLE: readonly Finding['state'][] = [
  'CRITICAL',
  'UNPROTECTED',
  'DEGRADED',
];

/**
 * Joins what several engines do for the same data. Any good copy will do, so the
 * best engine decides; one that was meant to make copies and is in trouble is
 * told all the same, as DEGRADED.
 *
 * @param covering - what engines found that are meant to make copies of it
 * @returns `null` for none
 * @internal
 */
export function joinEngines(
  covering: readonly UnitFinding[],
): UnitFinding | null {
  const [best, ...others] = [...covering].sort(bestFirst);
  if (!best) return null;
  const trouble = others.find(({ finding }) =>
    TROUBLE.includes(finding.state),
  )?.finding;
  const isHarmed = trouble && !TROUBLE.includes(best.finding.state);
  return {
    ...best,
    finding: isHarmed ? { ...trouble, state: 'DEGRADED' } : best.finding,
    lastGood: newest(covering.map(({ lastGood }) => lastGood)),
    schedules: covering.flatMap(({ schedules }) => schedules),
    running: covering.some(({ running }) => running),
  };
}

function bestFirst(a: UnitFinding, b: UnitFinding): number {
  const rank = ({ finding }: UnitFinding) =>
    protectionStates.indexOf(finding.state);
  return rank(b) - rank(a);
}

function newest(goods: readonly (LastGood | null)[]): LastGood | null {
  return goods.reduce(
    (first, good) =>
      good && (!first || (good.isLive && !first.isLive) || isNewer(good, first))
        ? good
        : first,
    null,
  );
}

function isNewer(a: LastGood, b: LastGood): boolean {
  return a.isLive === b.isLive && a.at > b.at;
}
