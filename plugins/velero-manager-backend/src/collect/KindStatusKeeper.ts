import {
  FactKind,
  KindStatus,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { Clock } from '../kubernetes';
import { FactStore } from '../store/types';

/**
 * Keeps how far a kind has been read, here and in the store, without writing
 * again what is known.
 *
 * @internal
 */
export class KindStatusKeeper {
  readonly #options: KindStatusKeeperOptions;
  #state: KindStatus['state'] = 'pending';
  #message: string | null = null;

  private constructor(options: KindStatusKeeperOptions) {
    this.#options = options;
  }

  static create(options: KindStatusKeeperOptions): KindStatusKeeper {
    return new KindStatusKeeper(options);
  }

  get state(): KindStatus['state'] {
    return this.#state;
  }

  /** What is wrong, or could be better, about the state. */
  get message(): string | null {
    return this.#message;
  }

  /** Takes for known what the store says already. */
  assume(state: KindStatus['state']): void {
    this.#state = state;
    this.#options.onKnown?.();
  }

  async set(state: KindStatus['state'], message: string | null): Promise<void> {
    const { scope, store, clock } = this.#options;
    const isKnown = state === this.#state && message === this.#message;
    if (isKnown && state !== 'synced') {
      return; // each further attempt fails in the same way
    }
    this.#state = state;
    this.#message = message;
    const syncedAt =
      state === 'synced' ? new Date(clock.now()).toISOString() : null;
    await store.setKindStatus(scope, { state, message, syncedAt });
    this.#options.onKnown?.();
  }
}

interface KindStatusKeeperOptions {
  scope: { cluster: string; kind: FactKind };
  store: Pick<FactStore, 'setKindStatus'>;
  clock: Clock;
  /** Called each time, so also the first time, that it is known how a kind stands. */
  onKnown?: () => void;
}
