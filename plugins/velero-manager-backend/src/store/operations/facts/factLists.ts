import {
  belongings,
  FactKind,
  FactLists,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { readFactText } from '../../factText';

/** Kinds whose facts {@link FactLists} holds. @internal */
export type ListedKind = keyof FactLists;

const LISTED = (Object.keys(belongings) as FactKind[]).filter(
  (kind): kind is ListedKind =>
    !['Namespace', 'Schedule', 'Backup', 'BackupStorageLocation'].includes(
      kind,
    ),
);

const kindsWhere = (
  isWanted: (belonging: (typeof belongings)[ListedKind]) => boolean,
): ListedKind[] => LISTED.filter(kind => isWanted(belongings[kind]));

/** Kinds of which a question about namespaces reads all that belongs to them. @internal */
export const PLACED_KINDS = kindsWhere(
  ({ to, history }) => !history && (to === 'namespace' || to === 'cluster'),
);

/** Kinds of which it reads the newest of each series. @internal */
export const PLACED_HISTORIES = kindsWhere(
  ({ to, history }) =>
    history !== undefined && (to === 'namespace' || to === 'cluster'),
);

/** Kinds that belong to Longhorn volumes, and their histories. @internal */
export const VOLUME_KINDS = kindsWhere(
  ({ to, history }) => to === 'volume' && !history,
);

/** Histories that belong to Longhorn volumes. @internal */
export const VOLUME_HISTORIES = kindsWhere(
  ({ to, history }) => to === 'volume' && history !== undefined,
);

/** Kinds of which a question about a cluster reads all. @internal */
export const CLUSTER_KINDS = kindsWhere(
  ({ to, history, isOfInterestToCluster = false }) =>
    !history &&
    (to === 'cluster' || (isOfInterestToCluster && to !== 'volume')),
);

/** Kinds of which it reads the newest. @internal */
export const CLUSTER_HISTORIES = kindsWhere(
  ({ to, history }) => history !== undefined && to === 'cluster',
);

/** A fact of a cluster as it is stored. @internal */
export interface ListedRow {
  cluster: string;
  kind: string;
  data: string;
}

/** A fact of a cluster. @internal */
export interface ListedFact {
  cluster: string;
  kind: string;
  fact: unknown;
}

/** The fact that a row holds, with what else the row says. @internal */
export function parseListed<R extends ListedRow>({
  data,
  ...row
}: R): Omit<R, 'data'> & ListedFact {
  return { ...row, fact: readFactText(row.kind as FactKind, data) };
}

/**
 * Facts by cluster and kind. A kind that was asked for has a list, be it empty.
 *
 * @internal
 */
export function toFactLists(
  facts: ListedFact[],
  asked: { clusters: string[]; kinds: ListedKind[] },
): Map<string, FactLists> {
  const lists = new Map(
    asked.clusters.map(cluster => [
      cluster,
      new Map<string, unknown[]>(asked.kinds.map(kind => [kind, []])),
    ]),
  );
  for (const { cluster, kind, fact } of facts) {
    lists.get(cluster)?.get(kind)?.push(fact);
  }
  return new Map(
    [...lists].map(([cluster, byKind]) => [
      cluster,
      // The rows of a kind were written from facts of that kind.
      Object.fromEntries(byKind) as FactLists,
    ]),
  );
}
