import { ClusterFacts } from '../facts';
import { Finding } from '../health/Finding';
import { Horizon } from '../health/Horizon';
import { Objective, ObjectiveStanding } from '../health/objective';

/** What every engine is asked with. @internal */
export interface EngineOptions {
  cluster: ClusterFacts;
  horizon: Horizon;
  /** What entity or environment say; without it the engine's own slots count. */
  declared: (Objective & { source: 'entity' | 'environment' }) | null;
  /** Whether a copy that stays in the storage system of the cluster is not enough. */
  requireOffsite: boolean;
}

/**
 * The newest state of some data that an engine could bring back.
 *
 * @public
 */
export interface EngineGood {
  /**
   * The moment the data is of. Where it is live, whatever was written up to a
   * few minutes ago comes back, and this is the newest moment that no archive
   * has to vouch for: the end of the base backup.
   */
  at: Date;
  isLive: boolean;
  /** The backup's name, or `null` where only its store tells of it. */
  backup: string | null;
}

/**
 * What an engine says of one thing that it protects: all but the cluster and
 * the name, which make a protection unit of it.
 *
 * @internal
 */
export interface EngineStanding {
  finding: Finding;
  /**
   * What becomes of it from now on: `enabled` makes copies, `paused` and
   * `invalid` would, `none` was never asked to.
   */
  cover: 'enabled' | 'paused' | 'invalid' | 'none';
  lastGood: EngineGood | null;
  /** Ids (`cluster/namespace/name`) of the schedules or jobs that make its copies. */
  schedules: string[];
  /** What its own slots (or its archive) promise; `null` where nothing covers it. */
  derivedRpoSeconds: number | null;
  /** How the objective stands: the declared one, else the derived one. */
  objectiveStanding: ObjectiveStanding | 'never' | null;
  /** Whether a backup of it is under way. */
  running: boolean;
  /** Settings that will hurt one day and do not yet. */
  traps: Finding[];
}
