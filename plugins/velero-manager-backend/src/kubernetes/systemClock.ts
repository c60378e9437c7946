import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from './types';

/**
 * The machine's clock.
 *
 * @internal
 */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    signal.throwIfAborted();
    await pause(ms, undefined, { signal }).catch(error => {
      throw signal.reason ?? error;
    });
  },
  timeout(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
