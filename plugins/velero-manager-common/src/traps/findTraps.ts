import { ClusterFacts, JudgeSettings, LocatedSyncObject } from '../facts';
import { ClusterView } from '../health/ClusterView';
import { groupBy } from '../health/groupBy';
import { Horizon } from '../health/Horizon';
import { judgedAt, MomentOptions } from '../health/judgedAt';
import { findClockTraps } from './clockTraps';
import { findDatabaseTraps } from './databaseTraps';
import { findEngineTraps } from './engineTraps';
import { findObjectiveTraps } from './objectiveTraps';
import { findOrphanedBackups } from './orphanedBackups';
import { findScheduleTraps } from './scheduleTraps';
import { findStorageTraps } from './storageTraps';
import { findSyncObjectTraps } from './syncObjectTraps';
import { Trap } from './Trap';
import { TrapContext, TrapFinding } from './TrapContext';
import { TRAPS } from './trapTable';

const SEVERITIES: readonly Trap['severity'][] = ['error', 'warning', 'info'];
const RULES: readonly ((context: TrapContext) => TrapFinding[])[] = [
  findScheduleTraps,
  findStorageTraps,
  findSyncObjectTraps,
  findOrphanedBackups,
  findObjectiveTraps,
  findDatabaseTraps,
  findEngineTraps,
  findClockTraps,
];

/** Where traps are looked for. @public */
export interface TrapQuestion {
  facts: ClusterFacts;
  /**
   * Whether the facts are those of the whole cluster; of some namespaces they
   * hold only the schedules that take them.
   */
  isWhole: boolean;
  /** Those that apply to the cluster. */
  syncObjects: readonly LocatedSyncObject[];
  settings: JudgeSettings;
  /** What the entity or the environment declares, or `null`. */
  rpoSeconds: number | null;
}

/**
 * Finds settings of a cluster that will hurt one day, in what runs there. A
 * verdict says how things stand; a trap may lie beside the best of verdicts.
 *
 * @remarks
 * Nothing follows from what is not known: kinds that could not be read, or that
 * the facts were not read for, hold no traps. What checks of a config
 * repository find is not repeated unless the cluster shows it too:
 * `TRAP_NUMBERS` says which trap is found where.
 *
 * @returns errors first
 * @public
 */
export function findTraps(
  question: TrapQuestion,
  options: MomentOptions,
): Trap[] {
  const context = contextOf(question, options);
  const found = RULES.flatMap(rule => rule(context)).map(finding => ({
    ...finding,
    trap: TRAPS[finding.code].number,
    fix: TRAPS[finding.code].fix,
  }));
  return SEVERITIES.flatMap(severity =>
    found.filter(trap => trap.severity === severity),
  );
}

function contextOf(
  { facts, settings, ...question }: TrapQuestion,
  options: MomentOptions,
): TrapContext {
  const appliers = groupBy(
    question.syncObjects.flatMap(located =>
      // A remote one applies to another cluster than the one it is in.
      'remote' in located.fact && located.fact.remote
        ? []
        : located.fact.backupObjects
            .filter(({ group }) => group === 'velero.io')
            .map(object => ({ key: keyOf(object), located })),
    ),
    ({ key }) => key,
  );
  return {
    ...question,
    cluster: ClusterView.create(facts, settings),
    settings,
    horizon: Horizon.at(judgedAt(facts.contact, options).now),
    appliersOf: object =>
      (appliers.get(keyOf(object)) ?? []).map(({ located }) => located),
  };
}

function keyOf(object: { kind: string; namespace: string; name: string }) {
  return `${object.kind}/${object.namespace}/${object.name}`;
}
