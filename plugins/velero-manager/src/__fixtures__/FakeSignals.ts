import type { SignalApi } from '@backstage/plugin-signals-react';
import type { JsonObject } from '@backstage/types';

type Listener = (message: JsonObject) => void;

/** A line to the backend on which a test speaks. */
export class FakeSignals {
  readonly #listeners = new Set<Listener>();

  readonly api: SignalApi = {
    subscribe: (channel, onMessage) => {
      if (channel !== 'velero-manager') {
        throw new Error(`Nobody speaks on the channel "${channel}"`);
      }
      const listener = onMessage as Listener;
      this.#listeners.add(listener);
      return { unsubscribe: () => this.#listeners.delete(listener) };
    },
  };

  get listeners(): number {
    return this.#listeners.size;
  }

  send(message: JsonObject): void {
    this.#listeners.forEach(listener => listener(message));
  }
}
