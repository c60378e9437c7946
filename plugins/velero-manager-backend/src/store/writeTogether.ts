import { Knex } from 'knex';
import {
  type ContactNote,
  writeContacts,
} from './operations/contacts/writeContacts';
import { applyDeltas, type FactChange } from './operations/facts/applyDeltas';
import type { FactDelta } from './types';

/** So many rows at most are changed by one set of statements for many writes. */
const MOST_ROWS = 200;

/** Whatever else is written, by statements of its own. */
type OwnWrite = (tx: Knex.Transaction) => Promise<unknown>;

/** What waits to be written. @internal */
export type Write =
  | OwnWrite
  | ({ type: 'facts' } & FactChange)
  | ({ type: 'contact' } & ContactNote);

/** What is written by one set of statements: writes of one type, or an own one. */
interface Part<T> {
  type: 'facts' | 'contact' | 'own';
  scopes: Set<string>;
  rows: number;
  writes: T[];
}

/**
 * Splits writes into those that are written by the same statements: such as
 * stand next to each other, are of one type and each of another scope.
 *
 * @internal
 */
export function toParts<T extends { write: Write }>(group: T[]): T[][] {
  const parts: Part<T>[] = [];
  for (const one of group) {
    const { type, scope, rows } = describe(one.write);
    const last = parts.at(-1);
    const isJoint =
      last !== undefined &&
      type !== 'own' &&
      last.type === type &&
      !last.scopes.has(scope) &&
      last.rows + rows <= MOST_ROWS;
    const part = isJoint
      ? last
      : { type, scopes: new Set<string>(), rows: 0, writes: [] };
    if (!isJoint) {
      parts.push(part);
    }
    part.scopes.add(scope);
    part.rows += rows;
    part.writes.push(one);
  }
  return parts.map(({ writes }) => writes);
}

/**
 * Writes a part.
 * @returns what each of its writes answers
 * @internal
 */
export async function writePart(
  tx: Knex.Transaction,
  writes: Write[],
): Promise<unknown[]> {
  const changes: FactChange[] = [];
  const notes: ContactNote[] = [];
  for (const write of writes) {
    if (typeof write === 'function') {
      return [await write(tx)];
    }
    if (write.type === 'facts') {
      changes.push(write);
    } else {
      notes.push(write);
    }
  }
  if (notes.length > 0) {
    await writeContacts({ knex: tx, notes });
    return notes.map(() => undefined);
  }
  return changes.length > 0 ? applyDeltas({ knex: tx, changes }) : [];
}

/** How many rows a delta brings or takes. @internal */
export function countRows(delta: FactDelta): number {
  switch (delta.type) {
    case 'removed':
      return delta.keys.length;
    case 'confined':
      return 0;
    case 'upserted':
    case 'replaced':
    default:
      return delta.rows.length;
  }
}

function describe(write: Write): {
  type: Part<unknown>['type'];
  scope: string;
  rows: number;
} {
  if (typeof write === 'function') {
    return { type: 'own', scope: '', rows: 0 };
  }
  if (write.type === 'contact') {
    // Few and small: a note says where some twenty watches stand.
    return { type: 'contact', scope: write.cluster, rows: 1 };
  }
  const { cluster, kind } = write.scope;
  return {
    type: 'facts',
    scope: JSON.stringify([cluster, kind]),
    rows: countRows(write.delta),
  };
}
