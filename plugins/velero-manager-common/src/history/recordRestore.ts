import { RestoreFact } from '../facts';
import { outcomeOfPhase } from './outcomeOfPhase';
import { RestoreRecord } from './records';

/** What history keeps of a Velero Restore. @internal */
export function recordRestore(fact: RestoreFact): RestoreRecord {
  return {
    namespace: fact.namespace,
    name: fact.name,
    uid: fact.uid,
    backup: fact.backup,
    schedule: fact.schedule,
    scope: {
      included: fact.includedNamespaces,
      excluded: fact.excludedNamespaces,
    },
    namespaceMapping: fact.namespaceMapping,
    phase: fact.phase,
    outcome: outcomeOfPhase(fact.phase),
    createdAt: fact.createdAt,
    startedAt: fact.startedAt,
    completedAt: fact.completedAt,
    errors: fact.errors,
    warnings: fact.warnings,
    // Velero counts them up every second.
    itemsRestored: fact.completedAt === null ? null : fact.itemsRestored,
  };
}
