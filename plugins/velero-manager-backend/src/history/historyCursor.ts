import { InputError } from '@backstage/errors';
import { z } from 'zod';
import type { HistoryPosition } from '../store';

const schema = z.tuple([
  z.number().int(),
  z.string().max(300),
  z.string().max(300),
]);

/** A place in a list of history, as an opaque text. @internal */
export function encodeHistoryCursor(position: HistoryPosition): string {
  const { occurredAt, cluster, uid } = position;
  return Buffer.from(JSON.stringify([occurredAt, cluster, uid])).toString(
    'base64url',
  );
}

/** @throws InputError when it is no cursor of ours @internal */
export function decodeHistoryCursor(cursor: string): HistoryPosition {
  const parsed = schema.safeParse(parseJson(cursor));
  if (!parsed.success) {
    throw new InputError("Malformed query parameter 'cursor'");
  }
  const [occurredAt, cluster, uid] = parsed.data;
  return { occurredAt, cluster, uid };
}

function parseJson(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined; // refused by the schema
  }
}
