import { readFileSync, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { toError } from '@backstage/errors';
import type { MemoryClusterRegistry } from './ClusterRegistry';
import { type ClusterConfig, readClusterConfig } from './readClusterConfig';
import type { ConfigNote } from './types';

const SOURCE = 'app-config';

/** When a file changed last; `null` where there is none. */
type Stamp = number | null;

/**
 * Keeps the registry equal to what app-config says of clusters: it is read
 * again when it changes, and when a certificate file that it names does.
 * Where the new one is not valid, all clusters stay as they were, and a note
 * says why.
 *
 * @internal
 */
export class ConfiguredClusters {
  readonly #config: Config;
  readonly #registry: MemoryClusterRegistry;
  readonly #logger: LoggerService;
  readonly #callbacks = new Set<() => void>();
  readonly #subscription: { unsubscribe(): void } | undefined;
  #current: ClusterConfig;
  readonly #stamps = new Map<string, Stamp>();
  #told: string[] = [];

  private constructor(options: {
    config: Config;
    registry: MemoryClusterRegistry;
    logger: LoggerService;
  }) {
    this.#config = options.config;
    this.#registry = options.registry;
    this.#logger = options.logger;
    this.#current = this.#read();
    this.#publish();
    // Optional in the contract; where it is missing, a change needs a restart.
    this.#subscription = this.#config.subscribe?.(() => this.#reread());
  }

  /**
   * @throws InputError that lists every problem, where the configuration is not
   * valid from the start
   */
  static create(options: {
    config: Config;
    registry: MemoryClusterRegistry;
    logger: LoggerService;
  }): ConfiguredClusters {
    return new ConfiguredClusters(options);
  }

  /** The last configuration that was valid. */
  get current(): ClusterConfig {
    return this.#current;
  }

  /**
   * Calls back after each change that was taken up.
   *
   * @returns a function that ends the subscription
   */
  subscribe(callback: () => void): () => void {
    this.#callbacks.add(callback);
    return () => this.#callbacks.delete(callback);
  }

  /** Ends following the configuration. */
  stop(): void {
    this.#subscription?.unsubscribe();
  }

  /** Reads again where a certificate file is another than when it was read. */
  async lookAtFiles(): Promise<void> {
    const changes = await Promise.all(
      [...this.#stamps].map(async ([path, before]) => {
        const now: Stamp = await stat(path).then(
          ({ mtimeMs }) => mtimeMs,
          () => null,
        );
        return before !== now;
      }),
    );
    if (changes.includes(true)) {
      this.#reread();
    }
  }

  #read(): ClusterConfig {
    return readClusterConfig(this.#config, {
      readFile: path => {
        this.#stamps.set(path, null);
        // First the moment: a file that changes right after is read again.
        const { mtimeMs } = statSync(path);
        const text = readFileSync(path, 'utf8');
        this.#stamps.set(path, mtimeMs);
        return text;
      },
    });
  }

  #reread(): void {
    try {
      this.#current = this.#read();
    } catch (error) {
      this.#note([
        ...this.#current.notes,
        {
          place: SOURCE,
          message: `A change was not taken up, and all clusters stay as they were. ${
            toError(error).message
          }`,
        },
      ]);
      return;
    }
    this.#publish();
    this.#callbacks.forEach(callback => callback());
  }

  #publish(): void {
    this.#registry.replace(SOURCE, this.#current.clusters);
    this.#note(this.#current.notes);
  }

  #note(notes: ConfigNote[]): void {
    this.#registry.note(SOURCE, notes);
    const told = new Set(this.#told);
    this.#told = notes.map(({ place, message }) => `${place}: ${message}`);
    this.#told
      .filter(text => !told.has(text))
      .forEach(text => this.#logger.warn(text));
  }
}
