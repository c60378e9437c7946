import type { ClusterReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Translate } from '../components/stateWord';
import type { FieldHint } from './FieldHint';

/** A PostgreSQL cluster of CloudNative-PG. @internal */
export type Database = ClusterReport['databaseReports'][number];

/** What to know of the namespace in which databases are looked for. @internal */
export function databaseNamespaceHints(
  namespace: string,
  databases: readonly Database[],
  t: Translate,
): FieldHint[] {
  if (databases.length === 0) {
    return [{ tone: 'warning', text: t('field.database.none') }];
  }
  const isKnown = databases.some(each => each.namespace === namespace);
  return namespace === '' || isKnown
    ? []
    : [
        {
          tone: 'warning',
          text: t('field.database.noneIn', { name: namespace }),
        },
      ];
}

/** What to know of a database by its name. @internal */
export function databaseHints(
  asked: { name: string; namespace?: string },
  databases: readonly Database[],
  t: Translate,
): FieldHint[] {
  const { name, namespace } = asked;
  if (namespace === undefined) {
    return databases.length > 0
      ? [{ tone: 'info', text: t('field.database.noNamespace') }]
      : [];
  }
  const there = databases.filter(each => each.namespace === namespace);
  // Said of the namespace already.
  if (name === '' || there.length === 0) return [];
  const database = there.find(each => each.name === name);
  return [
    database
      ? {
          tone: 'info',
          text: t('field.database.state', {
            ...{ name, message: database.protection.message },
          }),
        }
      : {
          tone: 'warning',
          text: t('field.database.missing', { name, namespace }),
        },
  ];
}
