import { Knex } from 'knex';
import { OrderedIndex } from '../facts/OrderedIndex';
import { DbSyncObjectRow, SYNC_OBJECT_COLUMNS } from './syncObjectRow';
import { aimedAtDestinations, joinFact } from './joinFact';

/** A place to which sync objects may apply. @internal */
export interface ClusterNamespace {
  cluster: string;
  namespace: string;
}

/**
 * The sync objects that apply to some namespaces: those of the same cluster
 * that say `self`, and those anywhere that name the cluster as Argo CD does.
 * Several lists of namespaces are looked up together, an answer for each.
 *
 * @internal
 */
export async function readAimedSyncObjects(options: {
  knex: Knex;
  questions: ClusterNamespace[][];
}): Promise<DbSyncObjectRow[][]> {
  const { knex, questions } = options;
  const places = questions.flat();
  if (places.length === 0) {
    return questions.map(() => []);
  }
  const clusters = [...new Set(places.map(place => place.cluster))];
  const namespaces = [...new Set(places.map(place => place.namespace))];
  const [inside, outside] = await Promise.all([
    selectAimedInside({ knex, clusters, namespaces }),
    selectAimedOutside({ knex, clusters, namespaces }),
  ]);
  const found = OrderedIndex.create([...inside, ...outside], row =>
    placeKey(row.place),
  );
  return questions.map(own => found.of(own.map(placeKey)));
}

type AimedRow = DbSyncObjectRow & { place: ClusterNamespace };
interface Aim {
  knex: Knex;
  clusters: string[];
  namespaces: string[];
}

async function selectAimedInside(options: Aim): Promise<AimedRow[]> {
  const { knex, clusters, namespaces } = options;
  const rows = await knex('fact_targets')
    .join('facts', joinFact('fact_targets'))
    .where({ destination: 'self' })
    .whereIn('target_namespace', namespaces)
    .whereIn('fact_targets.cluster', clusters)
    .select<(DbSyncObjectRow & { target_namespace: string })[]>(
      ...SYNC_OBJECT_COLUMNS,
      'target_namespace',
    );
  return rows.map(row => ({
    ...row,
    place: { cluster: row.cluster, namespace: row.target_namespace },
  }));
}

async function selectAimedOutside(options: Aim): Promise<AimedRow[]> {
  const { knex, clusters, namespaces } = options;
  const rows = await aimedAtDestinations(knex)
    .whereIn('cluster_destinations.cluster', clusters)
    .whereIn('fact_targets.target_namespace', namespaces)
    .select<
      (DbSyncObjectRow & { target_cluster: string; target_namespace: string })[]
    >(
      ...SYNC_OBJECT_COLUMNS,
      'cluster_destinations.cluster as target_cluster',
      'target_namespace',
    );
  return rows.map(row => ({
    ...row,
    place: { cluster: row.target_cluster, namespace: row.target_namespace },
  }));
}

function placeKey({ cluster, namespace }: ClusterNamespace): string {
  return JSON.stringify([cluster, namespace]);
}
