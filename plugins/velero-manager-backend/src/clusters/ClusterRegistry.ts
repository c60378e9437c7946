import type { ClusterDefinition } from './types';

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
   * Calls back after each change, with the whole list.
   *
   * @returns a function that ends the subscription
   */
  subscribe(callback: (clusters: ClusterDefinition[]) => void): () => void;
}

/**
 * A cluster that was left out since an earlier source has its name.
 *
 * @internal
 */
export interface ClusterConflict {
  name: string;
  /** Places of the cluster that counts and of the one left out. */
  definedAt: string;
  alsoDefinedAt: string;
}

/**
 * A registry fed by sources in memory. Sources are ranked by when they first
 * spoke: a cluster of an earlier one is never displaced by a later one, so that
 * an entity in the catalog cannot take over a name from app-config.
 *
 * @internal
 */
export class MemoryClusterRegistry implements ClusterRegistry {
  readonly #sources = new Map<string, ClusterDefinition[]>();
  readonly #callbacks = new Set<(clusters: ClusterDefinition[]) => void>();
  #clusters = new Map<string, ClusterDefinition>();

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

  subscribe(callback: (clusters: ClusterDefinition[]) => void): () => void {
    this.#callbacks.add(callback);
    return () => this.#callbacks.delete(callback);
  }

  /**
   * Replaces all that one source said before.
   *
   * @returns the conflicts among all sources as they are now
   */
  replace(source: string, clusters: ClusterDefinition[]): ClusterConflict[] {
    this.#sources.set(source, clusters);
    const winners = new Map<string, ClusterDefinition>();
    const conflicts: ClusterConflict[] = [];
    for (const cluster of [...this.#sources.values()].flat()) {
      const winner = winners.get(cluster.name);
      if (winner) {
        conflicts.push({
          name: cluster.name,
          definedAt: winner.definedAt,
          alsoDefinedAt: cluster.definedAt,
        });
      } else {
        winners.set(cluster.name, cluster);
      }
    }
    this.#clusters = new Map([...winners].sort(([a], [b]) => (a < b ? -1 : 1)));
    this.#callbacks.forEach(callback => callback(this.list()));
    return conflicts;
  }
}
