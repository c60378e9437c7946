import { Knex } from 'knex';

/** What one answer costs the database, whatever the machine. */
export interface Reading {
  statements: number;
  rows: number;
  /** Of all columns that came back. */
  bytes: number;
  /** Of the answer itself. */
  answered: number;
}

/** Counts what one call asks of the database, and what it answers. */
export async function measureReading(
  knex: Knex,
  run: () => Promise<string>,
): Promise<Reading> {
  let statements = 0;
  let rows = 0;
  let bytes = 0;
  const listener = (response: unknown) => {
    const found = rowsOf(response);
    statements += 1;
    rows += found.length;
    bytes += found.reduce<number>((sum, row) => sum + sizeOf(row), 0);
  };
  knex.on('query-response', listener);
  try {
    const answer = await run();
    return { statements, rows, bytes, answered: Buffer.byteLength(answer) };
  } finally {
    knex.removeListener('query-response', listener);
  }
}

function rowsOf(response: unknown): unknown[] {
  if (Array.isArray(response)) {
    return response;
  }
  return typeof response === 'object' && response !== null
    ? [response] // `first()` gives the row itself
    : [];
}

function sizeOf(row: unknown): number {
  return Object.values(row ?? {}).reduce<number>(
    (sum, value) => sum + (value === null ? 0 : Buffer.byteLength(`${value}`)),
    0,
  );
}
