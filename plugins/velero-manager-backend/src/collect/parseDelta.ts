import {
  FactKind,
  KindDefinition,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { identityOf, ResourceDelta } from '../kubernetes';
import { FactDelta, FactRow } from '../store/types';
import { ReadObject } from './ReadObject';

/** A delta as the store takes it, and what had to be left out of it. @internal */
export interface ParsedDelta {
  delta: Exclude<FactDelta, { type: 'confined' }>;
  /** One sentence for each object that could not be understood. */
  malformed: string[];
}

/**
 * Turns what the API server said into facts. A malformed object is counted,
 * reported and left out; it never stops the stream. One that is not worth
 * keeping is no fact, nor is it any longer where it was one.
 *
 * @returns `null` for a delta that changes nothing (a bookmark)
 * @internal
 */
export function parseDelta<K extends FactKind>(
  kind: KindDefinition<K>,
  delta: ResourceDelta,
): ParsedDelta | null {
  switch (delta.type) {
    case 'observed':
      return null;
    case 'removed':
      return {
        delta: {
          type: 'removed',
          keys: [{ namespace: delta.namespace, name: delta.name }],
        },
        malformed: [],
      };
    case 'upserted':
      return parseUpsert(kind, delta.object);
    case 'replaced':
      return parseObjects(kind, 'replaced', delta.objects);
    default:
      throw new Error(`Unknown delta ${JSON.stringify(delta satisfies never)}`);
  }
}

function parseUpsert<K extends FactKind>(
  kind: KindDefinition<K>,
  object: unknown,
): ParsedDelta {
  const read = ReadObject.of(kind, object);
  const key = identityOf(object);
  return read.parsed.ok && read.parsed.value === null && key
    ? { delta: { type: 'removed', keys: [key] }, malformed: [] }
    : parseObjects(kind, 'upserted', [read]);
}

function parseObjects<K extends FactKind>(
  kind: KindDefinition<K>,
  type: 'replaced' | 'upserted',
  objects: unknown[],
): ParsedDelta {
  const rows: FactRow[] = [];
  const malformed: string[] = [];
  for (const object of objects) {
    const { parsed } = ReadObject.of(kind, object);
    if (!parsed.ok) {
      malformed.push(parsed.reason);
    } else if (parsed.value) {
      rows.push(parsed.value);
    }
  }
  return { delta: { type, rows, malformed: malformed.length }, malformed };
}
