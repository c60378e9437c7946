import type { Clock } from '../kubernetes';
import {
  ExemptionReader,
  type ExemptionReaderOptions,
} from './ExemptionReader';

/** How old what we know of exemptions may be. */
const PAUSE_MS = 5 * 60_000;

/** A portal that starts has more urgent things to do; what it read before is kept. */
const FIRST_PAUSE_MS = 10_000;

/**
 * Reads the exemptions of config repositories every five minutes, and at once
 * when told that one may have changed.
 *
 * @internal
 */
export function startExemptions(
  options: ExemptionReaderOptions & { clock: Clock },
): { refresh: () => void; stop: () => Promise<void> } {
  const { clock, logger } = options;
  const reader = ExemptionReader.create(options);
  const stopping = new AbortController();
  const { signal } = stopping;
  let waiting = new AbortController();

  const running = (async () => {
    await clock.sleep(FIRST_PAUSE_MS, signal).catch(() => {});
    while (!signal.aborted) {
      waiting = new AbortController();
      await reader.readAll(signal).catch(error => {
        if (!signal.aborted) {
          logger.warn('Could not keep exemptions', error as Error);
        }
      });
      await clock
        .sleep(PAUSE_MS, AbortSignal.any([signal, waiting.signal]))
        .catch(() => {});
    }
  })();

  return {
    refresh: () => waiting.abort(),
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
