import {
  IntervalHistogram,
  monitorEventLoopDelay,
  performance,
} from 'node:perf_hooks';
import createKnex, { Knex } from 'knex';
import { quantile } from './Distribution';

const SAMPLE_MS = 100;
const NS_PER_MS = 1e6;
const RESOLUTION_MS = 5;

/** What the process did and felt for a while. */
export interface Metered {
  seconds: number;
  /** Of one core. */
  processor: number;
  /** The largest that was seen, in MiB. */
  rssMiB: number;
  heapMiB: number;
  loop: { p50: number; p99: number; max: number };
  /** How long a point query in another database of the process took. */
  neighbour: { p50: number; p99: number };
}

/**
 * Watches the process while something runs: its processor and memory, how late
 * its event loop is, and how long others in the process wait, who ask a small
 * database of their own as the portal's catalog does.
 */
export class CollectorMeter {
  readonly #delay: IntervalHistogram;
  readonly #catalog: Knex;
  readonly #times: number[] = [];
  readonly #begun = performance.now();
  readonly #cpu = process.cpuUsage();
  readonly #timer: NodeJS.Timeout;
  #rss = 0;
  #heap = 0;
  #asking = Promise.resolve();

  private constructor(catalog: Knex) {
    this.#catalog = catalog;
    this.#delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
    this.#delay.enable();
    this.#timer = setInterval(() => this.#sample(), SAMPLE_MS);
  }

  static async start(): Promise<CollectorMeter> {
    const catalog = createKnex({
      client: 'better-sqlite3',
      connection: { filename: ':memory:' },
      useNullAsDefault: true,
    });
    await catalog.schema.createTable('entities', table => {
      table.integer('id').primary();
    });
    await catalog('entities').insert({ id: 1 });
    return new CollectorMeter(catalog);
  }

  async stop(): Promise<Metered> {
    const seconds = (performance.now() - this.#begun) / 1000;
    const { user, system } = process.cpuUsage(this.#cpu);
    clearInterval(this.#timer);
    this.#sample();
    await this.#asking;
    this.#delay.disable();
    await this.#catalog.destroy();
    this.#times.sort((a, b) => a - b);
    const late = (ns: number) => Math.max(0, ns / NS_PER_MS - RESOLUTION_MS);
    return {
      seconds,
      processor: (user + system) / 1e6 / seconds,
      rssMiB: this.#rss,
      heapMiB: this.#heap,
      loop: {
        p50: late(this.#delay.percentile(50)),
        p99: late(this.#delay.percentile(99)),
        max: late(this.#delay.max),
      },
      neighbour: {
        p50: quantile(this.#times, 0.5),
        p99: quantile(this.#times, 0.99),
      },
    };
  }

  #sample(): void {
    const { rss, heapUsed } = process.memoryUsage();
    this.#rss = Math.max(this.#rss, rss / 2 ** 20);
    this.#heap = Math.max(this.#heap, heapUsed / 2 ** 20);
    const asked = performance.now();
    this.#asking = this.#catalog('entities')
      .where({ id: 1 })
      .first()
      .then(() => {
        this.#times.push(performance.now() - asked);
      });
  }
}
