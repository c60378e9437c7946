import { z } from 'zod';
import { ApplicationFact } from '../facts';
import { Parsed } from '../parsed';
import { keepBackupObjects, ownsVeleroCrds } from './backupObjects';
import {
  flag,
  identityOf,
  instant,
  list,
  message,
  namespacedMetadata,
  numberOrZero,
  object,
  optional,
  optionalInstant,
  optionalText,
  saidInstant,
  section,
  strings,
  textOrEmpty,
} from './fields';
import { noIndex } from './noIndex';
import { parseObject } from './parseObject';
import { readSpecHash } from './readSpecHash';
import { readSwitch } from './readSwitch';
import { Destination, FactIndex, KindDefinition } from './types';
import { withoutCredentials } from './withoutCredentials';

/** A suffix such as `/background` says how (argo-cd docs/user-guide/app_deletion.md). */
const FINALIZER = 'resources-finalizer.argocd.argoproj.io';
/** Argo CD keeps ten unless `spec.revisionHistoryLimit` says otherwise. */
const MAX_DEPLOYMENTS = 20;
const SKIP_ANNOTATION = 'argocd.argoproj.io/skip-reconcile';

const sourceSchema = object({
  repoURL: textOrEmpty,
  path: optionalText,
  chart: optionalText,
  targetRevision: optionalText,
});

/** A source-hydrating application names its Git place in two parts. */
const hydratorSchema = object({
  drySource: section({ repoURL: textOrEmpty }),
  syncSource: section({ targetBranch: optionalText, path: optionalText }),
});

const revisionFields = { revision: optionalText, revisions: strings };

/** A name where a person asked for it; `automated` says that nobody did. */
const initiatorSchema = section({ username: optionalText });

const resourceSchema = object({
  group: textOrEmpty,
  kind: textOrEmpty,
  namespace: textOrEmpty,
  name: textOrEmpty,
  status: textOrEmpty,
  requiresPruning: optional(flag, false),
});

const schema = object({
  metadata: namespacedMetadata,
  operation: z.unknown().optional(),
  spec: section({
    project: textOrEmpty,
    destination: section({
      server: optionalText,
      name: optionalText,
      namespace: optionalText,
    }),
    source: optional(sourceSchema, null),
    sources: list(sourceSchema),
    sourceHydrator: optional(hydratorSchema, null),
    syncPolicy: section({
      automated: optional(
        object({
          enabled: optional(flag, true),
          prune: optional(flag, false),
          selfHeal: optional(flag, false),
        }),
        null,
      ),
    }),
  }),
  status: section({
    sync: section({ status: textOrEmpty, ...revisionFields }),
    health: section({ status: textOrEmpty }),
    reconciledAt: optionalInstant,
    operationState: optional(
      object({
        phase: textOrEmpty,
        message,
        startedAt: optionalInstant,
        finishedAt: optionalInstant,
        retryCount: numberOrZero,
        syncResult: section(revisionFields),
        operation: section({ initiatedBy: initiatorSchema }),
      }),
      null,
    ),
    conditions: list(object({ type: textOrEmpty, message })),
    history: list(
      object({
        deployedAt: instant,
        deployStartedAt: saidInstant,
        initiatedBy: initiatorSchema,
        ...revisionFields,
      }),
    ),
    resources: list(resourceSchema),
  }),
});

type Read = z.output<typeof schema>;

function parse(value: unknown): Parsed<ApplicationFact> {
  return parseObject(
    schema,
    value,
    ({ metadata, spec, status, operation }) => ({
      engine: 'argocd',
      kind: 'Application',
      ...identityOf(metadata),
      deletedAt: metadata.deletionTimestamp,
      specHash: readSpecHash(metadata),
      project: spec.project || 'default',
      labels: metadata.labels,
      applicationSet: readOwner(metadata),
      destination: {
        server: spec.destination.server || null,
        name: spec.destination.name || null,
        namespace: spec.destination.namespace || null,
      },
      ...readAutomation(spec),
      cascades: metadata.finalizers.some(name => name.startsWith(FINALIZER)),
      skipReconcile: readSwitch(metadata.annotations[SKIP_ANNOTATION]) ?? false,
      sources: readSources(spec).map(source => ({
        ...source,
        repoURL: withoutCredentials(source.repoURL),
      })),
      syncStatus: status.sync.status,
      revisions: readRevisions(status.sync),
      healthStatus: status.health.status,
      reconciledAt: status.reconciledAt,
      isSyncRequested: operation !== undefined && operation !== null,
      operation: readOperation(status.operationState),
      conditions: status.conditions.map(condition => ({
        type: condition.type,
        message: condition.message ?? '',
      })),
      lastDeployed: readLastDeployed(status.history),
      deployments: status.history.slice(-MAX_DEPLOYMENTS).map(readDeployment),
      resourceCount: status.resources.length,
      ownsVeleroCrds: ownsVeleroCrds(status.resources),
      backupObjects: keepBackupObjects(
        status.resources.map(({ requiresPruning, ...resource }) => ({
          ...resource,
          isExtra: requiresPruning,
        })),
      ),
    }),
  );
}

/** `enabled: false` turns all of it off (argo-cd application/v1alpha1 `IsAutomatedSyncEnabled`). */
function readAutomation({
  syncPolicy,
}: Read['spec']): Pick<ApplicationFact, 'automated' | 'prunes' | 'selfHeals'> {
  const automated = syncPolicy.automated?.enabled ? syncPolicy.automated : null;
  return {
    automated: automated !== null,
    prunes: automated?.prune ?? false,
    selfHeals: automated?.selfHeal ?? false,
  };
}

function readOwner(metadata: Read['metadata']): string | null {
  const owner = metadata.ownerReferences.find(
    ({ kind }) => kind === 'ApplicationSet',
  );
  return owner?.name ?? null;
}

function readSources(spec: Read['spec']): ApplicationFact['sources'] {
  if (spec.sources.length) return spec.sources;
  if (spec.source) return [spec.source];
  if (!spec.sourceHydrator) return [];
  const { drySource, syncSource } = spec.sourceHydrator;
  return [
    {
      repoURL: drySource.repoURL,
      path: syncSource.path,
      chart: null,
      targetRevision: syncSource.targetBranch,
    },
  ];
}

function readRevisions(from: {
  revision: string | null;
  revisions: string[];
}): string[] {
  if (from.revisions.length) return from.revisions;
  return from.revision ? [from.revision] : [];
}

function readOperation(
  state: Read['status']['operationState'],
): ApplicationFact['operation'] {
  return (
    state && {
      phase: state.phase,
      message: state.message,
      startedAt: state.startedAt,
      finishedAt: state.finishedAt,
      revisions: readRevisions(state.syncResult),
      retries: state.retryCount,
      initiatedBy: state.operation.initiatedBy.username || null,
    }
  );
}

/** The history is short (10 by default) and not promised to be in order. */
function readLastDeployed(
  history: Read['status']['history'],
): ApplicationFact['lastDeployed'] {
  const [newest] = [...history].sort((a, b) =>
    b.deployedAt.localeCompare(a.deployedAt),
  );
  return newest
    ? { at: newest.deployedAt, revisions: readRevisions(newest) }
    : null;
}

function readDeployment(
  entry: Read['status']['history'][number],
): ApplicationFact['deployments'][number] {
  return {
    startedAt: entry.deployStartedAt,
    finishedAt: entry.deployedAt,
    revisions: readRevisions(entry),
    initiatedBy: entry.initiatedBy.username || null,
  };
}

function index(fact: ApplicationFact): FactIndex {
  const { server, name, namespace } = fact.destination;
  const destinations: Destination[] = [
    ...(name ? [`name:${name}` as const] : []),
    ...(server ? [`server:${server}` as const] : []),
  ];
  return {
    ...noIndex(),
    targets: namespace
      ? destinations.map(destination => ({ destination, namespace }))
      : [],
  };
}

/** How an Argo CD Application is read. @internal */
export const applicationKind: KindDefinition<'Application'> = {
  kind: 'Application',
  engine: 'argocd',
  group: 'argoproj.io',
  versions: ['v1alpha1'],
  resource: 'applications',
  parse,
  index,
};
