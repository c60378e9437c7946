/**
 * One backup that an engine other than Velero made or makes, in the words that
 * the rules for all of them need.
 *
 * @internal
 */
export interface EngineRun {
  name: string;
  /** Name of the schedule or job that made it, or `null`. */
  schedule: string | null;
  /** When it was made: what it is matched to a slot by. */
  begunAt: Date;
  /** When it ended, or `null` while it goes on or nobody says. */
  endedAt: Date | null;
  progress: 'good' | 'failed' | 'open' | 'unknown';
  /** The engine's own word for it. */
  phase: string;
  /** Why it failed, in the engine's words. */
  cause: string | null;
}

/** Sorts runs by their beginning, newest first. @internal */
export function newestRunFirst(a: EngineRun, b: EngineRun): number {
  return (
    b.begunAt.getTime() - a.begunAt.getTime() || (a.name < b.name ? 1 : -1)
  );
}
