import {
  belongings,
  FactKind,
  sourceKey,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { DbFactKey, DbFactRow } from '../../tables';
import { belongsTo } from '../../toFactRows';
import { FactScope } from '../../types';
import { areNamed } from '../facts/areNamed';
import { readTraces } from '../facts/syncObjectIndex';
import { markClusterDue } from './markClusterDue';
import { markRefsDue } from './markDue';
import { markNamespacesDue } from './markNamespacesDue';
import { markSyncObjectsDue } from './markSyncObjectsDue';

/** What is known of a fact that came, changed or went: before and after. */
type ChangedFact = Pick<DbFactRow, 'namespace' | 'name' | 'belongs_to'>;

interface Change {
  knex: Knex;
  scope: FactScope;
  facts: ChangedFact[];
}

/** Sync objects that look at facts of another kind, and under what name. */
interface Lookers {
  kinds: FactKind[];
  nameOf(fact: ChangedFact): string;
}

function lookersOf(kind: FactKind): Lookers | null {
  switch (kind) {
    case 'GitRepository':
    case 'OCIRepository':
    case 'HelmRepository':
    case 'Bucket':
      return {
        kinds: ['Kustomization', 'HelmRelease'],
        nameOf: ({ namespace, name }) => sourceKey({ kind, namespace, name }),
      };
    case 'AppProject':
      return { kinds: ['Application'], nameOf: ({ name }) => name };
    default:
      return null;
  }
}

/**
 * Marks due whatever could be judged otherwise because facts of a kind came,
 * changed or went: the entities that claim the namespace they belong to, those
 * of the sync objects that look at them, or all of the cluster.
 *
 * @internal
 */
export async function markFactsDue(change: Change): Promise<void> {
  const { knex, scope, facts } = change;
  const { cluster, kind } = scope;
  const { to, isOfInterestToCluster = false } = belongings[kind];
  if (kind === 'Namespace') {
    const namespaces = [...new Set(facts.map(({ name }) => name))];
    await markNamespacesDue({ knex, cluster, namespaces, withCluster: true });
    return;
  }
  const lookers = lookersOf(kind);
  if (lookers) {
    await markLookers(change, lookers);
    return;
  }
  if (to === 'apart' && isOfInterestToCluster) {
    await markRefsDue({ knex, type: 'cluster', refs: [cluster] });
    return;
  }
  const owners = to === 'volume' ? await volumesOf(change) : facts;
  if (to === 'volume' && owners.length === 0) {
    // On a backup target that clusters share it is of another one.
    return;
  }
  const namespaces = namesOf(owners);
  if (to === 'apart' || namespaces.includes('')) {
    await markClusterDue({ knex, cluster });
    return;
  }
  const withCluster = to === 'cluster' || isOfInterestToCluster;
  if (withCluster && namespaces.length === 0) {
    // Such as a volume that nobody claims.
    await markRefsDue({ knex, type: 'cluster', refs: [cluster] });
    return;
  }
  await markNamespacesDue({ knex, cluster, namespaces, withCluster });
}

function namesOf(facts: Pick<ChangedFact, 'belongs_to'>[]): string[] {
  return [...new Set(facts.flatMap(fact => fact.belongs_to ?? []))];
}

async function volumesOf(
  change: Change,
): Promise<Pick<DbFactRow, 'belongs_to'>[]> {
  const { knex, scope, facts } = change;
  const volumes: Pick<DbFactRow, 'belongs_to'>[] = [];
  for (const chunk of chunked(namesOf(facts))) {
    volumes.push(
      ...(await knex<DbFactRow>('facts')
        .where({ kind: 'LonghornVolume', cluster: scope.cluster })
        .whereIn('name', chunk)
        .modify(areNamed)
        .select('belongs_to')),
    );
  }
  return volumes;
}

async function markLookers(
  { knex, scope, facts }: Change,
  { kinds, nameOf }: Lookers,
): Promise<void> {
  const { cluster } = scope;
  const names = [...new Set(facts.map(fact => belongsTo(nameOf(fact))))];
  const looking: DbFactKey[] = [];
  for (const chunk of chunked(names)) {
    const keys = await knex<DbFactRow>('facts')
      .where({ cluster })
      .whereIn('kind', kinds)
      .whereIn('belongs_to', chunk)
      .select('cluster', 'kind', 'namespace', 'name');
    looking.push(...keys);
  }
  if (looking.length > 0) {
    const traces = await readTraces({ knex, keys: looking });
    await markSyncObjectsDue({ knex, traces });
  }
}
