import {
  FactByKind,
  FactKind,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { readFactText } from '../../factText';
import { DbFactRow } from '../../tables';

/** All stored facts of one kind of a cluster, as they were handed in. @internal */
export async function readKindFacts<K extends FactKind>(options: {
  knex: Knex;
  scope: { cluster: string; kind: K };
}): Promise<FactByKind[K][]> {
  const { knex, scope } = options;
  const rows = await knex<DbFactRow>('facts')
    .where({ cluster: scope.cluster, kind: scope.kind })
    .select('data');
  return rows.map(({ data }) => readFactText(scope.kind, data));
}
