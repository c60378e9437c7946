import {
  ClusterFacts,
  ObjectStoreFact,
  PostgresBackupFact,
  PostgresClusterFact,
  PostgresScheduledBackupFact,
} from '../../facts';
import { groupBy } from '../../health/groupBy';

const keyOf = (namespace: string, name: string) => `${namespace}/${name}`;

/**
 * The facts of CloudNative-PG in one cluster, seen together. Made once for the
 * facts of a cluster, however many of its databases are judged.
 *
 * @internal
 */
export class PostgresView {
  static readonly #views = new WeakMap<ClusterFacts, PostgresView>();

  readonly #clusters: Map<string, PostgresClusterFact[]>;
  readonly #backups: Map<string, PostgresBackupFact[]>;
  readonly #scheduledBackups: Map<string, PostgresScheduledBackupFact[]>;
  readonly #stores: Map<string, ObjectStoreFact[]>;

  private constructor({ objects }: ClusterFacts) {
    this.#clusters = groupBy(objects.PostgresCluster ?? [], fact =>
      keyOf(fact.namespace, fact.name),
    );
    this.#backups = groupBy(objects.PostgresBackup ?? [], fact =>
      keyOf(fact.namespace, fact.cluster),
    );
    this.#scheduledBackups = groupBy(
      objects.PostgresScheduledBackup ?? [],
      fact => keyOf(fact.namespace, fact.cluster),
    );
    this.#stores = groupBy(objects.ObjectStore ?? [], fact =>
      keyOf(fact.namespace, fact.name),
    );
  }

  static of(cluster: ClusterFacts): PostgresView {
    const known = PostgresView.#views.get(cluster);
    if (known) return known;
    const view = new PostgresView(cluster);
    PostgresView.#views.set(cluster, view);
    return view;
  }

  cluster(namespace: string, name: string): PostgresClusterFact | null {
    return this.#clusters.get(keyOf(namespace, name))?.[0] ?? null;
  }

  /** The Backups of a database, whether or not it exists. */
  backupsOf(
    namespace: string,
    database: string,
  ): readonly PostgresBackupFact[] {
    return this.#backups.get(keyOf(namespace, database)) ?? [];
  }

  scheduledBackupsOf(
    fact: PostgresClusterFact,
  ): readonly PostgresScheduledBackupFact[] {
    return (
      this.#scheduledBackups.get(keyOf(fact.namespace, fact.name)) ?? []
    ).filter(({ deletedAt }) => deletedAt === null);
  }

  /** The object store that the Barman Cloud plug-in of a database writes to. */
  objectStoreOf(fact: PostgresClusterFact): ObjectStoreFact | null {
    const name = fact.barmanPlugin?.objectStore;
    return name
      ? this.#stores.get(keyOf(fact.namespace, name))?.[0] ?? null
      : null;
  }
}
