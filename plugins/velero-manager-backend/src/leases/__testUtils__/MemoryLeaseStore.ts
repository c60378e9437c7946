import type {
  KnownCluster,
  Lease,
  LeaseCensus,
  LeasePulse,
  LeaseStore,
} from '../../store/leaseTypes';

/** Leases in memory, shared by the replicas of a test; `now` is its clock. */
export class MemoryLeaseStore implements LeaseStore {
  /** When each replica expires. */
  readonly replicas = new Map<string, number>();
  readonly holders = new Map<
    string,
    { holder: string | null; fencing: number }
  >();
  /** Replicas that cannot reach the store. */
  readonly cutOff = new Set<string>();
  readonly #known = new Map<string, Map<string, boolean>>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The clusters that a replica holds whose name begins so. */
  heldBy(name: string): string[] {
    return [...this.holders]
      .filter(([, { holder }]) => holder?.startsWith(name))
      .map(([cluster]) => cluster)
      .sort();
  }

  async join(replica: string, { livesForMs }: { livesForMs: number }) {
    this.#reach(replica);
    this.replicas.set(replica, this.#now() + livesForMs);
  }

  async renew(replica: string, { livesForMs }: { livesForMs: number }) {
    this.#reach(replica);
    if (!this.#lives(replica)) {
      return false;
    }
    this.replicas.set(replica, this.#now() + livesForMs);
    return true;
  }

  async know(replica: string, clusters: KnownCluster[]) {
    this.#reach(replica);
    this.#known.set(
      replica,
      new Map(clusters.map(({ name, followable }) => [name, followable])),
    );
    for (const { name, followable } of clusters) {
      if (followable && !this.holders.has(name)) {
        this.holders.set(name, { holder: null, fencing: 0 });
      }
    }
    this.#free(
      ({ cluster, holder }) =>
        holder === replica && !this.#follows(replica, cluster),
    );
  }

  async pulse(): Promise<LeasePulse> {
    const all = [...this.replicas.keys()];
    return {
      replicas: all.filter(replica => this.#lives(replica)).length,
      expired: !all.every(replica => this.#lives(replica)),
      free: [...this.holders].some(
        ([cluster, { holder }]) =>
          holder === null &&
          all.some(replica => this.#follows(replica, cluster)),
      ),
    };
  }

  async census(replica: string): Promise<LeaseCensus> {
    this.#reach(replica);
    const living = [...this.replicas.keys()].filter(id => this.#lives(id));
    const own = this.#leases().filter(({ holder }) => holder === replica);
    return {
      replicas: living.map(id => ({
        id,
        held: this.#leases().filter(({ holder }) => holder === id).length,
      })),
      clusters: [...this.holders.keys()].filter(cluster =>
        living.some(id => this.#follows(id, cluster)),
      ).length,
      own,
    };
  }

  async take(
    replica: string,
    options: { limit: number; unlessKnownTo: string[] },
  ): Promise<Lease[]> {
    this.#reach(replica);
    const free = this.#lives(replica)
      ? [...this.holders].filter(
          ([cluster, { holder }]) =>
            holder === null &&
            this.#follows(replica, cluster) &&
            !options.unlessKnownTo.some(id => this.#follows(id, cluster)),
        )
      : [];
    return free.slice(0, options.limit).map(([cluster, { fencing }]) => {
      this.holders.set(cluster, { holder: replica, fencing: fencing + 1 });
      return { cluster, holder: replica, fencing: fencing + 1 };
    });
  }

  async listMovable(
    replica: string,
    options: { limit: number; knownTo: string[] },
  ): Promise<string[]> {
    this.#reach(replica);
    return this.#leases()
      .filter(
        ({ cluster, holder }) =>
          holder === replica &&
          options.knownTo.some(id => this.#follows(id, cluster)),
      )
      .slice(0, options.limit)
      .map(({ cluster }) => cluster);
  }

  async release(replica: string, clusters: string[]) {
    this.#reach(replica);
    this.#free(
      ({ cluster, holder }) => holder === replica && clusters.includes(cluster),
    );
  }

  async buryExpired(): Promise<number> {
    const expired = [...this.replicas.keys()].filter(id => !this.#lives(id));
    expired.forEach(id => this.#forget(id));
    return expired.length;
  }

  async leave(replica: string) {
    this.#reach(replica);
    this.#forget(replica);
  }

  apart(): MemoryLeaseStore {
    return this;
  }

  async close() {}

  #forget(replica: string): void {
    this.replicas.delete(replica);
    this.#known.delete(replica);
    this.#free(({ holder }) => holder === replica);
  }

  #free(which: (lease: Lease) => boolean): void {
    this.#leases()
      .filter(which)
      .forEach(({ cluster, fencing }) =>
        this.holders.set(cluster, { holder: null, fencing }),
      );
  }

  #leases(): Lease[] {
    return [...this.holders].flatMap(([cluster, { holder, fencing }]) =>
      holder === null ? [] : [{ cluster, holder, fencing }],
    );
  }

  #lives(replica: string): boolean {
    return (this.replicas.get(replica) ?? 0) > this.#now();
  }

  #follows(replica: string, cluster: string): boolean {
    return this.#known.get(replica)?.get(cluster) ?? false;
  }

  #reach(replica: string): void {
    if ([...this.cutOff].some(name => replica.startsWith(name))) {
      throw new Error('The database does not answer');
    }
  }
}
