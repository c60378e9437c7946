/**
 * How many rows or keys one statement takes: SQLite builds an insert as a
 * compound of at most 500 selects and binds at most 32,766 values.
 *
 * @internal
 */
export const CHUNK_SIZE = 200;

/** Cuts a list into pieces of at most {@link CHUNK_SIZE}. @internal */
export function chunked<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / CHUNK_SIZE) }, (_, i) =>
    items.slice(i * CHUNK_SIZE, (i + 1) * CHUNK_SIZE),
  );
}
