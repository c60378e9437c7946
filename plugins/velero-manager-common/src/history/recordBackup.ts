import { BackupFact } from '../facts';
import { isCreatedWhileMade, statedOrigin } from '../health/statedOrigin';
import { namespaceLists } from '../kinds/namespaceLists';
import { outcomeOfPhase } from './outcomeOfPhase';
import { RunRecord } from './records';

/** What history keeps of a Velero Backup. @internal */
export function recordBackup(fact: BackupFact, cluster: string): RunRecord {
  return {
    engine: 'velero',
    namespace: fact.namespace,
    name: fact.name,
    uid: fact.uid,
    schedule: fact.schedule ?? '',
    database: null,
    scope: namespaceLists(fact.scope),
    storageLocation: fact.scope.storageLocation,
    origin:
      statedOrigin(fact, cluster) ??
      (isCreatedWhileMade(fact) ? 'local' : 'unknown'),
    phase: fact.phase,
    outcome: outcomeOfPhase(fact.phase),
    createdAt: fact.createdAt,
    startedAt: fact.startedAt,
    completedAt: fact.completedAt,
    expiresAt: fact.expiresAt,
    errors: fact.errors,
    warnings: fact.warnings,
    itemsTotal: fact.itemsTotal,
    itemsBackedUp: fact.itemsBackedUp,
  };
}
