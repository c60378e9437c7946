import { ObjectStore } from '../apiserver/ObjectStore';
import { collectGarbage } from './collectGarbage';
import { ObjectBucket } from './ObjectBucket';
import { reconcileSchedules, submitBackup } from './reconcileSchedules';
import { runBackups } from './runBackups';
import { syncBackups } from './syncBackups';
import { RunPlan, ScheduleObject, SCHEDULES, VeleroContext } from './types';
import { validateLocations } from './validateLocations';

/** How often Velero lists its buckets and its expired backups. */
const SYNC_PERIOD_MS = 60_000;
const GC_PERIOD_MS = 3_600_000;

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
    durationMs?: number;
  }): VeleroServer {
    return new VeleroServer({
      namespace: 'velero',
      version: '1.18.2',
      durationMs: 40_000,
      ...options,
      plans: options.plans ?? [],
    });
  }

  /** Does what is to be done at this moment; call it at least once a minute. */
  tick(now: Date): void {
    validateLocations(this.#context, { now });
    reconcileSchedules(this.#context, now);
    runBackups(this.#context, now);
    if (now.getTime() - this.#syncedAt >= SYNC_PERIOD_MS) {
      this.#syncedAt = now.getTime();
      syncBackups(this.#context);
    }
    if (now.getTime() - this.#collectedAt >= GC_PERIOD_MS) {
      this.#collectedAt = now.getTime();
      collectGarbage(this.#context, now);
    }
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
