import { LoggerService } from '@backstage/backend-plugin-api';
import {
  FactKind,
  KindDefinition,
  KindStatus,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import {
  Clock,
  createKindReader,
  ClusterClient,
  discoverKinds,
  isKubernetesRequestError,
  KindReader,
  ResourceDelta,
  retryingWatch,
  WatchState,
} from '../kubernetes';
import { FactStore } from '../store/types';
import { ContactRecorder } from './ContactRecorder';
import { ClusterSurvey } from './ClusterSurvey';
import { parseDelta } from './parseDelta';
import { readingPages } from './ReadObject';

/** How long a kind may be there unnoticed that was not there before. */
const LONGEST_ABSENCE_MS = 60_000;

/** A store that fails is tried again, from a fresh list. */
const STORE_RETRY_MS = 5_000;

/** What collecting one kind of one cluster needs. @internal */
export interface KindCollectorOptions {
  cluster: string;
  kind: KindDefinition;
  client: Pick<ClusterClient, 'getJson' | 'getStream'>;
  /** Where to ask what the cluster serves. */
  discovery: Pick<ClusterClient, 'getJson'>;
  /** What the collectors of the cluster tell each other. */
  survey: ClusterSurvey;
  store: Pick<FactStore, 'apply' | 'setKindStatus'>;
  contact: ContactRecorder;
  clock: Clock;
  logger: LoggerService;
  /** A kind that has failed for this long is no longer called synced. */
  staleAfterMs: number;
  /** A watch without a sign of life for this long is begun anew. */
  silenceMs: number;
  /** The one namespace to look in; absent: all of them. */
  namespace?: string;
}

/**
 * Keeps the store equal to one kind of one cluster: parses what the watch
 * yields, notes how far the kind has been read, and lives on through faults of
 * the cluster and of the store.
 *
 * @internal
 */
export class KindCollector {
  readonly #options: KindCollectorOptions;
  #status: KindStatus['state'] = 'pending';
  /** Status rows are written in the order in which things happened. */
  #writing: Promise<void> = Promise.resolve();

  private constructor(options: KindCollectorOptions) {
    this.#options = options;
  }

  static create(options: KindCollectorOptions): KindCollector {
    return new KindCollector(options);
  }

  /** Until the signal aborts. @param reader - `null` where the kind is absent, which the caller has noted */
  async run(reader: KindReader | null, signal: AbortSignal): Promise<void> {
    const { clock, logger } = this.#options;
    let found = reader;
    if (!found) {
      this.#status = 'absent';
    }
    while (!signal.aborted) {
      try {
        found ??= await this.#awaitKind(signal);
        await this.#follow(found, signal);
      } catch (error) {
        if (signal.aborted) {
          break;
        }
        logger.error('Could not store what the cluster sent', error as Error);
        await clock.sleep(STORE_RETRY_MS, signal).catch(() => {});
      }
    }
    await this.#writing.catch(() => {});
  }

  async #follow(reader: KindReader, signal: AbortSignal): Promise<void> {
    const { kind, clock, silenceMs } = this.#options;
    await retryingWatch({
      reader: readingPages(kind, reader),
      sink: { apply: delta => this.#apply(delta) },
      signal,
      clock,
      random: Math.random,
      silenceMs,
      onState: state => this.#onState(state),
      rediscover: inner => this.#discover(inner),
    });
  }

  async #apply(delta: ResourceDelta): Promise<void> {
    const { cluster, kind, store, survey, contact, logger } = this.#options;
    await contact.seen();
    const parsed = parseDelta(kind, delta);
    if (!parsed) {
      return;
    }
    if (parsed.malformed.length > 0) {
      logger.warn(
        `Left out ${parsed.malformed.length} object(s) that could not be understood, the first because: ${parsed.malformed[0]}`,
      );
    }
    await store.apply({ cluster, kind: kind.kind }, parsed.delta);
    survey.observe(kind, parsed.delta);
    if (delta.type === 'replaced') {
      await this.#setStatus('synced', null);
    }
  }

  #onState(state: WatchState): void {
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
          await this.#setStatus(next.status, next.message);
        }
      })
      .catch(error =>
        logger.error('Could not note how the watch goes', error as Error),
      );
  }

  /** What a state of the watch means for what may be concluded from the facts. */
  #describe(state: WatchState): {
    status: KindStatus['state'] | null;
    message: string;
    contactLost: boolean;
  } | null {
    const { clock, staleAfterMs } = this.#options;
    if (!state.error) {
      return null;
    }
    const { message } = state.error;
    if (state.phase === 'forbidden' || state.phase === 'absent') {
      return { status: state.phase, message, contactLost: false };
    }
    // What was complete a moment ago is still worth judging by: a watch that
    // reconnects is not an event that people should see.
    const stale = clock.now() - state.since >= staleAfterMs;
    const status = this.#status !== 'synced' || stale ? 'failed' : null;
    return { status, message: problemOf(state.error), contactLost: true };
  }

  async #awaitKind(signal: AbortSignal): Promise<KindReader> {
    const { clock, staleAfterMs } = this.#options;
    for (;;) {
      await clock.sleep(Math.min(LONGEST_ABSENCE_MS, staleAfterMs), signal);
      const reader = await this.#discover(signal).catch(() => null);
      if (reader) {
        return reader;
      }
    }
  }

  async #discover(signal: AbortSignal): Promise<KindReader | null> {
    const { client, discovery, kind, namespace } = this.#options;
    const [found] = await discoverKinds(discovery, [kind], { signal });
    return found.outcome === 'served'
      ? readingPages(
          kind,
          createKindReader(client, { ...found.kind, namespace }),
        )
      : null;
  }

  /** A kind that is not served has no objects: what we had of it is gone. */
  async #noteAbsent(): Promise<void> {
    const { cluster, kind, store, survey } = this.#options;
    await store.apply(
      { cluster, kind: kind.kind },
      { type: 'replaced', rows: [], malformed: 0 },
    );
    survey.observeAbsence(kind);
    await this.#setStatus('absent', null);
  }

  async #setStatus(
    state: KindStatus['state'],
    message: string | null,
  ): Promise<void> {
    const { cluster, kind, store, clock } = this.#options;
    this.#status = state;
    const syncedAt =
      state === 'synced' ? new Date(clock.now()).toISOString() : null;
    const scope = { cluster, kind: kind.kind satisfies FactKind };
    await store.setKindStatus(scope, { state, message, syncedAt });
  }
}

function problemOf(error: Error): string {
  return isKubernetesRequestError(error) ? error.problem : error.message;
}
