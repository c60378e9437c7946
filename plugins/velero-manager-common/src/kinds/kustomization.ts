import { z } from 'zod';
import { KustomizationFact } from '../facts';
import { Parsed } from '../parsed';
import { readInventory } from './backupObjects';
import {
  flag,
  identityOf,
  list,
  object,
  optional,
  optionalDuration,
  optionalInstant,
  optionalText,
  saidInstant,
  section,
  textMap,
  textOrEmpty,
} from './fields';
import {
  fluxMetadata,
  fluxStatusShape,
  inventorySchema,
  readObservedGeneration,
  sourceRefSchema,
  toConditions,
  toSourceRef,
} from './fluxFields';
import { noIndex } from './noIndex';
import { parseObject } from './parseObject';
import { readSpecHash } from './readSpecHash';
import { FactIndex, KindDefinition } from './types';

/** The API server refuses a Kustomization without interval; old samples lack it. */
const FALLBACK_INTERVAL_SECONDS = 600;

/** Flux keeps five. */
const MAX_RECONCILIATIONS = 10;

const schema = object({
  metadata: fluxMetadata,
  spec: section({
    suspend: optional(flag, false),
    path: optionalText,
    prune: optional(flag, false),
    sourceRef: optional(sourceRefSchema, {
      kind: '',
      name: '',
      namespace: null,
    }),
    interval: optionalDuration,
    timeout: optionalDuration,
    kubeConfig: z.unknown().optional(),
    targetNamespace: optionalText,
  }),
  status: section({
    ...fluxStatusShape,
    inventory: inventorySchema,
    lastAppliedRevision: optionalText,
    lastAttemptedRevision: optionalText,
    history: list(
      object({
        firstReconciled: saidInstant,
        lastReconciled: optionalInstant,
        lastReconciledStatus: textOrEmpty,
        metadata: textMap,
      }),
    ),
  }),
});

type Read = z.output<typeof schema>;

function parse(value: unknown): Parsed<KustomizationFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => {
    const intervalSeconds = spec.interval ?? FALLBACK_INTERVAL_SECONDS;
    const { namespaces, backupObjects, ...inventory } = readInventory(
      status.inventory.entries,
    );
    const newest = newestOf(status.history);
    return {
      engine: 'flux',
      kind: 'Kustomization',
      ...identityOf(metadata),
      deletedAt: metadata.deletionTimestamp,
      specHash: readSpecHash(metadata),
      labels: metadata.labels,
      suspended: spec.suspend,
      generation: metadata.generation,
      observedGeneration: readObservedGeneration(status),
      settledGeneration: status.observedGeneration,
      path: spec.path,
      prunes: spec.prune,
      ownsVeleroCrds: inventory.ownsVeleroCrds,
      sourceRef: toSourceRef(spec.sourceRef, metadata.namespace),
      intervalSeconds,
      timeoutSeconds: spec.timeout ?? intervalSeconds,
      remote: spec.kubeConfig !== undefined && spec.kubeConfig !== null,
      targetNamespace: spec.targetNamespace || null,
      inventoryNamespaces: namespaces,
      conditions: toConditions(status.conditions),
      lastAppliedRevision: status.lastAppliedRevision || null,
      lastAttemptedRevision: status.lastAttemptedRevision || null,
      lastReconciledAt: newest?.lastReconciled ?? null,
      lastOutcome: newest
        ? {
            status: newest.lastReconciledStatus,
            revision: newest.metadata.revision ?? null,
          }
        : null,
      reconciliations: readReconciliations(status.history),
      backupObjects,
    };
  });
}

/** The history is keyed by what was built, and not promised to be in order. */
function newestOf(
  history: Read['status']['history'],
): Read['status']['history'][number] | null {
  const [newest] = history
    .filter(({ lastReconciled }) => lastReconciled !== null)
    .sort((a, b) =>
      (b.lastReconciled ?? '').localeCompare(a.lastReconciled ?? ''),
    );
  return newest ?? null;
}

/** Without the moment that moves with every interval: only news is news. */
function readReconciliations(
  history: Read['status']['history'],
): KustomizationFact['reconciliations'] {
  return history.slice(0, MAX_RECONCILIATIONS).flatMap(entry =>
    entry.firstReconciled === null
      ? []
      : [
          {
            status: entry.lastReconciledStatus,
            revision: entry.metadata.revision ?? null,
            since: entry.firstReconciled,
          },
        ],
  );
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
