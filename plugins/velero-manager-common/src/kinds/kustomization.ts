import { z } from 'zod';
import { KustomizationFact } from '../facts';
import { Parsed } from '../parsed';
import {
  flag,
  identityOf,
  list,
  message,
  namespacedMetadata,
  number,
  numberOrZero,
  object,
  optional,
  optionalDuration,
  optionalInstant,
  optionalText,
  section,
  text,
  textOrEmpty,
} from './fields';
import { noIndex } from './noIndex';
import { parseObject } from './parseObject';
import { FactIndex, KindDefinition } from './types';

/** The API server refuses a Kustomization without interval; old samples lack it. */
const FALLBACK_INTERVAL_SECONDS = 600;
const MAX_NAMESPACES = 1000;

const schema = object({
  metadata: namespacedMetadata.extend({ generation: numberOrZero }),
  spec: section({
    suspend: optional(flag, false),
    path: optionalText,
    sourceRef: section({
      kind: textOrEmpty,
      name: textOrEmpty,
      namespace: optionalText,
    }),
    interval: optionalDuration,
    timeout: optionalDuration,
    kubeConfig: z.unknown().optional(),
    targetNamespace: optionalText,
  }),
  status: section({
    observedGeneration: optional(number, -1),
    conditions: list(
      object({
        type: textOrEmpty,
        status: textOrEmpty,
        reason: textOrEmpty,
        message,
        lastTransitionTime: optionalInstant,
        observedGeneration: optional(number, -1),
      }),
    ),
    inventory: section({ entries: list(object({ id: text })) }),
    lastAppliedRevision: optionalText,
    lastAttemptedRevision: optionalText,
    history: list(object({ lastReconciled: optionalInstant })),
  }),
});

type Read = z.output<typeof schema>;

function parse(value: unknown): Parsed<KustomizationFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => {
    const intervalSeconds = spec.interval ?? FALLBACK_INTERVAL_SECONDS;
    return {
      engine: 'flux',
      ...identityOf(metadata),
      labels: metadata.labels,
      suspended: spec.suspend,
      generation: metadata.generation,
      observedGeneration: readObservedGeneration(status),
      path: spec.path,
      sourceRef: {
        kind: spec.sourceRef.kind,
        namespace: spec.sourceRef.namespace || metadata.namespace,
        name: spec.sourceRef.name,
      },
      intervalSeconds,
      timeoutSeconds: spec.timeout ?? intervalSeconds,
      remote: spec.kubeConfig !== undefined && spec.kubeConfig !== null,
      targetNamespace: spec.targetNamespace || null,
      inventoryNamespaces: readNamespaces(status.inventory.entries),
      conditions: status.conditions.map(condition => ({
        type: condition.type,
        status: condition.status,
        reason: condition.reason,
        message: condition.message ?? '',
        at: condition.lastTransitionTime,
      })),
      lastAppliedRevision: status.lastAppliedRevision || null,
      lastAttemptedRevision: status.lastAttemptedRevision || null,
      lastReconciledAt: readLastReconciled(status.history),
    };
  });
}

/**
 * The controller raises `status.observedGeneration` only when it succeeds or
 * stalls; a failing object carries the generation it judged on its conditions.
 */
function readObservedGeneration(status: Read['status']): number {
  const ready = status.conditions.find(({ type }) => type === 'Ready');
  return Math.max(status.observedGeneration, ready?.observedGeneration ?? -1);
}

/** An inventory id is `<namespace>_<name>_<group>_<kind>`; `_` is in no name. */
function readNamespaces(entries: { id: string }[]): string[] {
  const namespaces = entries.map(({ id }) => {
    const [namespace, name, group, kind] = id.split('_');
    return kind === 'Namespace' && group === '' ? name : namespace;
  });
  return [...new Set(namespaces)]
    .filter(name => name !== '')
    .sort()
    .slice(0, MAX_NAMESPACES);
}

function readLastReconciled(
  history: { lastReconciled: string | null }[],
): string | null {
  const times = history.flatMap(entry => entry.lastReconciled ?? []).sort();
  return times.at(-1) ?? null;
}

function index(fact: KustomizationFact): FactIndex {
  const namespaces = new Set([
    ...(fact.targetNamespace ? [fact.targetNamespace] : []),
    ...fact.inventoryNamespaces,
  ]);
  return {
    ...noIndex(),
    targets: fact.remote
      ? []
      : [...namespaces].map(namespace => ({ destination: 'self', namespace })),
  };
}

/** How a Flux Kustomization is read. @internal */
export const kustomizationKind: KindDefinition<'Kustomization'> = {
  kind: 'Kustomization',
  engine: 'flux',
  group: 'kustomize.toolkit.fluxcd.io',
  versions: ['v1'],
  resource: 'kustomizations',
  parse,
  index,
};
