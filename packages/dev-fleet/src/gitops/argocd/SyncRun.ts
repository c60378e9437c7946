/** What became of one object in a sync. @internal */
export interface ResourceResult {
  group: string;
  version: string;
  kind: string;
  namespace: string;
  name: string;
  status: 'Synced' | 'SyncFailed' | 'Pruned' | 'PruneSkipped';
  message: string;
  hookPhase: 'Running' | 'Succeeded' | 'Failed';
  syncPhase: 'Sync';
}

/** A sync that somebody asked for, or that Argo CD began by itself. @internal */
export interface SyncRun {
  revisions: string[];
  prune: boolean;
  /** Only what is out of sync is touched; nothing enters the history. */
  isHealing: boolean;
  /** Empty for those that Argo CD began by itself. */
  username: string;
  startedAt: Date;
  finishedAt: Date | null;
  phase: 'Running' | 'Succeeded' | 'Failed';
  message: string;
  /** The waves that are done. */
  doneWaves: Set<number>;
  results: Map<string, ResourceResult>;
  retryCount: number;
  /** When a failed run is tried again. */
  retryAt: Date | null;
}

/** A run that has not done anything yet. @internal */
export function startRun(
  options: Pick<SyncRun, 'revisions' | 'prune' | 'isHealing' | 'username'> & {
    now: Date;
  },
): SyncRun {
  const { now, ...rest } = options;
  return {
    ...rest,
    startedAt: now,
    finishedAt: null,
    phase: 'Running',
    message: '',
    doneWaves: new Set(),
    results: new Map(),
    retryCount: 0,
    retryAt: null,
  };
}
