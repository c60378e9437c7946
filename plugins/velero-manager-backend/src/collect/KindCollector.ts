import { ErrorLike } from '@backstage/errors';
import { KindStatus } from '@velero-manager/backstage-plugin-velero-manager-common';
import {
  AbortRelay,
  createKindReader,
  discoverKinds,
  isKubernetesRequestError,
  KindPath,
  KindReader,
  ResourceDelta,
  retryingWatch,
  WatchState,
} from '../kubernetes';
import { FactDelta } from '../store/types';
import { KindHealthRecorder } from './CollectorHealthBoard';
import { KindHealth } from './CollectorHealth';
import { FactWriter } from './FactWriter';
import { KindCollectorOptions } from './KindCollectorOptions';
import { KindStatusKeeper } from './KindStatusKeeper';
import { LastWords } from './LastWords';
import { parseDelta } from './parseDelta';
import { ReadObject } from './ReadObject';

/** A store that fails is tried again, from a fresh list. */
const STORE_RETRY_MS = 5_000;

/**
 * Keeps the store equal to one kind of one cluster: parses what the watch
 * yields, notes how far the kind has been read, and lives on through faults of
 * the cluster and of the store.
 *
 * @internal
 */
export class KindCollector {
  readonly #options: KindCollectorOptions;
  readonly #health: KindHealthRecorder;
  readonly #status: KindStatusKeeper;
  readonly #lastWords = LastWords.create();
  /** The API version in which objects come. */
  #version = '';
  /** Whether what is stored was once the whole kind, and was kept up since. */
  #isWhole = false;
  /** Status rows are written in the order in which things happened. */
  #writing: Promise<void> = Promise.resolve();
  /** Whether nothing could be stored at the last attempt, which was told. */
  #isStoreFailing = false;

  private constructor(options: KindCollectorOptions) {
    this.#options = options;
    const { cluster, health, kind, namespace } = options;
    this.#health = health.kind(kind.kind, namespace);
    this.#status = KindStatusKeeper.create({
      ...options,
      scope: { cluster, kind: kind.kind },
    });
  }

  static create(options: KindCollectorOptions): KindCollector {
    return new KindCollector(options);
  }

  /** Until the signal aborts. @param reader - `null` where the kind is absent, which the caller has noted */
  async run(reader: KindReader | null, signal: AbortSignal): Promise<void> {
    const { clock, logger, kind, namespace, resumption } = this.#options;
    let found = reader;
    let startAt: string | null = null;
    if (found) {
      const watch = { kind, version: found.version, namespace };
      startAt = resumption.startAt(watch);
      // What another collector has read whole is as good as if we had.
      this.#isWhole = startAt !== null;
      if (startAt !== null) {
        const isSynced = resumption.isSynced(watch);
        this.#status.assume(isSynced ? 'synced' : 'failed');
      }
    } else {
      this.#status.assume('absent');
      this.#health.phase('absent', null);
    }
    while (!signal.aborted) {
      try {
        found ??= await this.#awaitKind(signal);
        await this.#follow(found, { startAt, signal });
      } catch (error) {
        if (signal.aborted) {
          break;
        }
        if (!this.#isStoreFailing) {
          logger.warn(
            'Could not store what the cluster sent, trying again',
            error as Error,
          );
        }
        // Told once, not every few seconds while the database is away.
        this.#isStoreFailing = true;
        startAt = null;
        await clock.sleep(STORE_RETRY_MS, signal).catch(() => {});
      }
    }
    await this.#writing.catch(() => {});
  }

  async #follow(
    reader: KindReader,
    options: { startAt: string | null; signal: AbortSignal },
  ): Promise<void> {
    const { cluster, kind, clock, silenceMs } = this.#options;
    const ending = AbortRelay.of(options.signal);
    const writer = FactWriter.create({
      ...{ cluster, clock },
      write: delta => this.#store(delta),
      onFault: () => ending.abort(),
    });
    this.#version = reader.version;
    try {
      await retryingWatch({
        reader,
        read: object => ReadObject.of(kind, object),
        sink: { apply: delta => this.#apply(delta, writer) },
        signal: ending.signal,
        clock,
        random: Math.random,
        silenceMs,
        startAt: options.startAt,
        onState: state => this.#onState(state),
        onFault: error => this.#onFault(error),
        rediscover: inner => this.#rediscover(inner),
      });
      await writer.drain();
    } finally {
      writer.end();
      ending.end();
    }
  }

  async #apply(delta: ResourceDelta, writer: FactWriter): Promise<void> {
    const { kind, contact, logger, namespace, resumption, clock } =
      this.#options;
    await contact.seen();
    const watch = { kind, version: this.#version, namespace };
    const position = resumption.position(watch, delta.resourceVersion);
    const parsed = parseDelta(kind, delta);
    if (!parsed) {
      // A position must not be ahead of the facts that it stands for.
      await writer.drain();
      if (position) {
        contact.moved(kind.kind, position);
      }
    } else if (parsed.delta.type === 'replaced') {
      await writer.drain();
      contact.lost(kind.kind, namespace ?? '');
      await this.#store({ ...parsed.delta, position });
      this.#lastWords.note(parsed.delta, clock.now());
      this.#isWhole = true;
      this.#health.listed();
      // Where it may not be watched, that stays to be said.
      const { state, message } = this.#status;
      await this.#status.set('synced', state === 'synced' ? message : null);
    } else {
      this.#health.events(1);
      const isNews = this.#lastWords.note(parsed.delta, clock.now());
      await writer.push({ ...parsed.delta, position }, { isNews });
    }
    if (parsed && parsed.malformed.length > 0) {
      logger.warn(
        `Left out ${parsed.malformed.length} object(s) that could not be understood, the first because: ${parsed.malformed[0]}`,
      );
    }
    await this.#noteRecovery(delta);
  }

  /** A watch that goes on without a list after a fault makes the kind whole again. */
  async #noteRecovery({ type }: ResourceDelta): Promise<void> {
    const { state, message } = this.#status;
    const isWell = state === 'synced' && message === null;
    if (this.#isWhole && type !== 'replaced' && !isWell) {
      await this.#status.set('synced', null);
    }
  }

  async #store(delta: FactDelta): Promise<void> {
    const { cluster, kind, store, survey, clock } = this.#options;
    const began = clock.now();
    await store.apply({ cluster, kind: kind.kind }, delta);
    this.#health.stored(clock.now() - began);
    this.#isStoreFailing = false;
    survey.observe(kind, delta);
  }

  #onFault(error: unknown): void {
    const code = isKubernetesRequestError(error) ? error.code : 'other';
    this.#health.fault(String(code));
  }

  #onState(state: WatchState): void {
    this.#health.phase(
      state.phase,
      state.error ? problemOf(state.error) : null,
      deniedOf(state),
    );
    const next = this.#describe(state);
    if (!next) {
      return;
    }
    const { contact, logger } = this.#options;
    this.#writing = this.#writing
      .then(async () => {
        if (next.contactLost) {
          await contact.failed(next.message);
        }
        if (next.status === 'absent') {
          await this.#noteAbsent();
        } else if (next.status) {
          await this.#status.set(next.status, next.message);
        }
      })
      .catch(error =>
        logger.warn('Could not note how the watch goes', error as Error),
      );
  }

  /** What a state of the watch means for what may be concluded from the facts. */
  #describe(state: WatchState): {
    status: KindStatus['state'] | null;
    message: string;
    contactLost: boolean;
  } | null {
    const { clock, staleAfterMs } = this.#options;
    // While it is tried again, what the last try found still stands.
    if (!state.error || state.phase === 'listing') {
      return null;
    }
    const { message } = state.error;
    if (state.phase === 'forbidden' || state.phase === 'absent') {
      return { status: state.phase, message, contactLost: false };
    }
    if (state.phase === 'polled') {
      return { status: 'synced', message, contactLost: false };
    }
    // What was complete a moment ago is still worth judging by: a watch that
    // reconnects is not an event that people should see.
    const stale = clock.now() - state.since >= staleAfterMs;
    const status = this.#status.state !== 'synced' || stale ? 'failed' : null;
    return { status, message: problemOf(state.error), contactLost: true };
  }

  async #awaitKind(signal: AbortSignal): Promise<KindReader> {
    const { kind, missing } = this.#options;
    return this.#readerOf(await missing.appears(kind, signal));
  }

  async #rediscover(signal: AbortSignal): Promise<KindReader | null> {
    const { discovery, kind } = this.#options;
    const [found] = await discoverKinds(discovery, [kind], { signal });
    return found.outcome === 'served' ? this.#readerOf(found.kind) : null;
  }

  #readerOf(path: KindPath): KindReader {
    const { client, namespace, streaming } = this.#options;
    this.#version = path.version;
    return createKindReader(client, { ...path, namespace }, { streaming });
  }

  /** A kind that is not served has no objects: what we had of it is gone. */
  async #noteAbsent(): Promise<void> {
    const { cluster, kind, store, survey, contact, namespace } = this.#options;
    this.#isWhole = false;
    contact.lost(kind.kind, namespace ?? '');
    await store.apply(
      { cluster, kind: kind.kind },
      { type: 'replaced', rows: [], malformed: 0 },
    );
    survey.observeAbsence(kind);
    await this.#status.set('absent', null);
  }
}

/** What was asked when the account was refused. */
function deniedOf({ phase, error }: WatchState): KindHealth['denied'] {
  if (phase !== 'forbidden' && phase !== 'polled') {
    return null;
  }
  if (!isKubernetesRequestError(error) || error.subject.verb === 'discover') {
    return null;
  }
  return error.subject.verb;
}

function problemOf(error: ErrorLike): string {
  return isKubernetesRequestError(error) ? error.problem : error.message;
}
