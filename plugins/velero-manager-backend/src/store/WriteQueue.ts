/**
 * Lets writes through one after the other, in the order in which they came.
 *
 * @remarks
 * SQLite has a single writer, and on PostgreSQL the collectors of hundreds of
 * clusters must not take every connection of the pool from the readers. A
 * write that fails is its caller's matter and does not stop the next.
 *
 * @internal
 */
export class WriteQueue {
  #tail: Promise<unknown> = Promise.resolve();

  /** Runs a write when all earlier ones are done; answers as the write does. */
  run<T>(write: () => Promise<T>): Promise<T> {
    const result = this.#tail.then(write);
    this.#tail = result.catch(() => undefined);
    return result;
  }
}
