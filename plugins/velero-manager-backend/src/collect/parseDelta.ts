import {
  belongingOf,
  FactKind,
  KindDefinition,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { ResourceDelta } from '../kubernetes';
import { FactDelta, FactRow } from '../store/types';

/** A delta as the store takes it, and what had to be left out of it. @internal */
export interface ParsedDelta {
  delta: FactDelta;
  /** One sentence for each object that could not be understood. */
  malformed: string[];
}

/**
 * Turns what the API server said into facts. A malformed object is counted,
 * reported and left out; it never stops the stream.
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
      return parseObjects(kind, 'upserted', [delta.object]);
    case 'replaced':
      return parseObjects(kind, 'replaced', delta.objects);
    default:
      throw new Error(`Unknown delta ${JSON.stringify(delta satisfies never)}`);
  }
}

function parseObjects<K extends FactKind>(
  kind: KindDefinition<K>,
  type: 'replaced' | 'upserted',
  objects: unknown[],
): ParsedDelta {
  const rows: FactRow[] = [];
  const malformed: string[] = [];
  for (const object of objects) {
    const parsed = kind.parse(object);
    if (parsed.ok) {
      const fact = parsed.value;
      rows.push({
        namespace: 'namespace' in fact ? fact.namespace : '',
        name: fact.name,
        uid: fact.uid,
        resourceVersion: resourceVersionOf(object),
        fact,
        index: kind.index(fact),
        belonging: belongingOf(kind.kind, fact),
      });
    } else {
      malformed.push(parsed.reason);
    }
  }
  return { delta: { type, rows, malformed: malformed.length }, malformed };
}

function resourceVersionOf(object: unknown): string {
  const { metadata } = object as { metadata?: { resourceVersion?: unknown } };
  return typeof metadata?.resourceVersion === 'string'
    ? metadata.resourceVersion
    : '';
}
