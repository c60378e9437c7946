import { ObjectStore } from '../apiserver/ObjectStore';
import { collectGarbage } from './collectGarbage';
import { isStopped } from './createServer';
import { deleteBackups } from './deleteBackups';
import { ObjectBucket } from './ObjectBucket';
import { reconcileSchedules, submitBackup } from './reconcileSchedules';
import { runBackups } from './runBackups';
import { runRestores } from './runRestores';
import { syncBackups } from './syncBackups';
import {
  BACKUPS,
  DELETE_REQUESTS,
  RESTORES,
  RunPlan,
  ScheduleObject,
  SCHEDULES,
  ServerSettings,
  VeleroContext,
} from './types';
import { validateLocations } from './validateLocations';
import { WorkQueue } from './WorkQueue';
import { maintainRepositories } from './volumes/repositories';

/** How often Velero lists its buckets and its expired backups. */
const SYNC_PERIOD_MS = 60_000;
const GC_PERIOD_MS = 3_600_000;

/** What is older and unfinished hangs: nobody need look at it often. */
const BUSY_MS = 5 * 60_000;

/** How the servers of the fleet are installed unless told otherwise. */
export const DEFAULT_SETTINGS: ServerSettings = {
  features: [],
  defaultVolumesToFsBackup: false,
  concurrentBackups: 10,
  plugins: ['velero/velero-plugin-for-aws:v1.14.0'],
  agents: { desired: 1, ready: 1 },
};

/**
 * Stands in for one Velero server: does to the objects of a simulated cluster
 * what the real controllers would, at the moments it is told of. Nothing is
 * really backed up.
 *
 * @public
 */
export class VeleroServer {
  readonly #context: VeleroContext;
  #syncedAt = 0;
  #collectedAt = 0;

  private constructor(context: VeleroContext) {
    this.#context = context;
  }

  static create(options: {
    store: ObjectStore;
    buckets: Map<string, ObjectBucket>;
    namespace?: string;
    version?: string;
    plans?: RunPlan[];
    settings?: Partial<ServerSettings>;
    durationMs?: number;
  }): VeleroServer {
    return new VeleroServer({
      namespace: 'velero',
      version: '1.18.2',
      durationMs: 40_000,
      ...options,
      plans: options.plans ?? [],
      settings: { ...DEFAULT_SETTINGS, ...options.settings },
      work: WorkQueue.follow(options.store, options.namespace ?? 'velero'),
      slots: new Map(),
      synced: new Map(),
    });
  }

  /** Does what is to be done at this moment; call it at least once a minute. */
  tick(now: Date): void {
    if (isStopped(this.#context)) return;
    validateLocations(this.#context, { now });
    reconcileSchedules(this.#context, now);
    runBackups(this.#context, now);
    runRestores(this.#context, now);
    deleteBackups(this.#context);
    if (now.getTime() - this.#syncedAt >= SYNC_PERIOD_MS) {
      this.#syncedAt = now.getTime();
      syncBackups(this.#context);
      maintainRepositories(this.#context, now);
    }
    if (now.getTime() - this.#collectedAt >= GC_PERIOD_MS) {
      this.#collectedAt = now.getTime();
      collectGarbage(this.#context, now);
    }
  }

  /** Whether something is on its way, so that time must pass in small steps. */
  isBusy(now: Date): boolean {
    const { work } = this.#context;
    return ([BACKUPS, RESTORES, DELETE_REQUESTS] as const).some(resource =>
      work
        .open(resource)
        .some(
          ({ metadata }) =>
            now.getTime() - Date.parse(metadata.creationTimestamp) < BUSY_MS,
        ),
    );
  }

  /** Looks at the storage locations now instead of at the next minute. */
  validateNow(now: Date): void {
    validateLocations(this.#context, { now, force: true });
  }

  /**
   * What `velero backup create --from-schedule` does.
   *
   * @throws Error when there is no such schedule
   */
  createFromSchedule(name: string, now: Date): void {
    const { store, namespace } = this.#context;
    const schedule = store.get(SCHEDULES, { namespace, name });
    if (!schedule) {
      throw new Error(
        `There is no schedule '${name}' in namespace '${namespace}'`,
      );
    }
    submitBackup(this.#context, { schedule: schedule as ScheduleObject, now });
  }

  /** Lifts the troubles that a story planned for a schedule's runs. */
  forgetPlans(schedule: string): void {
    this.#context.plans = this.#context.plans.filter(
      plan => plan.schedule !== schedule,
    );
  }
}
