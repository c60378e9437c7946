import {
  createKindReader,
  isKubernetesRequestError,
  KindPath,
  listKind,
  ResourceDelta,
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

/** Fewer lists than this are not worth one that brings more than is asked for. */
const FEW_NAMESPACES = 4;
/** Rights change by a person's hand; asking often only fills the audit log. */
const FORBIDDEN_MS = 60 * 60_000;

type ReplacedDelta = Extract<ResourceDelta, { type: 'replaced' }>;

/**
 * Collects a kind of which there are thousands that change all day, and of
 * which only those matter that use a claim: listed in the namespaces that have
 * claims, when a run begins or ends, when claims appear, and every ten minutes.
 *
 * @remarks
 * Where most namespaces of the cluster have claims, one list of all of them
 * takes the place of hundreds, unless it is forbidden.
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
  /** Until when it is not tried again to list all namespaces at once. */
  #forbiddenUntil = 0;

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
    const areRead =
      this.#areMost(namespaces) &&
      (await this.#readTogether({ path, namespaces, signal }));
    for (const namespace of areRead ? [] : namespaces) {
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

  /** Whether to list all namespaces brings little that was not asked for. */
  #areMost(namespaces: string[]): boolean {
    const { survey, clock } = this.#options;
    const all = survey.namespaceCount();
    return (
      clock.now() >= this.#forbiddenUntil &&
      namespaces.length >= FEW_NAMESPACES &&
      all !== null &&
      namespaces.length * 2 > all
    );
  }

  /** @returns `false` where that is forbidden, and each has to be asked for */
  async #readTogether(options: {
    path: KindPath;
    namespaces: string[];
    signal: AbortSignal;
  }): Promise<boolean> {
    const { path, namespaces, signal } = options;
    let status = (_namespace: string) => this.#synced();
    try {
      const listed = await this.#list(path, signal);
      await this.#store(listed, { wanted: new Set(namespaces) });
    } catch (error) {
      signal.throwIfAborted();
      if (!isKubernetesRequestError(error)) {
        throw error; // of the store
      }
      if (isKubernetesRequestError(error, 403)) {
        this.#forbiddenUntil = this.#options.clock.now() + FORBIDDEN_MS;
        return false;
      }
      this.#noteFault(error);
      status = namespace => this.#describe(namespace, error);
    }
    namespaces.forEach(namespace =>
      this.#statuses.set(namespace, status(namespace)),
    );
    return true;
  }

  async #read(options: {
    path: KindPath;
    namespace: string;
    signal: AbortSignal;
  }): Promise<ReadStatus> {
    const { path, namespace, signal } = options;
    let listed: ReplacedDelta;
    try {
      listed = await this.#list({ ...path, namespace }, signal);
    } catch (error) {
      signal.throwIfAborted();
      this.#noteFault(error);
      return this.#describe(namespace, error);
    }
    await this.#store(listed, { namespace });
    return this.#synced();
  }

  async #list(path: KindPath, signal: AbortSignal): Promise<ReplacedDelta> {
    const { client, kind, contact } = this.#options;
    const listed = await listKind(createKindReader(client, path), {
      ...{ pageSize: PAGE_SIZE, signal },
      read: object => ReadObject.of(kind, object),
    });
    this.#health.listed();
    recordRead(this.#health, { ok: true });
    await contact.seen();
    return listed;
  }

  /** Stores a list of one namespace, or of all that are there the wanted ones. */
  async #store(
    listed: ReplacedDelta,
    of: { namespace: string } | { wanted: ReadonlySet<string> },
  ): Promise<void> {
    const { cluster, kind, store, logger } = this.#options;
    const parsed = parseDelta(kind, listed);
    if (parsed?.delta.type !== 'replaced') {
      return;
    }
    const { delta, malformed } = parsed;
    if (malformed[0]) {
      logger.warn(
        `Left out ${malformed.length} object(s) that could not be understood, the first because: ${malformed[0]}`,
      );
    }
    await store.apply(
      { cluster, kind: kind.kind },
      'namespace' in of
        ? { ...delta, namespace: of.namespace }
        : {
            ...delta,
            rows: delta.rows.filter(({ namespace }) =>
              of.wanted.has(namespace),
            ),
          },
    );
  }

  #noteFault(error: unknown): void {
    recordRead(this.#health, { ok: false, error });
    this.#failed ||= !isKubernetesRequestError(error, 403);
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
