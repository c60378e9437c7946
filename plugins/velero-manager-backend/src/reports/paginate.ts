import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** Where something stands in a list: worst first, then by title, then by id. @internal */
export interface Position {
  /** 0 is the worst. */
  rank: number;
  title: string;
  /** Unique in the list. */
  id: string;
}

/** Enough to order by, and short enough for a cursor that travels in a URL. */
const TITLE_LENGTH = 100;

const collator = new Intl.Collator('en', {
  sensitivity: 'base',
  numeric: true,
});

const cursorSchema = z.object({
  q: z.string(),
  p: z.tuple([z.number().int(), z.string().max(200), z.string().max(1000)]),
});

/**
 * Orders and cuts a list. The cursor is the position of the last item of the
 * page, not a count: what comes and goes between two requests neither repeats
 * nor skips others. It belongs to one query, whatever the size of its pages.
 *
 * @throws InputError when the cursor is malformed or of another query
 * @internal
 */
export function paginate<T>(
  items: T[],
  query: { limit: number; cursor?: string },
  positionOf: (item: T) => Position,
): { items: T[]; totalItems: number; nextCursor: string | null } {
  const q = hashOf(query);
  const after = query.cursor ? decode(query.cursor, q) : null;
  const sorted = items
    .map(item => ({ item, position: shorten(positionOf(item)) }))
    .sort((a, b) => compare(a.position, b.position));
  const rest = after
    ? sorted.filter(({ position }) => compare(position, after) > 0)
    : sorted;
  const page = rest.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: page.map(({ item }) => item),
    totalItems: items.length,
    nextCursor:
      last && rest.length > page.length ? encode(last.position, q) : null,
  };
}

function shorten(position: Position): Position {
  return { ...position, title: position.title.slice(0, TITLE_LENGTH) };
}

function compare(a: Position, b: Position): number {
  return (
    a.rank - b.rank ||
    collator.compare(a.title, b.title) ||
    // `compare` of the collator calls some different ids equal.
    Number(a.id > b.id) - Number(a.id < b.id)
  );
}

function hashOf({
  limit: _limit,
  cursor: _cursor,
  ...filters
}: {
  limit: number;
  cursor?: string;
}): string {
  return createHash('sha256')
    .update(JSON.stringify(Object.entries(filters).sort()))
    .digest('base64url')
    .slice(0, 16);
}

function encode({ rank, title, id }: Position, q: string): string {
  return Buffer.from(JSON.stringify({ q, p: [rank, title, id] })).toString(
    'base64url',
  );
}

function decode(cursor: string, q: string): Position {
  const parsed = cursorSchema.safeParse(parseJson(cursor));
  if (!parsed.success) {
    throw new InputError("Malformed query parameter 'cursor'");
  }
  if (parsed.data.q !== q) {
    throw new InputError(
      "Query parameter 'cursor' is of a list with other filters; ask for the first page again",
    );
  }
  const [rank, title, id] = parsed.data.p;
  return { rank, title, id };
}

function parseJson(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined; // refused by the schema
  }
}
