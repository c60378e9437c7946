import { z } from 'zod';
import { HelmReleaseFact } from '../facts';
import { Parsed } from '../parsed';
import { readInventory } from './backupObjects';
import {
  flag,
  identityOf,
  list,
  numberOrZero,
  object,
  optional,
  optionalDuration,
  optionalInstant,
  optionalText,
  section,
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
import { FactIndex, KindDefinition } from './types';

/** The API server refuses a HelmRelease without interval. */
const FALLBACK_INTERVAL_SECONDS = 600;
/** What the controller waits for an action unless `spec.timeout` says otherwise. */
const DEFAULT_TIMEOUT_SECONDS = 300;

const schema = object({
  metadata: fluxMetadata,
  spec: section({
    suspend: optional(flag, false),
    interval: optionalDuration,
    timeout: optionalDuration,
    kubeConfig: z.unknown().optional(),
    targetNamespace: optionalText,
    chart: optional(
      object({
        spec: section({
          chart: textOrEmpty,
          version: optionalText,
          sourceRef: optional(sourceRefSchema, null),
        }),
      }),
      null,
    ),
    chartRef: optional(sourceRefSchema, null),
    driftDetection: section({ mode: textOrEmpty }),
  }),
  status: section({
    ...fluxStatusShape,
    inventory: inventorySchema,
    history: list(
      object({
        version: numberOrZero,
        status: textOrEmpty,
        chartVersion: textOrEmpty,
        lastDeployed: optionalInstant,
      }),
    ),
    lastAttemptedRevision: optionalText,
    lastAttemptedRevisionDigest: optionalText,
    failures: numberOrZero,
  }),
});

type Read = z.output<typeof schema>;

function parse(value: unknown): Parsed<HelmReleaseFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => {
    const { namespaces, backupObjects } = readInventory(
      status.inventory.entries,
    );
    return {
      engine: 'flux',
      kind: 'HelmRelease',
      ...identityOf(metadata),
      deletedAt: metadata.deletionTimestamp,
      labels: metadata.labels,
      suspended: spec.suspend,
      generation: metadata.generation,
      observedGeneration: readObservedGeneration(status),
      settledGeneration: status.observedGeneration,
      intervalSeconds: spec.interval ?? FALLBACK_INTERVAL_SECONDS,
      timeoutSeconds: spec.timeout ?? DEFAULT_TIMEOUT_SECONDS,
      remote: spec.kubeConfig !== undefined && spec.kubeConfig !== null,
      targetNamespace: spec.targetNamespace || null,
      inventoryNamespaces: namespaces,
      chart: spec.chart && {
        name: spec.chart.spec.chart,
        version: spec.chart.spec.version,
      },
      sourceRef: readSourceRef(spec, metadata.namespace),
      driftDetection: readMode(spec.driftDetection.mode),
      conditions: toConditions(dropSuperseded(status.conditions)),
      lastRelease: readLastRelease(status.history),
      lastAttemptedRevision: status.lastAttemptedRevision || null,
      lastAttemptedDigest: status.lastAttemptedRevisionDigest || null,
      failures: status.failures,
      backupObjects,
    };
  });
}

/**
 * While a new generation is being released, what was found of a former one (it
 * failed, it was rolled back) says nothing of it; nothing removes it before the
 * action has ended.
 */
function dropSuperseded(
  conditions: Read['status']['conditions'],
): Read['status']['conditions'] {
  const ready = conditions.find(({ type }) => type === 'Ready');
  if (ready?.status !== 'Unknown') return conditions;
  return conditions.filter(
    ({ observedGeneration }) => observedGeneration >= ready.observedGeneration,
  );
}

function readSourceRef(
  spec: Read['spec'],
  namespace: string,
): HelmReleaseFact['sourceRef'] {
  const reference = spec.chartRef ?? spec.chart?.spec.sourceRef ?? null;
  return reference && toSourceRef(reference, namespace);
}

/** Without a mode the controller does not look for drift. */
function readMode(mode: string): HelmReleaseFact['driftDetection'] {
  return mode === 'enabled' || mode === 'warn' ? mode : 'disabled';
}

/** Newest first as Flux writes it, which old objects are not held to. */
function readLastRelease(
  history: Read['status']['history'],
): HelmReleaseFact['lastRelease'] {
  const [newest] = [...history].sort((a, b) => b.version - a.version);
  return newest
    ? {
        status: newest.status,
        chartVersion: newest.chartVersion,
        deployedAt: newest.lastDeployed,
      }
    : null;
}

/** Helm releases into `targetNamespace`, else into the object's own. */
function index(fact: HelmReleaseFact): FactIndex {
  const namespaces = new Set([
    fact.targetNamespace ?? fact.namespace,
    ...fact.inventoryNamespaces,
  ]);
  return {
    ...noIndex(),
    targets: fact.remote
      ? []
      : [...namespaces].map(namespace => ({ destination: 'self', namespace })),
  };
}

/** How a Flux HelmRelease is read. @internal */
export const helmReleaseKind: KindDefinition<'HelmRelease'> = {
  kind: 'HelmRelease',
  engine: 'flux',
  group: 'helm.toolkit.fluxcd.io',
  versions: ['v2', 'v2beta2'],
  resource: 'helmreleases',
  parse,
  index,
};
