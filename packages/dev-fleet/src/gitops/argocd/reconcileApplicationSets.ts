import { isDeepStrictEqual } from 'node:util';
import { KubeObject } from '../../apiserver/KubeObject';
import { kubeTime } from '../../velero/kubeTime';
import { GitOpsCluster } from '../cluster/GitOpsCluster';
import { listOf, recordOf, textOf } from '../manifests/lenient';
import { GitSources } from '../source/GitSources';
import { APPLICATIONS } from './Application';
import {
  Generated,
  generateApplications,
  WantedApplication,
} from './generateApplications';

/** The resource of ApplicationSets. @internal */
export const APPLICATION_SETS = 'applicationsets.argoproj.io';

/** Policies by which Applications are changed, or deleted, after they are made. */
const CHANGING = ['sync', 'create-update'];
const DELETING = ['sync', 'create-delete'];

/**
 * Stands in for the ApplicationSet controller: makes, changes and deletes
 * Applications as the folders of a repository come and go.
 *
 * @internal
 */
export async function reconcileApplicationSets(
  own: GitOpsCluster,
  options: { sources: GitSources; now: Date },
): Promise<void> {
  const { store, kinds, isStory } = own;
  if (!kinds.has(APPLICATION_SETS)) return;
  for (const { metadata } of store.list(APPLICATION_SETS)) {
    const set = store.get(APPLICATION_SETS, metadata);
    if (!set || isStory?.(set) || set.metadata.deletionTimestamp) continue;
    const generated = await generateApplications(set, options);
    if (generated.ok) apply(own, set, generated.applications);
    writeStatus(own, set, { generated, now: options.now });
  }
  collectOrphans(own);
}

function apply(
  { store }: GitOpsCluster,
  set: KubeObject,
  applications: WantedApplication[],
): void {
  const { applicationsSync } = recordOf(recordOf(set.spec).syncPolicy);
  const policy = textOf(applicationsSync) ?? 'sync';
  for (const wanted of applications) {
    const { name, namespace } = wanted.metadata;
    const current = store.get(APPLICATIONS, { name, namespace });
    if (!current) store.create(APPLICATIONS, wanted);
    else if (CHANGING.includes(policy)) change(store, current, wanted);
  }
  if (!DELETING.includes(policy)) return;
  const names = applications.map(({ metadata }) => metadata.name);
  for (const { metadata } of store.list(APPLICATIONS)) {
    const isGone =
      ownerOf(metadata) === set.metadata.uid &&
      !names.includes(metadata.name) &&
      !metadata.deletionTimestamp;
    if (isGone) store.delete(APPLICATIONS, metadata);
  }
}

/** What others said of it, its status above all, stays. */
function change(
  store: GitOpsCluster['store'],
  current: KubeObject,
  wanted: WantedApplication,
): void {
  const { labels, finalizers, ownerReferences, annotations } = wanted.metadata;
  const metadata = {
    ...current.metadata,
    labels,
    finalizers,
    ownerReferences,
    annotations: { ...current.metadata.annotations, ...annotations },
  };
  const isSame =
    isDeepStrictEqual(current.spec, wanted.spec) &&
    isDeepStrictEqual(current.metadata.labels ?? {}, labels ?? {}) &&
    isDeepStrictEqual(current.metadata.finalizers ?? [], finalizers ?? []) &&
    ownerOf(current.metadata) === ownerOf(metadata);
  if (isSame) return;
  store.update(APPLICATIONS, { ...current, metadata, spec: wanted.spec });
}

function ownerOf({
  ownerReferences = [],
}: Pick<KubeObject['metadata'], 'ownerReferences'>): unknown {
  return ownerReferences.find(({ kind }) => kind === 'ApplicationSet')?.uid;
}

/** As the garbage collector: Applications go with the ApplicationSet that made them. */
function collectOrphans({ store }: GitOpsCluster): void {
  const sets = store.list(APPLICATION_SETS).map(({ metadata }) => metadata.uid);
  for (const { metadata } of store.list(APPLICATIONS)) {
    const owner = ownerOf(metadata);
    if (typeof owner !== 'string' || metadata.deletionTimestamp) continue;
    if (!sets.includes(owner)) store.delete(APPLICATIONS, metadata);
  }
}

function writeStatus(
  { store }: GitOpsCluster,
  set: KubeObject,
  { generated, now }: { generated: Generated; now: Date },
): void {
  const before = recordOf(set.status);
  const owned = store
    .list(APPLICATIONS)
    .filter(({ metadata }) => ownerOf(metadata) === set.metadata.uid);
  const status = {
    ...before,
    conditions: conditionsOf(generated, listOf(before.conditions), now),
    resources: owned.map(({ metadata, status: found }) => ({
      group: 'argoproj.io',
      version: 'v1alpha1',
      kind: 'Application',
      namespace: metadata.namespace,
      name: metadata.name,
      status: recordOf(recordOf(found).sync).status,
    })),
    resourcesCount: owned.length,
  };
  if (isDeepStrictEqual(before, status)) return;
  store.update(APPLICATION_SETS, { ...set, status });
}

function conditionsOf(
  generated: Generated,
  before: unknown[],
  now: Date,
): object[] {
  const message = generated.ok
    ? 'All applications have been generated successfully'
    : generated.reason;
  const reason = generated.ok
    ? 'ApplicationSetUpToDate'
    : 'ApplicationParamsGenerationError';
  const isTrue = {
    ErrorOccurred: !generated.ok,
    ParametersGenerated: generated.ok,
    ResourcesUpToDate: generated.ok,
  };
  return Object.entries(isTrue).map(([type, holds]) => {
    const condition = {
      type,
      status: holds ? 'True' : 'False',
      reason,
      message,
    };
    const old = before.map(recordOf).find(item => item.type === type);
    const isSame = old?.status === condition.status && old.message === message;
    return {
      ...condition,
      lastTransitionTime: isSame ? old.lastTransitionTime : kubeTime(now),
    };
  });
}
