import { ObjectStore } from '../apiserver/ObjectStore';
import {
  reconcileApplications,
  reconcileKustomizations,
} from '../gitops/fixed/syncObjects';
import { detachVolume, loseBackupTarget } from '../longhorn/createLonghorn';
import { LonghornManager } from '../longhorn/LonghornManager';
import { PostgresOperator } from '../postgres/PostgresOperator';
import { ObjectBucket } from '../velero/ObjectBucket';
import { RunPlan } from '../velero/types';
import { VeleroServer } from '../velero/VeleroServer';
import { findInstalledVelero } from './findInstalledVelero';
import { createSchedule, populateCluster } from './populateCluster';
import { takePlace } from './takePlace';
import { ClusterStory } from './types';

const HOUR_MS = 3_600_000;

/** How long a backup takes: these namespaces are small. */
const BACKUP_MS = 10_000;

/**
 * Argo CD and Flux stamp their objects every other minute. Of the far past
 * nobody will see the stamps.
 */
const STAMPED_MS = HOUR_MS;

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
  readonly #engines: Engine[];
  readonly #stampsFrom: number;
  #velero: VeleroServer | null;
  /** What is still to happen, with its moment. */
  #pending: { at: number; happen(now: Date): void }[];

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
          settings: story.server,
        })
      : null;
    this.#engines = enginesOf(options);
    this.#stampsFrom = options.present.getTime() - STAMPED_MS;
    this.#pending = this.#plan(options.present);
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
    due.forEach(({ happen }) => happen(now));
    this.#velero ??= this.#startInstalledVelero();
    this.#velero?.tick(now);
    this.#engines.forEach(engine => engine.tick(now));
    if (now.getTime() < this.#stampsFrom) return;
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
  isBusy(now: Date): boolean {
    return this.#velero?.isBusy(now) ?? false;
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

  #plan(present: Date): { at: number; happen(now: Date): void }[] {
    const { story } = this;
    const store = this.#store;
    const before = (hours: number) => present.getTime() - hours * HOUR_MS;
    return [
      ...story.schedules.flatMap(schedule =>
        schedule.createdHoursAgo === undefined
          ? []
          : {
              at: before(schedule.createdHoursAgo),
              happen: () => createSchedule(schedule, store),
            },
      ),
      ...(story.longhorn?.volumes ?? []).flatMap(volume =>
        volume.detachedSinceHours === undefined
          ? []
          : {
              at: before(volume.detachedSinceHours),
              happen: (now: Date) => detachVolume(volume, { store, now }),
            },
      ),
      ...(story.longhorn?.targetDownSinceHours === undefined
        ? []
        : [
            {
              at: before(story.longhorn.targetDownSinceHours),
              happen: (now: Date) => loseBackupTarget({ store, now }),
            },
          ]),
      ...story.events.map(event => ({
        at: before(event.hoursAgo),
        happen: (now: Date) =>
          takePlace(event, {
            store,
            buckets: this.#buckets,
            velero: this.#velero,
            now,
          }),
      })),
    ];
  }
}

/** What works beside Velero. */
interface Engine {
  tick(now: Date): void;
}

function enginesOf({
  story,
  store,
  present,
}: SimulatedClusterOptions): Engine[] {
  const fails = story.postgres.flatMap(
    ({ namespace, name, archivingFailsSinceHours: hours }) =>
      hours === undefined
        ? []
        : ([
            [
              `${namespace}/${name}`,
              new Date(present.getTime() - hours * HOUR_MS),
            ],
          ] as const),
  );
  const archivingFailsSince = new Map(fails);
  return [
    ...(story.postgres.length > 0
      ? [PostgresOperator.create({ store, archivingFailsSince })]
      : []),
    ...(story.longhorn ? [LonghornManager.create({ store })] : []),
  ];
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
