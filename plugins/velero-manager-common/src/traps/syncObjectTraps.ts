import { SyncObjectFact } from '../facts';
import { quoteName } from '../words';
import { TrapContext, TrapFinding } from './TrapContext';

/**
 * What is set in sync objects: they apply nothing, or hold Velero's kinds in a
 * hand that may let them go.
 *
 * @internal
 */
export function findSyncObjectTraps({
  syncObjects,
}: TrapContext): TrapFinding[] {
  return syncObjects.flatMap(({ cluster, fact }) => {
    const { kind, namespace, name } = fact;
    return [...findNothing(fact), ...findCascades(fact)].map(remark => ({
      ...remark,
      object: { cluster, kind, namespace, name },
    }));
  });
}

type Remark = Omit<TrapFinding, 'object'>;

/** Trap T6. A chart without objects is one that was made so. */
function findNothing(fact: SyncObjectFact): Remark[] {
  if (fact.kind !== 'Application' || fact.deletedAt !== null) return [];
  const readsFolder = fact.sources.some(({ path }) => path !== null);
  const isEmpty = fact.syncStatus === 'Synced' && fact.resourceCount === 0;
  if (!readsFolder || !isEmpty) return [];
  return [
    {
      code: 'NOTHING_APPLIED',
      severity: 'warning',
      message: `Application ${quoteName(
        fact.name,
      )} is Synced and has no objects at all; Argo CD may not look into the folders below its path.`,
    },
  ];
}

/** Trap T11. Whether the kinds are annotated to stay, facts do not tell. */
function findCascades(fact: SyncObjectFact): Remark[] {
  if (fact.kind === 'HelmRelease' || !fact.ownsVeleroCrds) return [];
  const cascades = fact.kind === 'Application' && fact.cascades;
  if (!cascades && !fact.prunes) return [];
  return [
    {
      code: 'DELETE_CASCADES',
      severity: 'warning',
      message: `${fact.kind} ${quoteName(fact.name)} holds Velero's kinds and ${
        cascades
          ? 'deletes what it applied when it is deleted or renamed'
          : 'prunes what Git no longer has'
      }: unless they are annotated to stay, every backup goes with them.`,
    },
  ];
}
