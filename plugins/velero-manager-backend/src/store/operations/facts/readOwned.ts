import { belongings } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { belongsTo } from '../../toFactRows';
import { ListedFact, ListedKind, ListedRow, parseListed } from './factLists';
import { OrderedIndex } from './OrderedIndex';
import { readHistories } from './readHistories';

/**
 * What facts belong to: a namespace or volume of a cluster, `''` for the
 * cluster itself.
 *
 * @internal
 */
export interface Owner {
  cluster: string;
  name: string;
}

interface DbOwnedRow extends ListedRow {
  belongs_to: string;
  namespace: string;
  name: string;
}

const COLUMNS = [
  'cluster',
  'kind',
  'belongs_to',
  'namespace',
  'name',
  'data',
] as const satisfies readonly (keyof DbOwnedRow)[];

/** By which {@link readOwned} tells what belongs to an owner. @internal */
export function ownerKey({ cluster, name }: Owner): string {
  return JSON.stringify([cluster, belongsTo(name)]);
}

/**
 * What belongs to some owners, by {@link ownerKey}; of histories the newest.
 * Three statements for 200 owners.
 *
 * @internal
 */
export async function readOwned(options: {
  knex: Knex;
  owners: Owner[];
  kinds: ListedKind[];
  histories: ListedKind[];
}): Promise<OrderedIndex<ListedFact>> {
  const { knex, kinds, histories } = options;
  const owners = [
    ...new Map(options.owners.map(owner => [ownerKey(owner), owner])).values(),
  ];
  const [facts, history] = await Promise.all([
    selectOwned({ knex, owners, kinds }),
    readHistories({
      knex,
      owners: histories.flatMap(kind =>
        owners.flatMap(({ cluster, name }) =>
          // Nothing of such a kind belongs to the cluster itself.
          name === '' && belongings[kind].to !== 'cluster'
            ? []
            : { kind, cluster, belongsTo: belongsTo(name) },
        ),
      ),
    }),
  ]);
  return OrderedIndex.create(
    [...facts, ...history].map(parseListed),
    ({ cluster, belongs_to }) => JSON.stringify([cluster, belongs_to]),
  );
}

async function selectOwned(options: {
  knex: Knex;
  owners: Owner[];
  kinds: ListedKind[];
}): Promise<DbOwnedRow[]> {
  const { knex, owners, kinds } = options;
  const rows: DbOwnedRow[] = [];
  for (const some of chunked(owners)) {
    const found = await knex
      .with(
        'owners',
        ['cluster', 'belongs_to'],
        knex.raw(
          `values ${some.map(() => '(?, ?)').join(', ')}`,
          some.flatMap(({ cluster, name }) => [cluster, belongsTo(name)]),
        ),
      )
      .from('owners')
      // SQLite keeps the order of a cross join: owners first, then the index.
      .joinRaw('cross join facts')
      .whereRaw(
        'facts.belongs_to = owners.belongs_to and facts.cluster = owners.cluster',
      )
      .whereIn('facts.kind', kinds)
      .select<DbOwnedRow[]>(...COLUMNS.map(column => `facts.${column}`));
    rows.push(...found);
  }
  return rows.sort(inOrder);
}

function inOrder(a: DbOwnedRow, b: DbOwnedRow): number {
  return compare(a.namespace, b.namespace) || compare(a.name, b.name);
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
