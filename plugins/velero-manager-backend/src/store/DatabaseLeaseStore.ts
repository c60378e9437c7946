import type { Knex } from 'knex';
import type { KnownCluster, LeaseStore } from './leaseTypes';
import { knowClusters } from './operations/leases/knowClusters';
import { listMovable } from './operations/leases/listMovable';
import { readCensus, readPulse } from './operations/leases/readCensus';
import {
  buryExpired,
  forgetReplica,
  releaseLeases,
} from './operations/leases/releaseLeases';
import { insertReplica, renewReplica } from './operations/leases/renewReplica';
import { takeLeases } from './operations/leases/takeLeases';
import { transact } from './transact';

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

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** @param knex - a database whose tables are up to date */
  static create(knex: Knex): DatabaseLeaseStore {
    return new DatabaseLeaseStore(knex);
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
