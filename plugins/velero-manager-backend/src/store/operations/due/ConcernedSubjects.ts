import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { DbEntityClaimRow, DbKindStatusRow, DbSubjectRow } from '../../tables';

type SubjectType = DbSubjectRow['type'];

/**
 * Whom something concerns, as it was said: by name, by cluster, by namespace.
 *
 * @internal
 */
export class ConcernedSubjects {
  readonly #refs: Record<SubjectType, Set<string>> = {
    cluster: new Set(),
    entity: new Set(),
  };
  /** Clusters whose claimants are all concerned. */
  readonly #clusters = new Set<string>();
  /** By cluster: namespaces whose claimants are concerned. */
  readonly #namespaces = new Map<string, Set<string>>();

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
  addNamespaces(cluster: string, namespaces: Iterable<string>): void {
    const known = this.#namespaces.get(cluster) ?? new Set();
    for (const namespace of namespaces) {
      known.add(namespace);
    }
    this.#namespaces.set(cluster, known);
  }

  /** Takes out what it is about in clusters that are being read for the first time. */
  async takeBeingRead(knex: Knex): Promise<ConcernedSubjects> {
    const taken = new ConcernedSubjects();
    for (const cluster of await this.#beingRead(knex)) {
      if (this.#refs.cluster.delete(cluster)) {
        taken.#refs.cluster.add(cluster);
      }
      if (this.#clusters.delete(cluster)) {
        taken.#clusters.add(cluster);
      }
      taken.addNamespaces(cluster, this.#namespaces.get(cluster) ?? []);
      this.#namespaces.delete(cluster);
    }
    return taken;
  }

  async #beingRead(knex: Knex): Promise<string[]> {
    const clusters = new Set([
      ...this.#refs.cluster,
      ...this.#clusters,
      ...this.#namespaces.keys(),
    ]);
    const found: string[] = [];
    for (const chunk of chunked([...clusters])) {
      found.push(
        ...(await knex<DbKindStatusRow>('kind_status')
          .whereIn('cluster', chunk)
          .where({ awaited: true })
          .distinct()
          .pluck('cluster')),
      );
    }
    return found;
  }

  /** The ids of the subjects that are concerned now. */
  async findIds(knex: Knex): Promise<string[]> {
    for (const chunk of chunked([...this.#clusters])) {
      await this.#addClaimants(knex, chunk);
    }
    for (const chunk of chunked([...this.#namespaces])) {
      await this.#addClaimantsOf(knex, new Map(chunk));
    }
    const ids: string[] = [];
    for (const type of ['cluster', 'entity'] as const) {
      for (const chunk of chunked([...this.#refs[type]])) {
        ids.push(
          ...(await knex<DbSubjectRow>('subjects')
            .where({ type })
            .whereIn('ref', chunk)
            .pluck('id')),
        );
      }
    }
    return ids;
  }

  /** Those who name a cluster, and those who name a namespace that it has. */
  async #addClaimants(knex: Knex, clusters: string[]): Promise<void> {
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
  async #addClaimantsOf(
    knex: Knex,
    places: Map<string, Set<string>>,
  ): Promise<void> {
    const namespaces = new Set([...places.values()].flatMap(all => [...all]));
    for (const chunk of chunked([...namespaces])) {
      const claims = await knex<DbEntityClaimRow>('entity_claims')
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
}
