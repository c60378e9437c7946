import { BackupFact } from '@velero-manager/backstage-plugin-velero-manager-common';
import { LRUCache } from 'lru-cache';
import { DbFactScopeRow } from './tables';

/** How many runs are kept: those of 130 clusters of fifty schedules. */
const MOST_RUNS = 200_000;

/** A run as it stands in the order of the runs of its schedule. @internal */
export interface StoredRun {
  /** When it was, ms since 1970. */
  occurredAt: number;
  name: string;
  fact: BackupFact;
}

/** Runs of one schedule, or manual ones, with the same namespace lists. @internal */
export type RunGroup = Pick<
  DbFactScopeRow,
  'cluster' | 'namespace' | 'owner' | 'scope' | 'stamp'
>;

/**
 * The runs that were read last, by group, for as long as the stamp of the group
 * is what it was before they were read: nothing in it changed since.
 *
 * @remarks
 * Most of what a cluster is judged by are its runs, and most of what happens in
 * a cluster is no run. What is kept is frozen, for many share it.
 *
 * @internal
 */
export class KnownRuns {
  readonly #groups = new LRUCache<
    string,
    { stamp: string; runs: readonly StoredRun[] }
  >({
    maxSize: MOST_RUNS,
    sizeCalculation: ({ runs }) => 1 + runs.length,
  });

  private constructor() {}

  static create(): KnownRuns {
    return new KnownRuns();
  }

  /** @returns `undefined` when they are not known, or no longer */
  get(group: RunGroup): readonly StoredRun[] | undefined {
    const known = this.#groups.get(runGroupKey(group));
    return known?.stamp === group.stamp ? known.runs : undefined;
  }

  /** @param group - as it was before the runs were read */
  set(group: RunGroup, runs: readonly StoredRun[]): void {
    const { stamp } = group;
    this.#groups.set(runGroupKey(group), { stamp, runs });
  }
}

/** Names a group among those of all clusters: no stored text has a NUL. @internal */
export function runGroupKey(group: Omit<RunGroup, 'stamp'>): string {
  const { cluster, namespace, owner, scope } = group;
  return `${cluster}\0${namespace}\0${owner}\0${scope}`;
}
