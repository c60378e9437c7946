import { FactKind } from '../../kinds';
import { Horizon } from '../Horizon';
import { judgeUnit } from '../judgeUnit';
import { kindGate } from '../kindGate';
import { toLastGood } from '../toLastGood';
import { createUnitContext, UnitContext, UnitSubject } from '../UnitContext';
import { unitObjective } from '../unitObjective';
import { UnitFinding, untold } from './assessUnit';
import { UnitQuestion } from './UnitQuestion';

/** What must be read in full before anything follows from an absence. */
const NEEDED: readonly FactKind[] = [
  'Namespace',
  'Schedule',
  'BackupStorageLocation',
  'Backup',
];

/** What Velero does for a unit; `context` is `null` where that cannot be told. @internal */
export interface VeleroFinding extends UnitFinding {
  context: UnitContext | null;
}

/**
 * Judges what Velero does for a protection unit.
 *
 * @internal
 */
export function judgeByVelero(
  { cluster, declared }: UnitQuestion,
  subject: UnitSubject,
  horizon: Horizon,
): VeleroFinding {
  const gate = kindGate(cluster.facts, NEEDED, horizon);
  if (gate) return { ...untold(gate, { declared }), context: null };
  const context = createUnitContext({ cluster, subject, declared, horizon });
  const objective = unitObjective(context);
  return {
    finding: judgeUnit(context, objective),
    engine: context.covering.length ? 'velero' : null,
    dataPath: null,
    lastGood: toLastGood(context.lastGood),
    objective: objective.objective,
    isObjectiveMet:
      objective.standing === null ? null : objective.standing === 'met',
    schedules: context.covering.map(({ id }) => id),
    running: context.openRuns.length > 0,
    context,
  };
}
