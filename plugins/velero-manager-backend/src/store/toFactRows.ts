import { hash } from 'node:crypto';
import { Destination } from '@velero-manager/backstage-plugin-velero-manager-common';
import { fromInstant } from './dialect';
import { toFactText } from './factText';
import { toStorableText } from './toStorableText';
import {
  DbFactKey,
  DbFactLabelRow,
  DbFactRow,
  DbFactScopeRow,
  DbFactTargetRow,
} from './tables';
import { FactRow, FactScope } from './types';

/** A fact as it is stored, with the rows that index it. @internal */
export interface StoredFact {
  fact: FactRow['fact'];
  row: DbFactRow;
  targets: DbFactTargetRow[];
  labels: DbFactLabelRow[];
  /** Its namespace lists; what writes them stamps them. */
  scope: Omit<DbFactScopeRow, 'stamp'> | null;
}

/**
 * Kubernetes allows 253 characters in a name and 63 in a label value. A
 * server that sends more is broken or hostile, and PostgreSQL refuses index
 * entries above 2.7 KB: without this bound one object would stop its cluster.
 */
const MAX_KEY_BYTES = 253;
const MAX_DESTINATION_BYTES = 600;
const MAX_OUTCOME_LENGTH = 64;

/** 96 bits tell the namespace lists of one schedule apart, and long names. */
const DIGEST_LENGTH = 16;

/** The last moment that a date can hold: what counts until then is never stale. */
const FOREVER = 8_640_000_000_000_000;

const IN_CLUSTER: readonly Destination[] = [
  'server:https://kubernetes.default.svc',
  'name:in-cluster',
];

/**
 * Writes a destination in the one form in which the store compares it: Argo
 * CD's words for "the cluster in which I run" become `self`, and a URL loses
 * the slash at its end.
 *
 * @internal
 */
export function normalizeDestination(destination: Destination): Destination {
  const plain = destination.startsWith('server:')
    ? (destination.replace(/\/+$/, '') as Destination)
    : destination;
  return IN_CLUSTER.includes(plain) ? 'self' : plain;
}

/**
 * Turns facts into rows. Of two with the same key the last wins; one whose key
 * no Kubernetes object can have is left out and counted.
 *
 * @returns the facts by {@link factKey}
 * @internal
 */
export function toFactRows(
  scope: FactScope,
  rows: FactRow[],
): { facts: Map<string, StoredFact>; malformed: number } {
  const byKey = new Map<string, StoredFact>();
  const digests = new Map<string, string>();
  let malformed = 0;
  for (const row of rows) {
    const stored = toStoredFact(row, { scope, digests });
    if (stored) {
      byKey.set(factKey(stored.row), stored);
    } else {
      malformed += 1;
    }
  }
  return { facts: byKey, malformed };
}

/** One text for the key of a stored fact within its scope: no stored text has a NUL. @internal */
export function factKey(key: { namespace: string; name: string }): string {
  return `${key.namespace}\0${key.name}`;
}

/**
 * What facts belong to as it is stored and looked up: as it is said, or a
 * digest where that is too long for an index.
 *
 * @internal
 */
export function belongsTo(name: string): string {
  const text = toStorableText(name);
  return Buffer.byteLength(text) <= MAX_KEY_BYTES ? text : digest(text);
}

/** Tells texts apart that are too long to be compared or indexed. @internal */
export function digest(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, DIGEST_LENGTH);
}

/** @param options.digests - of namespace lists, which many runs have in common */
function toStoredFact(
  source: FactRow,
  options: { scope: FactScope; digests: Map<string, string> },
): StoredFact | null {
  const { scope, digests } = options;
  const { index, fact, belonging, heartbeat } = source;
  const key = {
    ...scope,
    namespace: toStorableText(source.namespace),
    name: toStorableText(source.name),
  };
  const owner = index.owner === null ? null : toStorableText(index.owner);
  const isKey = [key.namespace, key.name, owner ?? ''].every(
    text => Buffer.byteLength(text) <= MAX_KEY_BYTES,
  );
  if (!isKey || key.name === '') {
    return null;
  }
  const outcome =
    index.outcome === null
      ? null
      : toStorableText(index.outcome).slice(0, MAX_OUTCOME_LENGTH);
  const data = toFactText(scope.kind, fact);
  // That a heartbeat came makes no other fact of it.
  const steady = heartbeat ? JSON.stringify(heartbeat.steady) : data;
  const lists = toScope(key, { owner, index, digests });
  const row = {
    ...key,
    uid: toStorableText(source.uid),
    resource_version: toStorableText(source.resourceVersion),
    hash: hash(
      'sha256',
      `${steady}\0${JSON.stringify([index, belonging])}`,
      'base64url',
    ),
    owner,
    scope: lists?.scope ?? null,
    outcome,
    // A run that does not say when it was is the oldest: null has no order that
    // both databases share.
    occurred_at:
      fromInstant(index.occurredAt) ??
      (owner === null && belonging.series === null ? null : 0),
    data,
    belongs_to: belonging.of === null ? null : belongsTo(belonging.of),
    series: belonging.series === null ? null : belongsTo(belonging.series),
    good: belonging.isGood,
    history: null,
    fresh_until: heartbeat && (heartbeat.freshUntil?.getTime() ?? FOREVER),
  };
  return {
    fact,
    row,
    targets: toTargets(key, source),
    labels: toLabels(key, source),
    scope: lists,
  };
}

function toScope(
  { cluster, kind, namespace }: DbFactKey,
  of: {
    owner: string | null;
    index: FactRow['index'];
    digests: Map<string, string>;
  },
): StoredFact['scope'] {
  const { owner, index, digests } = of;
  if (owner === null || index.namespaces === null) {
    return null;
  }
  const included = JSON.stringify(index.namespaces.included);
  const excluded = JSON.stringify(index.namespaces.excluded);
  const text = `${included} ${excluded}`;
  const scope = digests.get(text) ?? digest(text);
  digests.set(text, scope);
  return { cluster, kind, namespace, owner, scope, included, excluded };
}

function toTargets(
  key: Omit<DbFactTargetRow, 'destination' | 'target_namespace'>,
  { index }: FactRow,
): DbFactTargetRow[] {
  const targets = new Map<string, DbFactTargetRow>();
  for (const target of index.targets) {
    const destination = toStorableText(
      normalizeDestination(target.destination),
    );
    const targetNamespace = toStorableText(target.namespace);
    if (
      Buffer.byteLength(destination) <= MAX_DESTINATION_BYTES &&
      Buffer.byteLength(targetNamespace) <= MAX_KEY_BYTES
    ) {
      targets.set(JSON.stringify([destination, targetNamespace]), {
        ...key,
        destination,
        target_namespace: targetNamespace,
      });
    }
  }
  return [...targets.values()];
}

function toLabels(
  key: Omit<DbFactLabelRow, 'label' | 'value'>,
  { fact }: FactRow,
): DbFactLabelRow[] {
  if (!('engine' in fact)) {
    return [];
  }
  return Object.entries(fact.labels)
    .map(([label, value]) => ({
      ...key,
      label: toStorableText(label),
      value: toStorableText(value),
    }))
    .filter(
      ({ label, value }) =>
        Buffer.byteLength(label) <= MAX_DESTINATION_BYTES &&
        Buffer.byteLength(value) <= MAX_KEY_BYTES,
    );
}
