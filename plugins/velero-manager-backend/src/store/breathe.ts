import { setImmediate as nextTurn } from 'node:timers/promises';

/** Others wait for so long at most; a turn of nothing is far shorter. */
const LONGEST_MS = 20;

/** When others last had the opportunity, as far as we know. */
let lastTurn = performance.now();

/**
 * Lets others of the process come to their turn, if they have waited for some
 * time. An embedded database answers within the turn of the event loop, so
 * whoever stores or reads thousands of rows asks for this every hundred or so.
 *
 * @internal
 */
export async function breathe(): Promise<void> {
  if (performance.now() - lastTurn > LONGEST_MS) {
    await nextTurn();
    lastTurn = performance.now();
  }
}
