import {
  belongings,
  FactLists,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { DbFactRow } from '../../tables';
import { belongsTo } from '../../toFactRows';
import {
  ListedKind,
  ListedRow,
  PLACED_HISTORIES,
  PLACED_KINDS,
  toFactLists,
  VOLUME_HISTORIES,
  VOLUME_KINDS,
} from './factLists';
import { readHistories } from './readHistories';

/** What facts belong to: a namespace or volume of a cluster, `''` for the cluster itself. */
interface Owner {
  cluster: string;
  name: string;
}

/**
 * The facts that belong to some namespaces and to their clusters: of kinds that
 * are history the newest. Two statements, and two more where Longhorn keeps
 * volumes of these namespaces.
 *
 * @internal
 */
export async function readPlaced(options: {
  knex: Knex;
  places: { cluster: string; namespace: string }[];
}): Promise<Map<string, FactLists>> {
  const { knex, places } = options;
  const clusters = [...new Set(places.map(({ cluster }) => cluster))];
  const owners = [
    ...clusters.map(cluster => ({ cluster, name: '' })),
    ...places.map(({ cluster, namespace: name }) => ({ cluster, name })),
  ];
  const placed = await readOwned({
    knex,
    owners,
    kinds: PLACED_KINDS,
    histories: PLACED_HISTORIES,
  });
  const volumes = [
    ...toFactLists(placed, { clusters, kinds: ['LonghornVolume'] }),
  ].flatMap(([cluster, { LonghornVolume = [] }]) =>
    LonghornVolume.map(({ name }) => ({ cluster, name })),
  );
  const owned = await readOwned({
    knex,
    owners: volumes,
    kinds: VOLUME_KINDS,
    histories: VOLUME_HISTORIES,
  });
  return toFactLists([...placed, ...owned], {
    clusters,
    kinds: [
      ...PLACED_KINDS,
      ...PLACED_HISTORIES,
      ...VOLUME_KINDS,
      ...VOLUME_HISTORIES,
    ],
  });
}

async function readOwned(options: {
  knex: Knex;
  owners: Owner[];
  kinds: ListedKind[];
  histories: ListedKind[];
}): Promise<ListedRow[]> {
  const { knex, owners, kinds, histories } = options;
  if (owners.length === 0) {
    return [];
  }
  const names = owners.map(({ name }) => belongsTo(name));
  const wanted = new Set(
    owners.map(({ cluster }, i) => JSON.stringify([cluster, names[i]])),
  );
  const [facts, history] = await Promise.all([
    knex<DbFactRow>('facts')
      .whereIn('kind', kinds)
      .whereIn('belongs_to', [...new Set(names)])
      .whereIn('cluster', [...new Set(owners.map(({ cluster }) => cluster))])
      .orderBy(['namespace', 'name'])
      .select('cluster', 'kind', 'belongs_to', 'data'),
    readHistories({
      knex,
      owners: histories.flatMap(kind =>
        owners.flatMap(({ cluster, name }, i) =>
          // Nothing of such a kind belongs to the cluster itself.
          name === '' && belongings[kind].to !== 'cluster'
            ? []
            : { kind, cluster, belongsTo: names[i] },
        ),
      ),
    }),
  ]);
  return [
    // A namespace may be claimed in one cluster and exist in another.
    ...facts.filter(row =>
      wanted.has(JSON.stringify([row.cluster, row.belongs_to])),
    ),
    ...history,
  ];
}
