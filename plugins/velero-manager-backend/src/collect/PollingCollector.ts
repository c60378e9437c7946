import {
  createKindReader,
  isKubernetesRequestError,
  KindPath,
  listKind,
} from '../kubernetes';
import { KindHealthRecorder } from './CollectorHealthBoard';
import { KindCollectorOptions } from './KindCollectorOptions';
import { parseDelta } from './parseDelta';
import { recordRead } from './recordRead';
import { ReadObject } from './ReadObject';
import { untilChange } from './untilChange';
import { ReadStatus, worstStatus } from './worstStatus';

/** Runs begin and end in crowds, and each looks at the same pods. */
const SHORTEST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 10 * 60_000;
/** Where a list failed, no change may come that brings us back. */
const RETRY_MS = 30_000;
/** Until claims were read there is nothing to do. */
const WAIT_FOR_CLAIMS_MS = 1_000;

const PAGE_SIZE = 500;

/**
 * Collects a kind of which there are thousands that change all day, and of
 * which only those matter that use a claim: listed in the namespaces that have
 * claims, when a run begins or ends, when claims appear, and every ten minutes.
 *
 * @internal
 */
export class PollingCollector {
  readonly #options: KindCollectorOptions;
  readonly #health: KindHealthRecorder;
  /** How the last look at each namespace went. */
  readonly #statuses = new Map<string, ReadStatus>();
  /** Whether the last look failed somewhere. */
  #failed = false;

  private constructor(options: KindCollectorOptions) {
    this.#options = options;
    this.#health = options.health.kind(options.kind.kind);
  }

  static create(options: KindCollectorOptions): PollingCollector {
    return new PollingCollector(options);
  }

  /** Until the signal aborts. */
  async run(path: KindPath, signal: AbortSignal): Promise<void> {
    const { clock, logger, survey } = this.#options;
    while (!signal.aborted) {
      const isReady = survey.claimNamespaces() !== null;
      const over = new AbortController();
      const waiting = AbortSignal.any([signal, over.signal]);
      const wait = untilChange({
        survey,
        topics: isReady ? ['claims', 'runs'] : ['claims'],
        clock,
        signal: waiting,
        atLeastMs: isReady ? SHORTEST_PAUSE_MS : WAIT_FOR_CLAIMS_MS,
        atMostMs: LONGEST_PAUSE_MS,
      }).catch(() => {});
      this.#failed = false;
      await this.#poll(path, signal).catch(error => {
        this.#failed = true;
        if (!signal.aborted) {
          logger.warn('Could not store what the cluster sent', error as Error);
        }
      });
      const retry = this.#failed
        ? clock.sleep(RETRY_MS, waiting).catch(() => {})
        : wait;
      await Promise.race([wait, retry]);
      over.abort();
    }
  }

  async #poll(path: KindPath, signal: AbortSignal): Promise<void> {
    const { cluster, kind, store, survey } = this.#options;
    const scope = { cluster, kind: kind.kind };
    const namespaces = survey.claimNamespaces();
    if (!namespaces) {
      return; // what was stored before a restart stays until more is known
    }
    await store.apply(scope, { type: 'confined', namespaces });
    for (const known of [...this.#statuses.keys()]) {
      if (!namespaces.includes(known)) {
        this.#statuses.delete(known);
      }
    }
    for (const namespace of namespaces) {
      const status = await this.#read({ path, namespace, signal });
      this.#statuses.set(namespace, status);
      if (status.state === 'forbidden') {
        break; // all others would be, too
      }
    }
    const parts = [...this.#statuses.values()];
    await store.setKindStatus(
      scope,
      parts.length > 0 ? worstStatus(parts) : this.#synced(),
    );
  }

  async #read(options: {
    path: KindPath;
    namespace: string;
    signal: AbortSignal;
  }): Promise<ReadStatus> {
    const { path, namespace, signal } = options;
    const { client, kind, contact, cluster, store, logger } = this.#options;
    const reader = createKindReader(client, { ...path, namespace });
    let listed: Awaited<ReturnType<typeof listKind>>;
    try {
      listed = await listKind(reader, {
        ...{ pageSize: PAGE_SIZE, signal },
        read: object => ReadObject.of(kind, object),
      });
    } catch (error) {
      signal.throwIfAborted();
      recordRead(this.#health, { ok: false, error });
      this.#failed ||= !isKubernetesRequestError(error, 403);
      return this.#describe(namespace, error);
    }
    this.#health.listed();
    recordRead(this.#health, { ok: true });
    await contact.seen();
    const parsed = parseDelta(kind, listed);
    if (parsed?.delta.type === 'replaced') {
      if (parsed.malformed[0]) {
        logger.warn(
          `Left out ${parsed.malformed.length} object(s) that could not be understood, the first because: ${parsed.malformed[0]}`,
        );
      }
      await store.apply(
        { cluster, kind: kind.kind },
        { ...parsed.delta, namespace },
      );
    }
    return this.#synced();
  }

  #describe(namespace: string, error: unknown): ReadStatus {
    const message = isKubernetesRequestError(error)
      ? error.message
      : String(error);
    if (isKubernetesRequestError(error, 403)) {
      return { state: 'forbidden', message, syncedAt: null };
    }
    const { clock, staleAfterMs } = this.#options;
    const before = this.#statuses.get(namespace);
    const age = clock.now() - Date.parse(before?.syncedAt ?? '');
    // What was read a moment ago is still worth judging by.
    return before?.state === 'synced' && age < LONGEST_PAUSE_MS + staleAfterMs
      ? before
      : { state: 'failed', message, syncedAt: null };
  }

  #synced(): ReadStatus {
    const now = this.#options.clock.now();
    return {
      state: 'synced',
      message: null,
      syncedAt: new Date(now).toISOString(),
    };
  }
}
