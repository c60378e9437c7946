import { ProtectionState } from '../health';

/** States in which something with a good copy counts as covered. */
const COVERED_STATES: readonly ProtectionState[] = [
  'HEALTHY',
  'DEGRADED',
  'PAUSED',
];

/** What is counted: a unit, or anything that has a state and a copy. @internal */
export interface CountedUnit {
  kind: string;
  state: ProtectionState;
  hasGoodCopy: boolean;
  /** Size that was asked for; `null` where a size is no question or not known. */
  bytes: number | null;
}

/**
 * How much of what needs a backup has one.
 *
 * @public
 */
export interface UnitCoverage {
  protected: number;
  needed: number;
  /** True when parts could not be judged, so that it may be more. */
  atLeast: boolean;
  /** The same for volumes alone, with the sizes that were asked for. */
  volumes: {
    protected: number;
    needed: number;
    protectedBytes: number;
    neededBytes: number;
  };
}

/**
 * Whether a unit counts as covered: it has a good copy, and nothing says that
 * the copy is not good enough.
 *
 * @public
 */
export function isCovered(unit: {
  state: ProtectionState;
  hasGoodCopy: boolean;
}): boolean {
  return unit.hasGoodCopy && COVERED_STATES.includes(unit.state);
}

/**
 * Counts units; the exempt ones are not needed. Never complete while something
 * is unknown.
 *
 * @internal
 */
export function unitCoverage(units: readonly CountedUnit[]): UnitCoverage {
  const needed = units.filter(({ state }) => state !== 'EXEMPT');
  const volumes = needed.filter(({ kind }) => kind === 'volume');
  const bytesOf = (counted: readonly CountedUnit[]) =>
    counted.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
  return {
    protected: needed.filter(isCovered).length,
    needed: needed.length,
    atLeast: needed.some(({ state }) => state === 'UNKNOWN'),
    volumes: {
      protected: volumes.filter(isCovered).length,
      needed: volumes.length,
      protectedBytes: bytesOf(volumes.filter(isCovered)),
      neededBytes: bytesOf(volumes),
    },
  };
}
