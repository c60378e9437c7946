import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { isPostgres } from '../../dialect';
import { DbEntityClaimRow, DbSubjectRow } from '../../tables';
import { updateDue } from './updateDue';

type SubjectType = DbSubjectRow['type'];

/**
 * Gathers what the writes of one transaction mark due, to mark it at the end.
 *
 * @remarks
 * Many changes in one cluster concern the same few subjects, so a subject is
 * marked once, however many writes share the transaction. And its row is locked
 * last and in order, so that neither another replica nor the one who stores
 * verdicts can wait for us while we wait for them.
 *
 * @internal
 */
export class DueMarks {
  static readonly #ofTransaction = new WeakMap<Knex, DueMarks>();

  readonly #knex: Knex;
  readonly #ids = new Set<string>();
  readonly #refs: Record<SubjectType, Set<string>> = {
    cluster: new Set(),
    entity: new Set(),
  };
  /** Clusters whose claimants are all concerned. */
  readonly #clusters = new Set<string>();
  /** By cluster: namespaces whose claimants are concerned. */
  readonly #namespaces = new Map<string, Set<string>>();

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Runs the writes of a transaction, and then marks what they gathered. */
  static async gather<T>(tx: Knex, run: () => Promise<T>): Promise<T> {
    const marks = new DueMarks(tx);
    DueMarks.#ofTransaction.set(tx, marks);
    try {
      const result = await run();
      await marks.#markAll();
      return result;
    } finally {
      DueMarks.#ofTransaction.delete(tx);
    }
  }

  /**
   * Where the writes of a transaction gather.
   * @throws Error outside of {@link DueMarks.gather}
   */
  static of(tx: Knex): DueMarks {
    const marks = DueMarks.#ofTransaction.get(tx);
    if (!marks) {
      throw new Error('Nobody gathers what this transaction marks due');
    }
    return marks;
  }

  addRefs(type: SubjectType, refs: Iterable<string>): void {
    for (const ref of refs) {
      this.#refs[type].add(ref);
    }
  }

  /** The cluster and all who claim something in it. */
  addCluster(cluster: string): void {
    this.#refs.cluster.add(cluster);
    this.#clusters.add(cluster);
  }

  /** All who claim one of these namespaces in a cluster. */
  addNamespaces(cluster: string, namespaces: string[]): void {
    const known = this.#namespaces.get(cluster) ?? new Set();
    namespaces.forEach(namespace => known.add(namespace));
    this.#namespaces.set(cluster, known);
  }

  addIds(ids: string[]): void {
    ids.forEach(id => this.#ids.add(id));
  }

  /** Finds out who is concerned, before what tells it is deleted. */
  async resolve(): Promise<void> {
    for (const chunk of chunked([...this.#clusters])) {
      await this.#addClaimants(chunk);
    }
    for (const chunk of chunked([...this.#namespaces])) {
      await this.#addClaimantsOf(new Map(chunk));
    }
    for (const type of ['cluster', 'entity'] as const) {
      for (const chunk of chunked([...this.#refs[type]])) {
        const found = await this.#knex<DbSubjectRow>('subjects')
          .where({ type })
          .whereIn('ref', chunk)
          .select('id');
        this.addIds(found.map(({ id }) => id));
      }
      this.#refs[type].clear();
    }
    this.#clusters.clear();
    this.#namespaces.clear();
  }

  /** Those who name a cluster, and those who name a namespace that it has. */
  async #addClaimants(clusters: string[]): Promise<void> {
    const knex = this.#knex;
    await this.#addEntities(
      knex('entity_claims').whereIn('entity_claims.cluster', clusters),
    );
    await this.#addEntities(
      knex('facts')
        .join('entity_claims', 'entity_claims.namespace', 'facts.name')
        .whereIn('facts.cluster', clusters)
        .where({ 'facts.kind': 'Namespace', 'entity_claims.cluster': '' }),
    );
  }

  /** Those who claim one of the namespaces of some clusters. */
  async #addClaimantsOf(places: Map<string, Set<string>>): Promise<void> {
    const namespaces = new Set([...places.values()].flatMap(all => [...all]));
    for (const chunk of chunked([...namespaces])) {
      const claims = await this.#knex<DbEntityClaimRow>('entity_claims')
        .whereIn('cluster', [...places.keys(), ''])
        .whereIn('namespace', chunk)
        .select('entity_ref', 'cluster', 'namespace');
      // The statement takes each of these namespaces in each of the clusters.
      const meant = claims.filter(
        ({ cluster, namespace }) =>
          cluster === '' || places.get(cluster)?.has(namespace),
      );
      this.addRefs(
        'entity',
        meant.map(claim => claim.entity_ref),
      );
    }
  }

  async #addEntities(claims: Knex.QueryBuilder): Promise<void> {
    const rows: { entity_ref: string }[] = await claims
      .distinct('entity_claims.entity_ref')
      .select();
    this.addRefs(
      'entity',
      rows.map(row => row.entity_ref),
    );
  }

  async #markAll(): Promise<void> {
    await this.resolve();
    for (const chunk of chunked([...this.#ids].sort())) {
      const subjects = () =>
        this.#knex<DbSubjectRow>('subjects').whereIn('id', chunk);
      if (isPostgres(this.#knex)) {
        await subjects().orderBy('id').forUpdate().select('id');
      }
      await updateDue(this.#knex, subjects());
    }
  }
}
