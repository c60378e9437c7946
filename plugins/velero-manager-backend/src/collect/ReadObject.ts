import {
  belongingOf,
  FactByKind,
  FactKind,
  heartbeatOf,
  KindDefinition,
  Parsed,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { FactRow } from '../store/types';

/**
 * An object of a cluster after it was read. Of a list each is read as it comes:
 * a kind may have 20,000, which neither memory should hold whole nor the process
 * read in one go.
 *
 * @internal
 */
export class ReadObject {
  /** The fact, `null` where it is not worth keeping. */
  readonly parsed: Parsed<FactRow | null>;

  private constructor(parsed: Parsed<FactRow | null>) {
    this.parsed = parsed;
  }

  /** Reads an object; one that was read already stays as it is. */
  static of<K extends FactKind>(
    kind: KindDefinition<K>,
    object: unknown,
  ): ReadObject {
    return object instanceof ReadObject
      ? object
      : new ReadObject(readObject(kind, object));
  }
}

function readObject<K extends FactKind>(
  kind: KindDefinition<K>,
  object: unknown,
): Parsed<FactRow | null> {
  const parsed = kind.parse(object);
  if (!parsed.ok) {
    return parsed;
  }
  const fact = parsed.value;
  if (kind.keep && !kind.keep(fact)) {
    return { ok: true, value: null };
  }
  const resourceVersion = resourceVersionOf(object);
  return { ok: true, value: toFactRow(kind, fact, resourceVersion) };
}

/** A fact with its key and what the store indexes of it. @internal */
export function toFactRow<K extends FactKind>(
  kind: KindDefinition<K>,
  fact: FactByKind[K],
  resourceVersion: string,
): FactRow {
  return {
    namespace: 'namespace' in fact ? fact.namespace : '',
    name: fact.name,
    uid: fact.uid,
    resourceVersion,
    fact,
    index: kind.index(fact),
    belonging: belongingOf(kind.kind, fact),
    heartbeat: heartbeatOf(kind.kind, fact),
  };
}

function resourceVersionOf(object: unknown): string {
  const { metadata } = object as { metadata?: { resourceVersion?: unknown } };
  return typeof metadata?.resourceVersion === 'string'
    ? metadata.resourceVersion
    : '';
}
