import {
  AppliedBackupObject,
  BackupFact,
  ClusterFacts,
  EntityFacts,
  LocatedSyncObject,
  ScheduleFact,
  StorageLocationFact,
} from '../facts';
import { describeCause, quoteName } from '../words';
import { syncObjectId } from './syncObjectId';

/** How Argo CD calls the cluster it runs in. */
const IN_CLUSTER_NAME = 'in-cluster';
const IN_CLUSTER_SERVER = 'https://kubernetes.default.svc';

/** An object of a cluster that an insight is about. @public */
export interface InsightObject {
  cluster: string;
  kind: 'Schedule' | 'Backup' | 'BackupStorageLocation';
  namespace: string;
  name: string;
}

/**
 * What neither the sync object nor the object of the backup engine says alone.
 *
 * @public
 */
export interface JointInsight {
  /**
   * `applied_but_refused`: Git is applied, and the controller makes nothing of
   * it. `differs_from_git`: what runs is not what Git says. `not_in_git`: it
   * runs, and Git no longer has it.
   */
  code: 'applied_but_refused' | 'differs_from_git' | 'not_in_git';
  message: string;
  /** Id of the sync object: `cluster/kind/namespace/name`. */
  syncObject: string;
  object: InsightObject;
}

/** An object of Velero, as far as an insight can look at it. */
interface Candidate extends InsightObject {
  fact: ScheduleFact | BackupFact | StorageLocationFact;
  /** What the controller says against it, or `null`. */
  refusal: string | null;
}

interface Applied {
  located: LocatedSyncObject;
  object: AppliedBackupObject;
}

/**
 * Joins what sync objects apply with what the controllers make of it. The two
 * verdicts stay side by side; this is the one thing that is said of both.
 *
 * @remarks
 * Argo CD calls a Schedule healthy that Velero refuses, because it has no health
 * check for velero.io. In which cluster an Application puts things its
 * destination says, where it names the cluster as we do, else the tracking id
 * on the object, else that only one cluster has the object. What cannot be told
 * gives no insight.
 *
 * @public
 */
export function jointInsights(
  facts: Pick<EntityFacts, 'clusters' | 'syncObjects'>,
): JointInsight[] {
  const byKey = new Map<string, Candidate[]>();
  for (const candidate of facts.clusters.flatMap(candidatesOf)) {
    const key = keyOf(candidate);
    byKey.set(key, [...(byKey.get(key) ?? []), candidate]);
  }
  const clusters = new Set(facts.clusters.map(({ name }) => name));
  return facts.syncObjects.flatMap(located =>
    located.fact.backupObjects
      .filter(({ group }) => group === 'velero.io')
      .flatMap(object => {
        const same = byKey.get(keyOf(object)) ?? [];
        const candidate = placeOf({ located, object }, same, clusters);
        const insight = candidate && judge({ located, object }, candidate);
        return insight ? [insight] : [];
      }),
  );
}

function keyOf(object: { kind: string; namespace: string; name: string }) {
  return `${object.kind}/${object.namespace}/${object.name}`;
}

function candidatesOf(cluster: ClusterFacts): Candidate[] {
  const place = { cluster: cluster.name };
  return [
    ...cluster.schedules.map(fact => ({
      ...place,
      kind: 'Schedule' as const,
      namespace: fact.namespace,
      name: fact.name,
      fact,
      refusal: refusalOf(fact),
    })),
    ...cluster.runs.map(fact => ({
      ...place,
      kind: 'Backup' as const,
      namespace: fact.namespace,
      name: fact.name,
      fact,
      refusal: refusalOf(fact),
    })),
    ...cluster.storageLocations.map(fact => ({
      ...place,
      kind: 'BackupStorageLocation' as const,
      namespace: fact.namespace,
      name: fact.name,
      fact,
      refusal: null,
    })),
  ];
}

function refusalOf(fact: ScheduleFact | BackupFact): string | null {
  if (fact.phase !== 'FailedValidation') return null;
  return describeCause(fact.validationErrors.join('; ') || fact.phase);
}

/** The object among those of the same name that the sync object means. */
function placeOf(
  { located, object }: Applied,
  same: readonly Candidate[],
  clusters: ReadonlySet<string>,
): Candidate | null {
  const place = clusterOf(located, clusters);
  if (place === 'elsewhere') return null;
  if (place !== null) {
    return same.find(({ cluster }) => cluster === place.cluster) ?? null;
  }
  const tracked = same.filter(({ fact }) =>
    isTrackedBy(fact, { located, object }),
  );
  const found = tracked.length ? tracked : same;
  return found.length === 1 ? found[0] : null;
}

/** The cluster that a sync object applies to; `null` where its words do not tell. */
function clusterOf(
  { cluster, fact }: LocatedSyncObject,
  clusters: ReadonlySet<string>,
): { cluster: string } | 'elsewhere' | null {
  if (fact.kind !== 'Application') {
    return fact.remote ? 'elsewhere' : { cluster };
  }
  const { name, server } = fact.destination;
  if (name === IN_CLUSTER_NAME || server === IN_CLUSTER_SERVER) {
    return { cluster };
  }
  return name !== null && clusters.has(name) ? { cluster: name } : null;
}

/** Argo CD's `<application>:<group>/<kind>:<namespace>/<name>`. */
function isTrackedBy(
  fact: Candidate['fact'],
  { located, object }: Applied,
): boolean {
  const trackingId = 'argocdTrackingId' in fact ? fact.argocdTrackingId : null;
  const { namespace, name } = located.fact;
  const rest = `${object.group}/${object.kind}:${object.namespace}/${object.name}`;
  return (
    trackingId === `${name}:${rest}` ||
    trackingId === `${namespace}_${name}:${rest}`
  );
}

function judge(
  { located, object }: Applied,
  candidate: Candidate,
): JointInsight | null {
  const { cluster, kind, namespace, name, refusal } = candidate;
  const thing = `${kind} ${quoteName(name)}`;
  const where = `in cluster ${quoteName(cluster)}`;
  const by = `${located.fact.kind} ${quoteName(located.fact.name)}`;
  const insight = (code: JointInsight['code'], message: string) => ({
    code,
    message,
    syncObject: syncObjectId(located),
    object: { cluster, kind, namespace, name },
  });
  if (object.isExtra) {
    return insight(
      'not_in_git',
      `${thing} is ${where} and no longer in the Git of ${by}.`,
    );
  }
  if (object.status === 'OutOfSync') {
    return insight(
      'differs_from_git',
      `${thing} ${where} is not what the Git of ${by} says.`,
    );
  }
  const isApplied = object.status === 'Synced' || object.status === '';
  return isApplied && refusal !== null
    ? insight(
        'applied_but_refused',
        `${by} has applied ${thing}, and Velero ${where} refuses it: ${refusal}.`,
      )
    : null;
}
