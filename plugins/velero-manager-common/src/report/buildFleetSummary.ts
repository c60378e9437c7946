import { ClusterListItem, EntityListItem, FleetSummary } from '../api/fleet';
import { protectionStates, syncStates } from '../health';

/** How many unreachable clusters are named; all are counted. */
const MAX_NAMED = 20;

/** An entity as the sums need it: its list item and whether its objective is met. @public */
export interface SummedEntity {
  item: Pick<EntityListItem, 'protection' | 'sync'>;
  objectiveMet: boolean | null;
}

/**
 * Sums the fleet up from list items, so that numbers and lists never differ.
 *
 * An objective counts as met only while the service is not UNKNOWN. Parts that
 * the caller may not see are given as `null` and stay `null`.
 *
 * @public
 */
export function buildFleetSummary(options: {
  clusters: readonly ClusterListItem[] | null;
  entities: readonly SummedEntity[] | null;
  notes: FleetSummary['notes'];
  now: Date;
}): FleetSummary {
  const { clusters, entities, notes, now } = options;
  return {
    asOf: now.toISOString(),
    clusters: clusters && sumClusters(clusters),
    entities: entities && sumEntities(entities),
    notes: [...notes],
  };
}

function sumClusters(
  clusters: readonly ClusterListItem[],
): NonNullable<FleetSummary['clusters']> {
  const unreachable = clusters
    .filter(
      ({ contact }) =>
        contact.state !== 'connected' && contact.state !== 'failing',
    )
    .map(({ name, contact }) => ({
      name,
      lastContactAt: contact.lastContactAt,
      message: contact.message,
    }));
  const environments = clusters.flatMap(({ environment }) => environment ?? []);
  return {
    total: clusters.length,
    ...countStates(clusters),
    environments: [...new Set(environments)].sort(),
    unreachable: unreachable.slice(0, MAX_NAMED),
    unreachableTotal: unreachable.length,
  };
}

function sumEntities(
  entities: readonly SummedEntity[],
): NonNullable<FleetSummary['entities']> {
  const withObjective = entities.filter(e => e.objectiveMet !== null);
  const met = withObjective.filter(
    ({ item, objectiveMet }) =>
      objectiveMet && item.protection.state !== 'UNKNOWN',
  );
  return {
    total: entities.length,
    ...countStates(entities.map(({ item }) => item)),
    objective: { met: met.length, of: withObjective.length },
  };
}

function countStates(
  items: readonly Pick<EntityListItem, 'protection' | 'sync'>[],
) {
  return {
    byState: countBy(
      protectionStates,
      items.map(({ protection }) => protection.state),
    ),
    bySync: countBy(
      syncStates,
      items.flatMap(({ sync }) => sync?.state ?? []),
    ),
  };
}

function countBy<S extends string>(
  states: readonly S[],
  found: readonly S[],
): Record<S, number> {
  const counts = Object.fromEntries(
    states.map(state => [state, found.filter(s => s === state).length]),
  );
  return counts as Record<S, number>;
}
