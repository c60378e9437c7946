import { InputError } from '@backstage/errors';
import { z } from 'zod';
import type { ChangePosition } from '../store/changeTypes';

const schema = z.tuple([z.number().int(), z.string().max(100)]);

/** A place in the list of changes, as an opaque text. @internal */
export function encodeChangeCursor({ proposedAt, id }: ChangePosition): string {
  return Buffer.from(JSON.stringify([proposedAt, id])).toString('base64url');
}

/** @throws InputError when it is no cursor of ours @internal */
export function decodeChangeCursor(cursor: string): ChangePosition {
  const parsed = schema.safeParse(parseJson(cursor));
  if (!parsed.success) {
    throw new InputError("Malformed query parameter 'cursor'");
  }
  const [proposedAt, id] = parsed.data;
  return { proposedAt, id };
}

function parseJson(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined; // refused by the schema
  }
}
