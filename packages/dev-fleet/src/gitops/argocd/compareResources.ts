import { ApiKind } from '../../apiserver/ApiKind';
import { KubeObject } from '../../apiserver/KubeObject';
import { findLive, wouldChange } from '../cluster/applyObject';
import { GitOpsCluster, kindOf } from '../cluster/GitOpsCluster';
import { healthOf } from '../cluster/healthOf';
import { groupOf, Manifest } from '../manifests/Manifest';
import { Application } from './Application';
import { AppProject, permitsKind } from './AppProject';
import { isHook } from './syncOptions';
import { instanceName, trackedBy, withTracking } from './tracking';

/** The field manager of Argo CD's server-side apply. @internal */
export const MANAGER = 'argocd-controller';

/** One object of an Application: what Git says and what is there. @internal */
export interface ComparedResource {
  /** Undefined where Git does not (or no longer) name the object. */
  target?: Manifest;
  live?: KubeObject;
  /** Undefined where the cluster does not serve the kind. */
  kind?: ApiKind;
  status: 'Synced' | 'OutOfSync' | 'Unknown';
}

/** Something that is wrong with an Application. @internal */
export interface AppCondition {
  type:
    | 'ComparisonError'
    | 'DeletionError'
    | 'InvalidSpecError'
    | 'RepeatedResourceWarning'
    | 'SharedResourceWarning'
    | 'SyncError';
  message: string;
}

/** What Git says beside what is there. @internal */
export interface Comparison {
  resources: ComparedResource[];
  conditions: AppCondition[];
}

/**
 * Compares an Application's objects with those in the cluster it is for.
 *
 * @internal
 */
export function compareResources(
  application: Application,
  options: {
    manifests: Manifest[];
    cluster: GitOpsCluster;
    project: AppProject;
  },
): Comparison {
  const { cluster, project } = options;
  const instance = instanceName(application);
  const targets = new Map<string, Manifest>();
  const conditions: AppCondition[] = [];
  for (const manifest of options.manifests.filter(each => !isHook(each))) {
    const placed = place(manifest, { cluster, application });
    const target = withTracking(placed, instance);
    const key = keyOf(target);
    if (targets.has(key)) conditions.push(repeated(key));
    targets.set(key, target);
  }
  const wanted = [...targets.values()].map(target =>
    compareTarget(target, { cluster, project }),
  );
  for (const { live } of wanted) {
    const owner = live && trackedBy(live);
    if (owner && owner !== instance) {
      const message = `${live.kind}/${live.metadata.name} is part of applications ${instance} and ${owner}`;
      conditions.push({ type: 'SharedResourceWarning', message });
    }
  }
  const extra = ownedBy(cluster, instance)
    .filter(({ live }) => !targets.has(keyOf(live)))
    .map(found => ({ ...found, status: 'OutOfSync' as const }));
  return { resources: [...wanted, ...extra], conditions };
}

/** The objects that carry an Application's tracking id. @internal */
export function ownedBy(
  cluster: GitOpsCluster,
  instance: string,
): { kind: ApiKind; live: KubeObject }[] {
  return cluster.kinds.kinds().flatMap(kind =>
    cluster.store
      .list(kind.groupResource)
      .filter(live => trackedBy(live) === instance)
      .map(live => ({ kind, live })),
  );
}

/** `<group>/<kind>/<namespace>/<name>` @internal */
export function keyOf({ apiVersion, kind, metadata }: Manifest): string {
  const { namespace = '', name } = metadata;
  return `${groupOf(apiVersion)}/${kind}/${namespace}/${name}`;
}

/** A kind that nobody serves yet is taken for a namespaced one. */
function place(
  manifest: Manifest,
  options: { cluster: GitOpsCluster; application: Application },
): Manifest {
  const kind = kindOf(options.cluster, manifest);
  const { namespace, ...metadata } = manifest.metadata;
  return {
    ...manifest,
    metadata:
      kind?.namespaced === false
        ? metadata
        : {
            ...metadata,
            namespace: namespace ?? options.application.destination.namespace,
          },
  };
}

function compareTarget(
  target: Manifest,
  options: { cluster: GitOpsCluster; project: AppProject },
): ComparedResource {
  const { cluster, project } = options;
  const kind = kindOf(cluster, target);
  if (!kind) return { target, status: 'OutOfSync' };
  const live = findLive(cluster, kind, target);
  if (!permitsKind(project, target, kind.namespaced)) {
    return { target, live, kind, status: 'Unknown' };
  }
  const applied = { kind, manifest: target, manager: MANAGER };
  const isSame = live && !wouldChange(cluster, live, applied);
  return { target, live, kind, status: isSame ? 'Synced' : 'OutOfSync' };
}

function repeated(key: string): AppCondition {
  return {
    type: 'RepeatedResourceWarning',
    message: `Resource ${key} appeared 2 times among application resources.`,
  };
}

/**
 * The worst of the objects' health, in the order Healthy, Progressing, Missing,
 * Degraded.
 *
 * @internal
 */
export function worstHealth(resources: ComparedResource[]): string {
  const all = resources.map(({ live }) =>
    live ? healthOf(live) ?? 'Healthy' : 'Missing',
  );
  return (
    ['Degraded', 'Missing', 'Progressing'].find(health =>
      all.some(each => each === health),
    ) ?? 'Healthy'
  );
}
