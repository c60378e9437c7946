import { createKindReader, KindPath } from '../kubernetes';
import { FactDelta } from '../store/types';
import { KindCollector } from './KindCollector';
import { KindCollectorOptions } from './KindCollectorOptions';
import { untilChange } from './untilChange';
import { ReadStatus, worstStatus } from './worstStatus';

/** Several objects of a new Velero arrive together. */
const SETTLING_MS = 1_000;
const LONGEST_WAIT_MS = 60 * 60_000;

interface FollowedNamespace {
  status(): ReadStatus;
  stop(): Promise<void>;
}

/**
 * Collects a kind only where Velero lives, because a cluster has many of them
 * and few concern us: one watch in each of Velero's namespaces, as these come
 * and go.
 *
 * @internal
 */
export class VeleroNamespaceCollector {
  readonly #options: KindCollectorOptions;
  readonly #followed = new Map<string, FollowedNamespace>();
  #noted = '';

  private constructor(options: KindCollectorOptions) {
    this.#options = options;
  }

  static create(options: KindCollectorOptions): VeleroNamespaceCollector {
    return new VeleroNamespaceCollector(options);
  }

  /** Until the signal aborts. */
  async run(path: KindPath, signal: AbortSignal): Promise<void> {
    const { clock, logger, survey } = this.#options;
    while (!signal.aborted) {
      const wait = untilChange({
        survey,
        topics: ['velero-namespaces'],
        clock,
        signal,
        atLeastMs: SETTLING_MS,
        atMostMs: LONGEST_WAIT_MS,
      }).catch(() => {});
      await this.#reconcile(path, signal).catch(error =>
        logger.warn(
          'Could not follow the namespaces of Velero',
          error as Error,
        ),
      );
      await wait;
    }
    await Promise.all([...this.#followed.values()].map(({ stop }) => stop()));
  }

  async #reconcile(path: KindPath, signal: AbortSignal): Promise<void> {
    const { cluster, kind, store, survey } = this.#options;
    const namespaces = survey.veleroNamespaces();
    if (!namespaces) {
      return; // what was stored before a restart stays until more is known
    }
    for (const [namespace, { stop }] of [...this.#followed]) {
      if (!namespaces.includes(namespace)) {
        await stop();
        this.#followed.delete(namespace);
      }
    }
    await store.apply(
      { cluster, kind: kind.kind },
      { type: 'confined', namespaces },
    );
    for (const namespace of namespaces) {
      if (!this.#followed.has(namespace)) {
        this.#followed.set(
          namespace,
          this.#follow({ path, namespace, signal }),
        );
      }
    }
    await this.#noteStatus();
  }

  #follow(options: {
    path: KindPath;
    namespace: string;
    signal: AbortSignal;
  }): FollowedNamespace {
    const { path, namespace, signal } = options;
    const { client, streaming, store, kind, resumption, health } =
      this.#options;
    const stopping = new AbortController();
    const { version } = path;
    let status = this.#statusAtFirst(
      resumption.startAt({ kind, version, namespace }) !== null,
    );
    const collector = KindCollector.create({
      ...this.#options,
      namespace,
      store: {
        apply: (scope, delta) => store.apply(scope, within(namespace, delta)),
        setKindStatus: async (_, next) => {
          status = next;
          await this.#noteStatus();
        },
      },
    });
    const done = collector.run(
      createKindReader(client, { ...path, namespace }, { streaming }),
      AbortSignal.any([signal, stopping.signal]),
    );
    return {
      status: () => status,
      stop: async () => {
        stopping.abort();
        await done;
        health.forget(kind.kind, namespace);
      },
    };
  }

  /** What another collector has read whole, and this one goes on with, is not unknown. */
  #statusAtFirst(isResumed: boolean): ReadStatus {
    const now = new Date(this.#options.clock.now()).toISOString();
    return isResumed
      ? { state: 'synced', message: null, syncedAt: now }
      : { state: 'pending', message: null, syncedAt: null };
  }

  async #noteStatus(): Promise<void> {
    const { cluster, kind, store } = this.#options;
    const status = this.#status();
    const text = JSON.stringify(status);
    if (text !== this.#noted) {
      this.#noted = text;
      await store.setKindStatus({ cluster, kind: kind.kind }, status);
    }
  }

  #status(): ReadStatus {
    const parts = [...this.#followed.values()].map(one => one.status());
    if (parts.length > 0) {
      return worstStatus(parts);
    }
    return this.#options.survey.lacksVelero()
      ? { state: 'absent', message: null, syncedAt: null }
      : {
          state: 'pending',
          message: 'No namespace of Velero was found yet.',
          syncedAt: null,
        };
  }
}

function within(namespace: string, delta: FactDelta): FactDelta {
  return delta.type === 'replaced' ? { ...delta, namespace } : delta;
}
