import { KubeObject } from '../../apiserver/KubeObject';
import { recordOf, textOf } from '../manifests/lenient';
import { applyKustomization, Outcome } from './applyKustomization';
import { isReady } from './conditions';
import { Artifact, FluxContext, requestOf } from './FluxContext';
import { inventoryIn, pruneEntries } from './inventory';
import { writeOutcome } from './kustomizationStatus';
import { KUSTOMIZATIONS } from './resources';
import { secondsOf } from './seconds';

const FINALIZER = 'finalizers.fluxcd.io';

/** How soon Flux looks again at what waits for others. */
const REQUEUE_DEPENDENCY_MS = 5_000;

/** How soon it looks again at objects that are not ready yet. */
const POLL_HEALTH_MS = 1_000;

/**
 * Applies the Kustomizations of a cluster that are due: at each interval (that
 * is how Flux corrects hand edits), on a new revision, on a change of the spec,
 * on request, and after a failure when it is time to try again.
 *
 * @internal
 */
export function reconcileKustomizations(context: FluxContext, now: Date): void {
  const { store, kinds, isStory } = context.cluster;
  if (!kinds.has(KUSTOMIZATIONS)) return;
  for (const { metadata } of store.list(KUSTOMIZATIONS)) {
    // It may be gone, or another, since the list was made.
    const object = store.get(KUSTOMIZATIONS, metadata);
    if (object && !isStory?.(object)) look(context, object, now);
  }
}

function look(context: FluxContext, object: KubeObject, now: Date): void {
  const { metadata, spec = {} } = object;
  if (metadata.deletionTimestamp) {
    finalize(context, object);
    return;
  }
  if (spec.suspend) {
    context.agenda.delete(metadata.uid); // due as soon as it is resumed
    return;
  }
  const artifact = artifactOf(context, object);
  const seen = JSON.stringify([
    metadata.generation,
    artifact?.revision,
    requestOf(object),
  ]);
  const entry = context.agenda.get(metadata.uid);
  if (entry?.seen === seen && now.getTime() < entry.dueAt) return;
  const kustomization = withFinalizer(context, object);
  const outcome = reconcile(context, kustomization, { artifact, now });
  writeOutcome(context, kustomization, { outcome, now });
  const dueAt = now.getTime() + pauseAfter(outcome, spec);
  context.agenda.set(metadata.uid, { dueAt, seen });
}

function artifactOf(
  context: FluxContext,
  object: KubeObject,
): Artifact | undefined {
  return recordOf(object.spec?.sourceRef).kind === 'GitRepository'
    ? context.artifacts.get(sourceKeyOf(object))
    : undefined;
}

function sourceKeyOf({ spec, metadata }: KubeObject): string {
  const { namespace, name } = recordOf(spec?.sourceRef);
  return `${textOf(namespace) ?? metadata.namespace}/${name}`;
}

function withFinalizer(context: FluxContext, object: KubeObject): KubeObject {
  const { finalizers = [] } = object.metadata;
  if (finalizers.includes(FINALIZER)) return object;
  return context.cluster.store.patch(KUSTOMIZATIONS, object.metadata, {
    patch: { metadata: { finalizers: [...finalizers, FINALIZER] } },
  });
}

/** Flux takes along what it applied, if it prunes, is not suspended and has no other policy. */
function finalize(context: FluxContext, object: KubeObject): void {
  const { cluster, agenda } = context;
  const { metadata, spec = {} } = object;
  const finalizers = metadata.finalizers ?? [];
  if (!finalizers.includes(FINALIZER)) return;
  const takes =
    spec.deletionPolicy === 'Delete' ||
    (spec.prune === true && spec.deletionPolicy !== 'Orphan');
  if (takes && !spec.suspend) pruneEntries(cluster, inventoryIn(object));
  agenda.delete(metadata.uid);
  cluster.store.patch(KUSTOMIZATIONS, metadata, {
    patch: {
      metadata: { finalizers: finalizers.filter(each => each !== FINALIZER) },
    },
  });
}

function reconcile(
  context: FluxContext,
  object: KubeObject,
  options: { artifact: Artifact | undefined; now: Date },
): Outcome {
  const { artifact, now } = options;
  if (!artifact) {
    const { kind, name } = recordOf(object.spec?.sourceRef);
    const isKnown = kind === 'GitRepository';
    return {
      result: 'failed',
      reason: 'ArtifactFailed',
      message: isKnown
        ? `GitRepository.source.toolkit.fluxcd.io "${name}" not found`
        : `source kind '${kind}' is not supported here; supported is: GitRepository`,
    };
  }
  const waiting = whyWaiting(context, object, artifact);
  return waiting
    ? { result: 'waiting', reason: 'DependencyNotReady', message: waiting }
    : applyKustomization(context, object, { artifact, now });
}

/** @returns why a dependency keeps it from being applied; null if none does */
function whyWaiting(
  context: FluxContext,
  object: KubeObject,
  artifact: Artifact,
): string | null {
  const dependencies = object.spec?.dependsOn;
  if (!Array.isArray(dependencies)) return null;
  for (const dependency of dependencies.map(recordOf)) {
    const namespace = textOf(dependency.namespace) ?? object.metadata.namespace;
    const name = textOf(dependency.name) ?? '';
    const key = `${namespace}/${name}`;
    const found = context.cluster.store.get(KUSTOMIZATIONS, {
      namespace,
      name,
    });
    if (!found) {
      return `dependency '${key}' not found: kustomizations.kustomize.toolkit.fluxcd.io "${name}" not found`;
    }
    if (!isReady(found)) return `dependency '${key}' is not ready`;
    const isSameSource = sourceKeyOf(found) === sourceKeyOf(object);
    if (
      isSameSource &&
      found.status?.lastAppliedRevision !== artifact.revision
    ) {
      return `dependency '${key}' revision is not up to date`;
    }
  }
  return null;
}

function pauseAfter(outcome: Outcome, spec: Record<string, unknown>): number {
  const interval = secondsOf(spec.interval, 600);
  switch (outcome.result) {
    case 'applied':
      return interval * 1000;
    case 'progressing':
      return POLL_HEALTH_MS;
    case 'waiting':
      return REQUEUE_DEPENDENCY_MS;
    default:
      return secondsOf(spec.retryInterval, interval) * 1000;
  }
}
