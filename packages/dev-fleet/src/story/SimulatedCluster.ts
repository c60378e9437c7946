import { ObjectStore } from '../apiserver/ObjectStore';
import {
  reconcileApplications,
  reconcileKustomizations,
} from '../gitops/fixed/syncObjects';
import { ObjectBucket } from '../velero/ObjectBucket';
import { BACKUPS, RunPlan, SCHEDULES } from '../velero/types';
import { VeleroServer } from '../velero/VeleroServer';
import { findInstalledVelero } from './findInstalledVelero';
import {
  createSchedule,
  populateCluster,
  VELERO_NAMESPACE,
} from './populateCluster';
import { ClusterStory, StoryEvent } from './types';

const HOUR_MS = 3_600_000;

/** How long a backup takes: these namespaces are small. */
const BACKUP_MS = 10_000;

/**
 * One cluster of the story with its controllers. It is moved through time by
 * calls of `tick`: fast through its past, then second by second.
 *
 * @internal
 */
export class SimulatedCluster {
  readonly story: ClusterStory;
  readonly #store: ObjectStore;
  readonly #buckets: Map<string, ObjectBucket>;
  #velero: VeleroServer | null;
  /** What is still to happen, with its moment. */
  #pending: { at: number; happen(): void }[];

  private constructor(options: SimulatedClusterOptions) {
    const { story, store, buckets } = options;
    this.story = story;
    this.#store = store;
    this.#buckets = buckets;
    this.#velero = story.velero
      ? VeleroServer.create({
          store,
          buckets,
          durationMs: BACKUP_MS,
          plans: plansOf(story, options.present),
        })
      : null;
    const presentMs = options.present.getTime();
    this.#pending = [
      ...story.schedules
        .filter(({ createdHoursAgo }) => createdHoursAgo !== undefined)
        .map(schedule => ({
          at: presentMs - schedule.createdHoursAgo! * HOUR_MS,
          happen: () =>
            createSchedule(schedule, { store, cluster: story.name }),
        })),
      ...story.events.map(event => ({
        at: presentMs - event.hoursAgo * HOUR_MS,
        happen: () => this.#happen(event),
      })),
    ];
  }

  /** @param options.start - when the story begins; `present` is when it meets the real clock */
  static create(
    options: SimulatedClusterOptions & { start: Date },
  ): SimulatedCluster {
    const { story, store, start } = options;
    populateCluster(story, { store, now: start });
    return new SimulatedCluster(options);
  }

  tick(now: Date): void {
    const due = this.#pending.filter(({ at }) => at <= now.getTime());
    this.#pending = this.#pending.filter(({ at }) => at > now.getTime());
    due.forEach(({ happen }) => happen());
    this.#velero ??= this.#startInstalledVelero();
    this.#velero?.tick(now);
    if (this.story.gitops === 'argocd') {
      reconcileApplications(this.#store, this.story, now);
    } else if (this.story.gitops === 'flux') {
      reconcileKustomizations(this.#store, this.story, now);
    }
  }

  /** Null in a cluster into which nobody has installed Velero (yet). */
  get velero(): VeleroServer | null {
    return this.#velero;
  }

  /** Whether some backup is on its way, so that time must pass in small steps. */
  get busy(): boolean {
    return (
      this.#velero !== null &&
      this.#store
        .list(BACKUPS, { namespace: VELERO_NAMESPACE })
        .some(({ status }) =>
          ['', 'New', 'Queued', 'InProgress'].includes(
            String(status?.phase ?? ''),
          ),
        )
    );
  }

  #startInstalledVelero(): VeleroServer | null {
    const installed = findInstalledVelero(this.#store);
    const buckets = this.#buckets;
    return (
      installed &&
      VeleroServer.create({
        store: this.#store,
        buckets,
        durationMs: BACKUP_MS,
        ...installed,
      })
    );
  }

  #happen(event: StoryEvent): void {
    switch (event.type) {
      case 'bucket-lost':
        this.#buckets.get(event.bucket)!.unavailable = event.message;
        break;
      case 'schedule-paused':
        this.#store.patch(
          SCHEDULES,
          { namespace: VELERO_NAMESPACE, name: event.schedule },
          { patch: { spec: { paused: true } } },
        );
        break;
      default:
        throw new Error(
          `Unknown event ${JSON.stringify(event satisfies never)}`,
        );
    }
  }
}

function plansOf(story: ClusterStory, present: Date): RunPlan[] {
  return story.plans.map(({ sinceHoursAgo, ...plan }) =>
    sinceHoursAgo === undefined
      ? plan
      : {
          ...plan,
          after: new Date(present.getTime() - sinceHoursAgo * HOUR_MS),
        },
  );
}

interface SimulatedClusterOptions {
  story: ClusterStory;
  store: ObjectStore;
  buckets: Map<string, ObjectBucket>;
  present: Date;
}
