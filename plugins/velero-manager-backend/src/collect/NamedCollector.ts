import {
  isKubernetesRequestError,
  KindPath,
  planRetry,
  readObject,
} from '../kubernetes';
import { FactRow } from '../store/types';
import { KindHealthRecorder } from './CollectorHealthBoard';
import { KindCollectorOptions } from './KindCollectorOptions';
import { parseDelta } from './parseDelta';
import { recordRead } from './recordRead';
import { untilChange } from './untilChange';
import { ReadStatus } from './worstStatus';

const SETTLING_MS = 1_000;

/** How old what we know of such an object may be. */
const REFRESH_MS = 5 * 60_000;

/**
 * Collects a kind of which only those objects concern us that facts of other
 * kinds name: each is read by its name, when the names change and every few
 * minutes. The kind is never listed. What could not be read is tried again as
 * soon as a watch would be.
 *
 * @internal
 */
export class NamedCollector {
  readonly #options: KindCollectorOptions;
  #syncedAt: number | null = null;
  #noted: ReadStatus | null = null;
  readonly #health: KindHealthRecorder;
  /** The faults in a row. */
  #faults = 0;
  /** How long to wait after the last fault; `null` where all went well. */
  #retryMs: number | null = null;

  private constructor(options: KindCollectorOptions) {
    this.#options = options;
    this.#health = options.health.kind(options.kind.kind);
  }

  static create(options: KindCollectorOptions): NamedCollector {
    return new NamedCollector(options);
  }

  /** Until the signal aborts. */
  async run(path: KindPath, signal: AbortSignal): Promise<void> {
    const { clock, logger, survey } = this.#options;
    while (!signal.aborted) {
      const over = new AbortController();
      const waiting = AbortSignal.any([signal, over.signal]);
      const wait = untilChange({
        survey,
        topics: ['policies'],
        clock,
        signal: waiting,
        atLeastMs: SETTLING_MS,
        atMostMs: REFRESH_MS,
      }).catch(() => {});
      await this.#refresh(path, signal).catch(error => {
        if (!signal.aborted) {
          logger.warn('Could not store what the cluster sent', error as Error);
          this.#failed(error);
        }
      });
      const retry =
        this.#retryMs === null
          ? wait
          : clock.sleep(this.#retryMs, waiting).catch(() => {});
      await Promise.race([wait, retry]);
      over.abort();
    }
  }

  async #refresh(path: KindPath, signal: AbortSignal): Promise<void> {
    const { cluster, kind, store, contact, survey } = this.#options;
    const keys = survey.policies();
    if (!keys) {
      return; // what was stored before a restart stays until more is known
    }
    const scope = { cluster, kind: kind.kind };
    const read = await this.#readAll({ path, keys, signal });
    recordRead(this.#health, read);
    if (!read.ok) {
      this.#failed(read.error);
      await this.#note(read.status);
      return;
    }
    this.#faults = 0;
    this.#retryMs = null;
    if (keys.length > 0) {
      await contact.seen();
    }
    await store.apply(scope, {
      type: 'replaced',
      rows: read.rows,
      malformed: read.malformed,
    });
    this.#syncedAt = this.#options.clock.now();
    await this.#note({
      state: 'synced',
      message: null,
      syncedAt: new Date(this.#syncedAt).toISOString(),
    });
  }

  #failed(error: unknown): void {
    this.#faults += 1;
    const attempt = this.#faults;
    this.#retryMs = planRetry(error, { attempt, random: Math.random }).pauseMs;
  }

  async #readAll(options: {
    path: KindPath;
    keys: { namespace: string; name: string }[];
    signal: AbortSignal;
  }): Promise<
    | { ok: true; rows: FactRow[]; malformed: number }
    | { ok: false; status: ReadStatus; error: unknown }
  > {
    const { path, keys, signal } = options;
    const { client, kind, logger } = this.#options;
    const rows: FactRow[] = [];
    let malformed = 0;
    for (const { namespace, name } of keys) {
      try {
        const object = await readObject(client, {
          kind: { ...path, namespace },
          name,
          signal,
        });
        const parsed =
          object === null
            ? null
            : parseDelta(kind, {
                type: 'upserted',
                object,
                resourceVersion: '',
              });
        if (parsed?.delta.type === 'upserted') {
          rows.push(...parsed.delta.rows);
          malformed += parsed.malformed.length;
        }
        if (parsed?.malformed[0]) {
          logger.warn(`Left out '${name}': ${parsed.malformed[0]}`);
        }
      } catch (error) {
        signal.throwIfAborted();
        return { ok: false, status: this.#describe(error), error };
      }
    }
    return { ok: true, rows, malformed };
  }

  #describe(error: unknown): ReadStatus {
    const { clock, staleAfterMs } = this.#options;
    const message = isKubernetesRequestError(error)
      ? error.message
      : String(error);
    if (isKubernetesRequestError(error, 403)) {
      return { state: 'forbidden', message, syncedAt: null };
    }
    // What was read a moment ago is still worth judging by.
    const isFresh =
      this.#syncedAt !== null &&
      clock.now() - this.#syncedAt < REFRESH_MS + staleAfterMs;
    return isFresh && this.#noted
      ? this.#noted
      : { state: 'failed', message, syncedAt: null };
  }

  async #note(status: ReadStatus): Promise<void> {
    const { cluster, kind, store } = this.#options;
    if (JSON.stringify(status) === JSON.stringify(this.#noted)) {
      return;
    }
    this.#noted = status;
    await store.setKindStatus({ cluster, kind: kind.kind }, status);
  }
}
