import type { Knex } from 'knex';
import { setTimeout as pause } from 'node:timers/promises';
import type { DatabaseStore } from '../store';
import { openStore } from '../store/__testUtils__/openStore';
import { FleetProcess } from './FleetProcess';
import { ReplicaProcess } from './ReplicaProcess';
import { WriteAudit } from './WriteAudit';

const POLL_MS = 250;
const PATIENCE_MS = 120_000;

/** Waits until something holds. */
export async function until(
  what: string,
  holds: () => Promise<boolean>,
): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > deadline) {
      throw new Error(`Waited in vain until ${what}`);
    }
    await pause(POLL_MS);
  }
}

/** Replicas on one PostgreSQL database and one fleet, each a process. */
export class ReplicaScene {
  readonly fleet: FleetProcess;
  readonly audit: WriteAudit;
  readonly #knex: Knex;
  readonly #store: DatabaseStore;
  readonly #replicas = new Map<string, ReplicaProcess>();

  private constructor(parts: {
    knex: Knex;
    store: DatabaseStore;
    fleet: FleetProcess;
    audit: WriteAudit;
  }) {
    this.#knex = parts.knex;
    this.#store = parts.store;
    this.fleet = parts.fleet;
    this.audit = parts.audit;
  }

  static async open(
    knex: Knex,
    options: { clusters: number },
  ): Promise<ReplicaScene> {
    const store = await openStore(knex);
    const fleet = await FleetProcess.start(options);
    // Who defines a cluster follows it or not: this is no write under a lease.
    await store.putClusters(fleet.definitions());
    const audit = await WriteAudit.install(knex);
    return new ReplicaScene({ knex, store, fleet, audit });
  }

  async close(): Promise<void> {
    await Promise.all([...this.#replicas.values()].map(one => one.kill()));
    await this.fleet.stop();
  }

  start(name: string): ReplicaProcess {
    const replica = ReplicaProcess.start({
      name,
      database: this.#knex.client.config.connection,
      clusters: this.fleet.definitions(),
    });
    this.#replicas.set(name, replica);
    return replica;
  }

  /** What all replicas that ever were had to complain of. */
  get complaints(): string[] {
    return [...this.#replicas.values()].flatMap(({ name, complaints }) =>
      complaints.map(complaint => `${name}: ${complaint}`),
    );
  }

  /** The clusters that a replica holds. */
  async heldBy(name: string): Promise<string[]> {
    const rows = await this.#knex('leases')
      .where('holder', 'like', `${name}-%`)
      .orderBy('cluster');
    return rows.map(({ cluster }) => cluster);
  }

  /** The moment by the database's clock. */
  async now(): Promise<number> {
    return (await this.#store.now()).getTime();
  }

  /** Until these and nobody else hold an even share each, and follow it. */
  async spread(...names: string[]): Promise<void> {
    await until(`${names} hold an even share each`, async () => {
      if ([...this.#replicas.values()].some(one => one.hasFailed)) {
        throw new Error(this.complaints.join('\n'));
      }
      const clusters = this.fleet.definitions().length;
      const share = Math.ceil(clusters / names.length);
      const held = await Promise.all(names.map(name => this.heldBy(name)));
      return (
        held.flat().length === clusters &&
        held.every(({ length }) => length <= share)
      );
    });
    await this.#followed();
  }

  /** Until so many watches are open. @returns how many lists were asked for so far */
  async watching(openWatches: number): Promise<number> {
    let lists = 0;
    await until(`${openWatches} watches are open`, async () => {
      const counts = await this.fleet.counts();
      lists = counts.lists;
      return counts.openWatches === openWatches;
    });
    return lists;
  }

  /** Does something, then waits until others follow these clusters. @returns how long that took at most, in ms by the database's clock: to hold, and to have written of, each */
  async takeover(clusters: string[], act: () => void) {
    const since = await this.now();
    act();
    const taken = async () => {
      const leases = await this.audit.listLeases(since);
      return clusters.map(cluster =>
        leases.find(one => one.cluster === cluster && one.holder !== null),
      );
    };
    await until('somebody else holds the clusters', async () =>
      (await taken()).every(Boolean),
    );
    await this.#followed();
    const leases = (await taken()).flatMap(lease => lease ?? []);
    const writers = await this.audit.listWriters();
    const heard = writers.filter(writer =>
      leases.some(
        lease =>
          lease.cluster === writer.cluster && lease.fencing === writer.fencing,
      ),
    );
    return {
      heldMs: Math.max(...leases.map(({ at }) => at)) - since,
      heardMs: Math.max(...heard.map(({ firstAt }) => firstAt)) - since,
    };
  }

  /** Until whoever holds a cluster has written of it. */
  async #followed(): Promise<void> {
    await until('each cluster is followed by its holder', async () => {
      const leases = await this.#knex('leases').select('cluster', 'fencing');
      const writers = await this.audit.listWriters();
      return leases.every(lease =>
        writers.some(
          ({ cluster, fencing }) =>
            cluster === lease.cluster && fencing === Number(lease.fencing),
        ),
      );
    });
  }
}
