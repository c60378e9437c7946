import { isDeepStrictEqual } from 'node:util';
import type { ClusterDefinition, ConfigNote } from './types';

/**
 * The clusters that are known now, whatever source they come from.
 *
 * @internal
 */
export interface ClusterRegistry {
  /** All clusters, ordered by name. */
  list(): ClusterDefinition[];
  get(name: string): ClusterDefinition | undefined;
  /**
   * Whether every source has spoken. Before, a cluster that is missing here may
   * be one that nobody could be asked for yet, and what is known of it stays.
   */
  isComplete(): boolean;
  /**
   * Calls back after each change, with the whole list.
   *
   * @returns a function that ends the subscription
   */
  subscribe(callback: (clusters: ClusterDefinition[]) => void): () => void;
}

/** What one source says: the clusters it knows, and what to know about them. @internal */
export interface ClusterReading {
  clusters: ClusterDefinition[];
  notes: ConfigNote[];
}

/** `null` as clusters: it has not spoken yet. */
interface Heard {
  clusters: ClusterDefinition[] | null;
  notes: ConfigNote[];
}

/**
 * A registry fed by sources in memory. Sources are ranked by when they first
 * spoke: a cluster of an earlier one is never displaced by a later one, so that
 * an entity in the catalog cannot take over a name from app-config.
 *
 * @internal
 */
export class MemoryClusterRegistry implements ClusterRegistry {
  readonly #sources = new Map<string, Heard>();
  readonly #callbacks = new Set<(clusters: ClusterDefinition[]) => void>();
  #clusters = new Map<string, ClusterDefinition>();
  #displaced = new Map<string, ConfigNote[]>();

  private constructor() {}

  static create(): MemoryClusterRegistry {
    return new MemoryClusterRegistry();
  }

  list(): ClusterDefinition[] {
    return [...this.#clusters.values()];
  }

  get(name: string): ClusterDefinition | undefined {
    return this.#clusters.get(name);
  }

  isComplete(): boolean {
    return [...this.#sources.values()].every(({ clusters }) => clusters);
  }

  subscribe(callback: (clusters: ClusterDefinition[]) => void): () => void {
    this.#callbacks.add(callback);
    return () => this.#callbacks.delete(callback);
  }

  /** What to know about the clusters of one source, or of all, as of now. */
  notes(source?: string): ConfigNote[] {
    const sources = source ? [source] : [...this.#sources.keys()];
    return sources.flatMap(one => [
      ...(this.#sources.get(one)?.notes ?? []),
      ...(this.#displaced.get(one) ?? []),
    ]);
  }

  /** Keeps a place, and with it the rank, for a source that will speak. */
  expect(source: string): void {
    this.#sources.set(source, { clusters: null, notes: [] });
  }

  /**
   * Replaces all that one source said before. Nobody is called back where that
   * changes no cluster.
   */
  replace(
    source: string,
    clusters: ClusterDefinition[],
    notes: ConfigNote[] = [],
  ): void {
    const before = [this.isComplete(), this.list()];
    this.#sources.set(source, { clusters, notes });
    this.#join();
    if (!isDeepStrictEqual(before, [this.isComplete(), this.list()])) {
      this.#callbacks.forEach(callback => callback(this.list()));
    }
  }

  /** Replaces what one source noted; its clusters stay as they are. */
  note(source: string, notes: ConfigNote[]): void {
    const { clusters = null } = this.#sources.get(source) ?? {};
    this.#sources.set(source, { clusters, notes });
  }

  #join(): void {
    const winners = new Map<string, ClusterDefinition>();
    this.#displaced = new Map();
    for (const [source, { clusters }] of this.#sources) {
      const displaced: ConfigNote[] = [];
      for (const cluster of clusters ?? []) {
        const winner = winners.get(cluster.name);
        if (winner) {
          displaced.push({
            place: cluster.definedAt,
            message: `The cluster '${cluster.name}' is left out here, as it is defined at ${winner.definedAt} already.`,
          });
        } else {
          winners.set(cluster.name, cluster);
        }
      }
      this.#displaced.set(source, displaced);
    }
    this.#clusters = new Map([...winners].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
