// Lets a fleet live through faults of its clusters and the death of replicas,
// and then holds the store against the clusters, object by object. Run as
// `yarn soak`; see docs/performance.md.

import { setTimeout as pause } from 'node:timers/promises';
import { createRandom, Fault } from '@velero-manager/dev-fleet';
import { type BenchDatabase, openBenchDatabase } from './BenchDatabase';
import { CollectorFleet } from './collectorFleet';
import { readSoakOptions, SoakOptions } from './soakOptions';
import { SoakReplicas } from './soakReplicas';
import {
  compareWithClusters,
  describeClusters,
  findBrokenTransitions,
  type Truth,
} from './soakTruth';

const SIZE = {
  namespaces: 5,
  schedules: 5,
  backups: 60,
  claims: 6,
  copies: 20,
  syncObjects: 4,
};
const ENTITIES = 3;
const FAULTY_SHARE = 0.05;
const STEP_MS = 1000;
const BOOKMARK_MS = 5_000;
/** Short, so that a watch that fell silent is found out within a test. */
const SILENT_AFTER_MS = 20_000;
/** Every so many seconds a replica ends; it is back after some more. */
const END_EVERY = 20;
const BACK_AFTER = 8;
/** A forbidden kind is asked for again after about five minutes. */
const LONG_MINUTES = 10;
/**
 * How long nothing may come closer before it is given up, and in how many looks:
 * on an overloaded machine one look alone takes more than a minute.
 */
const PATIENCE_LOOKS = 4;
const PATIENCE_MS = { short: 90_000, long: 8 * 60_000 };
const COMPARE_EVERY_MS = 4_000;
const BURST = 500;

const BACKUPS = 'backups.velero.io';
const SHORT_FAULTS: (Fault | 'burst')[] = [
  { type: 'silence' },
  { type: 'silence', resource: BACKUPS },
  { type: 'cut', refuse: true },
  { type: 'cut', times: 20 },
  { type: 'status', code: 401 },
  { type: 'status', code: 429, retryAfterSeconds: 2 },
  { type: 'status', code: 500 },
  { type: 'status', code: 503, resource: BACKUPS },
  { type: 'slow', delayMs: 3_000 },
  { type: 'malformed' },
  { type: 'truncated' },
  { type: 'expired' },
  { type: 'expired', resource: BACKUPS },
  'burst',
];
const LONG_FAULTS: Fault[] = [
  { type: 'status', code: 403, resource: 'datauploads.velero.io' },
];

/** Puts faults on clusters at random, and takes them away again. */
class Trouble {
  readonly #random: () => number;
  readonly #fleet: CollectorFleet;
  readonly #faults: (Fault | 'burst')[];
  /** By cluster: how many more steps its fault stays. */
  readonly #faulty = new Map<string, number>();
  readonly counts = new Map<string, number>();

  constructor(options: {
    random: () => number;
    fleet: CollectorFleet;
    faults: (Fault | 'burst')[];
  }) {
    this.#random = options.random;
    this.#fleet = options.fleet;
    this.#faults = options.faults;
  }

  async step(): Promise<void> {
    for (const [cluster, left] of this.#faulty) {
      if (left > 0) {
        this.#faulty.set(cluster, left - 1);
      } else {
        this.#faulty.delete(cluster);
        await this.#fleet.setFaults(cluster, []);
      }
    }
    const { clusters } = this.#fleet;
    const wanted = Math.max(1, Math.round(clusters.length * FAULTY_SHARE));
    while (this.#faulty.size < wanted) {
      const cluster = this.#draw(clusters);
      const fault = this.#draw(this.#faults);
      const name = typeof fault === 'string' ? fault : fault.type;
      this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
      this.#faulty.set(cluster, 2 + Math.floor(this.#random() * 8));
      await (typeof fault === 'string'
        ? this.#fleet.burst(cluster, BURST)
        : this.#fleet.setFaults(cluster, [fault]));
    }
  }

  async end(): Promise<void> {
    for (const cluster of this.#fleet.clusters) {
      await this.#fleet.setFaults(cluster, []);
    }
  }

  #draw<T>(items: T[]): T {
    return items[Math.floor(this.#random() * items.length)];
  }
}

async function suffer(
  options: SoakOptions,
  parts: { fleet: CollectorFleet; replicas: SoakReplicas; trouble: Trouble },
  random: () => number,
): Promise<void> {
  const { fleet, replicas, trouble } = parts;
  const end = Date.now() + options.minutes * 60_000;
  await fleet.beats(true);
  await fleet.churn(options.churn);
  for (let step = 1; Date.now() < end; step += 1) {
    await trouble.step();
    if (step % END_EVERY === 0) {
      const place = Math.floor(random() * replicas.count);
      await replicas.end(place, random() < 0.5 ? 'killed' : 'stopped');
    }
    if (step % END_EVERY === BACK_AFTER) {
      await replicas.revive();
    }
    await pause(STEP_MS);
  }
  await fleet.churn(0);
  await fleet.beats(false);
  await trouble.end();
  await replicas.revive();
}

/** Compares until all is equal, or nothing comes closer any more. */
async function awaitEqual(
  knex: BenchDatabase['knex'],
  options: { fleet: CollectorFleet; patienceMs: number },
): Promise<Truth> {
  const { fleet, patienceMs } = options;
  let truth = await compareWithClusters(knex, fleet);
  let closerAt = Date.now();
  let looks = 0;
  while (
    truth.differences.length > 0 &&
    (looks < PATIENCE_LOOKS || Date.now() - closerAt < patienceMs)
  ) {
    await pause(COMPARE_EVERY_MS);
    const before = truth.differences.length;
    truth = await compareWithClusters(knex, fleet);
    looks += 1;
    if (truth.differences.length < before) {
      closerAt = Date.now();
      looks = 0;
    }
  }
  return truth;
}

async function soak(options: SoakOptions): Promise<boolean> {
  const { seed, clusters, minutes } = options;
  const random = createRandom(seed);
  const isLong = minutes >= LONG_MINUTES;
  const database = await openBenchDatabase(options.postgres);
  const fleet = await CollectorFleet.start({
    ...{ clusters, seed, size: SIZE },
    bookmarkIntervalMs: BOOKMARK_MS,
  });
  const replicas = await SoakReplicas.start(
    {
      database: database.address,
      clusters: fleet.definitions(),
      entities: ENTITIES,
      silentAfterMs: SILENT_AFTER_MS,
    },
    options.replicas,
  );
  const trouble = new Trouble({
    ...{ random, fleet },
    faults: [...SHORT_FAULTS, ...(isLong ? LONG_FAULTS : [])],
  });
  try {
    await suffer(options, { fleet, replicas, trouble }, random);
    const began = Date.now();
    const truth = await awaitEqual(database.knex, {
      fleet,
      patienceMs: isLong ? PATIENCE_MS.long : PATIENCE_MS.short,
    });
    const broken = await findBrokenTransitions(database.knex);
    console.log(
      JSON.stringify({
        ...options,
        postgres: undefined,
        database: database.name,
        faults: Object.fromEntries(trouble.counts),
        replicasEnded: replicas.ends,
        requests: await fleet.counts(),
        objects: truth.objects,
        equalAfterSeconds: Math.round((Date.now() - began) / 1000),
        differences: truth.differences.length,
        brokenTransitions: broken,
      }),
    );
    truth.differences
      .slice(0, 10)
      .forEach(one => console.log(JSON.stringify(one)));
    (await describeClusters(database.knex, truth.differences)).forEach(one =>
      console.log(JSON.stringify(one)),
    );
    return truth.differences.length === 0 && broken === 0;
  } finally {
    for (let place = 0; place < replicas.count; place += 1) {
      await replicas.end(place, 'stopped');
    }
    await fleet.stop();
    await database.close();
  }
}

async function main(): Promise<void> {
  const options = readSoakOptions();
  console.log(`Seed ${options.seed}`);
  const isEqual = await soak(options);
  console.log(
    isEqual
      ? 'The store is equal to the clusters.'
      : `The store is not equal to the clusters; run it again with --seed ${options.seed}`,
  );
  process.exit(isEqual ? process.exitCode ?? 0 : 1);
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
