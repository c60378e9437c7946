import { EngineStanding } from '../../engines/EngineStanding';
import { UnitEngine } from '../assessments';
import { UnitFinding } from './assessUnit';
import { UnitQuestion } from './UnitQuestion';

/**
 * What an engine other than Velero says of a unit, as units are judged.
 *
 * @internal
 */
export function fromEngine(
  standing: EngineStanding,
  engine: UnitEngine,
  { declared }: UnitQuestion,
): UnitFinding {
  const { lastGood, derivedRpoSeconds, objectiveStanding } = standing;
  return {
    finding: standing.finding,
    engine: standing.cover === 'none' ? null : engine,
    dataPath: null,
    lastGood: lastGood && {
      at: lastGood.at.toISOString(),
      engine,
      backup: lastGood.backup,
      isLive: lastGood.isLive,
    },
    objective:
      declared ??
      (derivedRpoSeconds === null
        ? null
        : { rpoSeconds: derivedRpoSeconds, source: 'derived' }),
    isObjectiveMet:
      objectiveStanding === null ? null : objectiveStanding === 'met',
    schedules: standing.schedules,
    running: standing.running,
  };
}
