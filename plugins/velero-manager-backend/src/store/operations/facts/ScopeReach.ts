import { coversNamespace } from '@velero-manager/backstage-plugin-velero-manager-common';
import { DbFactScopeRow } from '../../tables';

/** A namespace list with what is worked out of it once. */
interface Scope {
  row: DbFactScopeRow;
  /** Names the schedule: one object for all lists of a schedule and its runs. */
  schedule: object;
  lists: Lists;
}

/** The lists that stand for themselves in a cluster, however many facts have them. */
interface Lists {
  included: string[];
  excluded: string[];
  /** Whether they take a namespace, as far as it was asked. */
  taken: Map<string, boolean>;
}

/**
 * The namespace lists of the schedules and backups of some clusters, asked for
 * those that matter to places; each pair of lists is read once.
 *
 * @internal
 */
export class ScopeReach {
  readonly #byCluster: ReadonlyMap<string, readonly Scope[]>;

  private constructor(byCluster: ReadonlyMap<string, readonly Scope[]>) {
    this.#byCluster = byCluster;
  }

  static create(rows: DbFactScopeRow[]): ScopeReach {
    const byCluster = new Map<string, Scope[]>();
    const schedules = new Map<string, object>();
    const lists = new Map<string, Lists>();
    for (const row of rows) {
      const { cluster, namespace, owner } = row;
      const scope = {
        row,
        schedule: remember(
          schedules,
          JSON.stringify([cluster, namespace, owner]),
          () => ({}),
        ),
        lists: remember(lists, row.scope, () => readLists(row)),
      };
      remember(byCluster, cluster, () => []).push(scope);
    }
    return new ScopeReach(byCluster);
  }

  /**
   * Those that matter to places in these clusters: the schedules that take one
   * of the places with all their backups, whatever those took, and whatever
   * else took one.
   *
   * @remarks
   * What a schedule takes at present says nothing of its earlier runs: it may
   * have taken more, or less. And all runs of a schedule together tell which
   * slots it kept. Labels of namespaces are not looked at, nor versions of
   * Velero: what is found may be too much, never too little.
   */
  find(places: { cluster: string; namespace: string }[]): DbFactScopeRow[] {
    const names = new Map<string, string[]>();
    for (const { cluster, namespace } of places) {
      remember(names, cluster, () => []).push(namespace);
    }
    return [...names].flatMap(([cluster, namespaces]) => {
      const scopes = this.#byCluster.get(cluster) ?? [];
      const reaching = scopes.map(({ lists }) =>
        namespaces.some(name => takes(lists, name)),
      );
      const schedules = new Set(
        scopes
          .filter(({ row }, i) => row.kind === 'Schedule' && reaching[i])
          .map(({ schedule }) => schedule),
      );
      return scopes
        .filter(
          ({ row, schedule }, i) =>
            schedules.has(schedule) || (row.kind !== 'Schedule' && reaching[i]),
        )
        .map(({ row }) => row);
    });
  }
}

function readLists({ included, excluded }: DbFactScopeRow): Lists {
  return {
    included: JSON.parse(included),
    excluded: JSON.parse(excluded),
    taken: new Map(),
  };
}

function takes({ included, excluded, taken }: Lists, name: string): boolean {
  return remember(
    taken,
    name,
    () =>
      coversNamespace({
        included,
        excluded,
        namespace: { name, labels: null },
        veleroVersion: null,
      }).covered,
  );
}

function remember<T>(known: Map<string, T>, key: string, find: () => T): T {
  const before = known.get(key);
  if (before !== undefined) {
    return before;
  }
  const found = find();
  known.set(key, found);
  return found;
}
