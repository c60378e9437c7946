import type { ClusterRemoveIntent } from '../intents';
import { clusterDirectory } from '../snapshot';
import { isMap, type Manifest } from '../snapshot/readManifests';
import { changedFiles } from './changedFiles';
import { conflict, type PlanConflict, type Planned } from './ChangePlan';
import {
  type ClusterInGit,
  findCluster,
  isApplication,
  pauseFieldOf,
  specOf,
} from './clusterInGit';
import { describeClusterPause } from './describeClusterPause';
import { finishPlan, type PlanContext } from './finishPlan';
import { PAUSED_REASON_ANNOTATION, REMOVAL_ANNOTATION } from './objects/marks';
import { editFields, type FieldWish } from './saveObject';
import { takeOutAlertRules } from './takeOutAlertRules';

type Context = PlanContext<ClusterRemoveIntent>;

/** What `velero-manager.io/removal` says once a cluster is to go. @internal */
export const REMOVAL_PLANNED = 'planned';

const DEFAULT_REASON = 'The cluster is to be removed.';
const FINALIZER = 'resources-finalizer.argocd.argoproj.io';

/**
 * The first step of removing a cluster: no new backups, and nothing that leaves
 * Git leaves the cluster any more. Nothing is deleted but alert rules, which
 * paused schedules would raise.
 *
 * @internal
 */
export function pauseCluster(context: Context): Planned {
  const { intent, snapshot } = context;
  const cluster = findCluster(snapshot.files, intent);
  if ('result' in cluster) return cluster;
  const missing = refuse(context, cluster);
  if (missing) return missing;
  const draft = new Map(snapshot.files);
  const refused = edit(context, draft, cluster);
  if (refused) return refused;
  const rules = takeOutAlertRules(draft, intent);
  if ('result' in rules) return rules;
  return finishPlan(context, {
    title: `Pause cluster ${intent.cluster} of ${intent.environment}, to remove it`,
    summary: describeClusterPause(intent, cluster),
    files: new Map([...changedFiles(draft, snapshot.files), ...rules.files]),
  });
}

function refuse(
  { intent }: Context,
  { files, syncObjects }: ClusterInGit,
): PlanConflict | null {
  const directory = clusterDirectory(intent);
  if (files.length === 0) {
    return conflict(
      directory,
      `The cluster '${intent.cluster}' has no '${directory}' in this repository: there is nothing to remove.`,
    );
  }
  return syncObjects.length > 0
    ? null
    : conflict(
        directory,
        `Neither an Application nor a Kustomization of the cluster '${intent.cluster}' stands in this repository: what applies it must first be told by hand to leave alone what is there.`,
      );
}

/** From the end of each file to its beginning, so that what is edited stays where it was read. */
function edit(
  { intent }: Context,
  draft: Map<string, string>,
  { schedules, syncObjects }: ClusterInGit,
): PlanConflict | null {
  const wishes = [
    ...schedules.map(item => [item, pauseOf(intent, item)] as const),
    ...syncObjects.map(item => [item, releaseOf(item)] as const),
  ].reverse();
  for (const [manifest, fields] of wishes) {
    const { path, identity } = manifest;
    const before = draft.get(path) ?? '';
    const after = editFields(before, manifest, { intent, fields });
    if (after === null) {
      return conflict(
        path,
        `The ${identity?.kind} '${identity?.name}' in '${path}' is not written as maps of its own, so it cannot be changed safely.`,
      );
    }
    draft.set(path, after);
  }
  return null;
}

/** One that somebody paused keeps the reason that it has. */
function pauseOf(
  { reason }: ClusterRemoveIntent,
  manifest: Manifest,
): FieldWish[] {
  const field = pauseFieldOf(manifest) ?? '';
  if (specOf(manifest)[field] === true) return [];
  return [
    [['spec', field], true],
    [
      ['metadata', 'annotations', PAUSED_REASON_ANNOTATION],
      reason ?? DEFAULT_REASON,
    ],
  ];
}

/**
 * What applies a cluster lets go of it. What installs Velero is no longer synced
 * by Argo CD on its own, so that people can take Velero down; what carries the
 * schedules is, or the pause would never reach them. A Kustomization of Flux is
 * not suspended: those that depend on it would wait for ever
 * (kustomize-controller, checkDependencies: observed generation).
 */
function releaseOf(manifest: Manifest): FieldWish[] {
  const mark: FieldWish = [
    ['metadata', 'annotations', REMOVAL_ANNOTATION],
    REMOVAL_PLANNED,
  ];
  const spec = specOf(manifest);
  return isApplication(manifest)
    ? [mark, ...withoutCascade(manifest), ...withoutPrune(spec)]
    : [mark, [['spec', 'prune'], false], ...withoutPolicy(spec)];
}

function withoutPolicy({
  deletionPolicy,
}: Record<string, unknown>): FieldWish[] {
  // Flux's own default follows `prune`.
  return deletionPolicy === undefined || deletionPolicy === 'MirrorPrune'
    ? []
    : [[['spec', 'deletionPolicy'], 'Orphan']];
}

function withoutPrune(spec: Record<string, unknown>): FieldWish[] {
  const { syncPolicy } = spec;
  const automated = ['spec', 'syncPolicy', 'automated'];
  if (!isMap(syncPolicy) || !isMap(syncPolicy.automated)) return [];
  return installsVelero(spec)
    ? [[automated, undefined]]
    : [[[...automated, 'prune'], false]];
}

/** Deleting an Application with it would delete what it applied. */
function withoutCascade({ document }: Manifest): FieldWish[] {
  const data: unknown = document.toJS();
  const metadata = isMap(data) && isMap(data.metadata) ? data.metadata : {};
  const { finalizers } = metadata;
  if (!Array.isArray(finalizers)) return [];
  const kept = finalizers.filter(name => !String(name).startsWith(FINALIZER));
  return kept.length === finalizers.length
    ? []
    : [[['metadata', 'finalizers'], kept.length > 0 ? kept : undefined]];
}

/** Whether an Application carries the chart, and with it Velero's CRDs. */
function installsVelero(spec: Record<string, unknown>): boolean {
  const { source, sources } = spec;
  const all: unknown[] = Array.isArray(sources) ? sources : [source];
  return all.some(
    item =>
      isMap(item) &&
      (item.chart !== undefined ||
        /\/velero-install\/*$/.test(String(item.path))),
  );
}
