import createKnex, { type Knex } from 'knex';
import { isPostgres } from './dialect';
import type { KnownCluster, LeaseStore } from './leaseTypes';
import { knowClusters } from './operations/leases/knowClusters';
import { listMovable } from './operations/leases/listMovable';
import { readCensus, readPulse } from './operations/leases/readCensus';
import {
  buryExpired,
  forgetReplica,
  releaseLeases,
} from './operations/leases/releaseLeases';
import {
  insertReplica,
  renewReplica,
} from './operations/replicas/renewReplica';
import { takeLeases } from './operations/leases/takeLeases';
import { transact } from './transact';

/** One for the renewals, and one for all else. */
const CONNECTIONS_APART = 2;

/**
 * Leases in the plugin's database, beside the facts whose writes they guard.
 *
 * @remarks
 * Nothing here goes through the queue of writes: a renewal must not wait until
 * a large cluster is stored.
 *
 * @internal
 */
export class DatabaseLeaseStore implements LeaseStore {
  readonly #knex: Knex;
  readonly #isApart: boolean;

  private constructor(knex: Knex, isApart: boolean) {
    this.#knex = knex;
    this.#isApart = isApart;
  }

  /** @param knex - a database whose tables are up to date */
  static create(knex: Knex): DatabaseLeaseStore {
    return new DatabaseLeaseStore(knex, false);
  }

  apart(): DatabaseLeaseStore {
    return isPostgres(this.#knex)
      ? new DatabaseLeaseStore(connectApart(this.#knex), true)
      : this;
  }

  async close(): Promise<void> {
    if (this.#isApart) {
      await this.#knex.destroy();
    }
  }

  join(replica: string, options: { livesForMs: number }): Promise<void> {
    return insertReplica({ knex: this.#knex, replica, ...options });
  }

  renew(replica: string, options: { livesForMs: number }): Promise<boolean> {
    return renewReplica({ knex: this.#knex, replica, ...options });
  }

  know(replica: string, clusters: KnownCluster[]): Promise<void> {
    return transact(this.#knex, knex =>
      knowClusters({ knex, replica, clusters }),
    );
  }

  pulse() {
    return readPulse(this.#knex);
  }

  census(replica: string) {
    return readCensus({ knex: this.#knex, replica });
  }

  take(replica: string, options: { limit: number; unlessKnownTo: string[] }) {
    return transact(this.#knex, knex =>
      takeLeases({ knex, replica, ...options }),
    );
  }

  listMovable(replica: string, options: { limit: number; knownTo: string[] }) {
    return listMovable({ knex: this.#knex, replica, ...options });
  }

  release(replica: string, clusters: string[]): Promise<void> {
    return releaseLeases({ knex: this.#knex, replica, clusters });
  }

  buryExpired(): Promise<number> {
    return transact(this.#knex, knex => buryExpired(knex));
  }

  leave(replica: string): Promise<void> {
    return transact(this.#knex, knex => forgetReplica({ knex, replica }));
  }
}

/** Connects to the same database in the same way, with a pool of its own. */
function connectApart(knex: Knex): Knex {
  const { config } = knex.client;
  const pool = { ...config.pool, min: 0, max: CONNECTIONS_APART };
  const apart = createKnex({ ...config, pool });
  if (config.role) {
    // As the portal does for each connection of a plugin.
    const setRole = apart.raw('set role ??', [config.role]).toQuery();
    apart.client.pool.on(
      'createSuccess',
      (_id: number, connection: { query(sql: string): unknown }) =>
        connection.query(setRole),
    );
  }
  return apart;
}
