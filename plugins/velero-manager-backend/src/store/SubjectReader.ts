import { Knex } from 'knex';
import { isPostgres } from './dialect';
import { EntityReader } from './EntityReader';
import { KnownRuns } from './KnownRuns';
import { loadCluster } from './operations/clusters/loadCluster';
import { loadClusterDetail } from './operations/clusters/loadClusterDetail';
import { loadEntities } from './operations/entities/loadEntities';
import { ClusterDetail, LoadedCluster, LoadedEntity } from './reportTypes';

/** Of the ten connections of a pool most stay free for others. */
const READ_AT_ONCE = 2;

/**
 * Reads what verdicts and reports look at, and knows the runs that it read
 * before; one for a database.
 *
 * @internal
 */
export class SubjectReader {
  readonly #source: { knex: Knex; runs: KnownRuns };
  readonly #entities: EntityReader;

  private constructor(knex: Knex) {
    this.#source = { knex, runs: KnownRuns.create() };
    this.#entities = EntityReader.create({
      load: entityRefs => this.loadEntities(entityRefs),
      atOnce: isPostgres(knex) ? READ_AT_ONCE : 1,
    });
  }

  static create(knex: Knex): SubjectReader {
    return new SubjectReader(knex);
  }

  /** Together with others that are asked for in the same moment. */
  loadEntity(entityRef: string): Promise<LoadedEntity | null> {
    return this.#entities.read(entityRef);
  }

  loadEntities(entityRefs: string[]): Promise<Map<string, LoadedEntity>> {
    return loadEntities({ ...this.#source, entityRefs });
  }

  loadCluster(name: string): Promise<LoadedCluster | null> {
    return loadCluster({ ...this.#source, name });
  }

  loadClusterDetail(name: string): Promise<ClusterDetail | null> {
    return loadClusterDetail({ ...this.#source, name });
  }
}
