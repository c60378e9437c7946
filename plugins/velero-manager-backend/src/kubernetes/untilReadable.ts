import type { Readable } from 'node:stream';

/**
 * Returns a function that waits until there may be more to read from a stream,
 * or it is closed. To be called where `read` has given nothing.
 *
 * @remarks
 * Spares a watch that waits for minutes the iterator of the stream, which holds
 * a dozen listeners and the chunk it handed on last.
 *
 * @internal
 */
export function untilReadable(stream: Readable): () => Promise<void> {
  let wake = () => {};
  const tell = () => wake();
  stream.on('readable', tell).on('error', tell).on('close', tell);
  return () =>
    new Promise(resolve => {
      wake = resolve;
    });
}
