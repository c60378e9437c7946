import type { JsonObject } from '@backstage/types';
import type {
  BackupFact,
  ChangeState,
  CheckFactsOfCluster,
  ClusterLagReason,
  Contact,
  FactByKind,
  NamespaceFact,
  NamespaceLists,
  ScheduleFact,
  VeleroServerFact,
} from '@velero-manager/backstage-plugin-velero-manager-common';

/** A schedule as a change leaves it: what the cluster shall hold. @internal */
export type ExpectedSchedule = Pick<
  ScheduleFact,
  'namespace' | 'name' | 'cron' | 'paused' | 'scope'
>;

/** The kinds whose objects a change is followed to. @internal */
export const followedKinds = [
  'Schedule',
  'BackupStorageLocation',
  'PostgresScheduledBackup',
  'ObjectStore',
  'LonghornBackupTarget',
  'LonghornRecurringJob',
  'AppProject',
  'Application',
  'ApplicationSet',
  'Kustomization',
] as const;
/** @internal */
export type FollowedKind = (typeof followedKinds)[number];

/** What Argo CD keeps in its own cluster, whichever cluster it is about. @internal */
export const hubKinds: readonly FollowedKind[] = [
  'AppProject',
  'Application',
  'ApplicationSet',
];

/** An object that a change writes or takes away. @internal */
export interface ExpectedObject {
  kind: FollowedKind;
  namespace: string;
  name: string;
  /** Its annotation `velero-manager.io/spec-hash`; `null` where it shall be gone. */
  specHash: string | null;
  /** The namespaces that a schedule took which shall be gone; else `null`. */
  takes: NamespaceLists | null;
}

/** An object as a cluster shows it. @internal */
export type SightedObject = {
  [K in FollowedKind]: { kind: K; fact: FactByKind[K] };
}[FollowedKind];

/** What one cluster of a change shall hold. @internal */
export interface ExpectedInCluster {
  cluster: string;
  /** What the objects of the change are annotated with in this cluster. */
  identity: string;
  schedules: ExpectedSchedule[];
  objects: ExpectedObject[];
}

/** How far a change has come in one of its clusters. @internal */
export interface ClusterProgress extends ExpectedInCluster {
  appliedAt: Date | null;
  acceptedAt: Date | null;
  firstRunGoodAt: Date | null;
  /** Why it has come no further; `null` at the goal, and before the merge. */
  lag: ClusterLag | null;
}

/** Why a change has come no further in a cluster. @internal */
export interface ClusterLag {
  reason: ClusterLagReason;
  /** When the cluster was last in contact, where that is why; RFC 3339 UTC. */
  lastContactAt: string | null;
  /** When its first run is due, or was, where that is why; RFC 3339 UTC. */
  firstRunDueAt: string | null;
  /** Until when its first run is waited for, where that is why; RFC 3339 UTC. */
  firstRunLateAt: string | null;
  /** When its first run was made that is under way; RFC 3339 UTC. */
  runningSince: string | null;
}

/** The moments of a journey; `null` for what has not happened. @internal */
export interface JourneyMoments {
  proposedAt: Date;
  approvedAt: Date | null;
  mergedAt: Date | null;
  appliedAt: Date | null;
  acceptedAt: Date | null;
  firstRunGoodAt: Date | null;
  closedAt: Date | null;
}

/** A change that was just proposed, or proposed anew. @internal */
export interface NewChange {
  /** Also in its commits. */
  id: string;
  /** What its intent is about, as its objects are annotated with. */
  identity: string;
  /** Name of the config repository. */
  repository: string;
  branch: string;
  number: number;
  url: string;
  title: string;
  intent: JsonObject;
  requester: string;
  /** Log-ins at the host of whoever asked; none counts as an approver. */
  requesterLogins: string[];
  environment: string;
  cluster: string;
  planHash: string;
  /** The schedules that the cluster shall hold. */
  schedules: ExpectedSchedule[];
  /** What else it shall hold, or no longer. */
  objects: ExpectedObject[];
  /** Of a change that leaves schedules, what each of its clusters shall hold; else empty. */
  clusters: ExpectedInCluster[];
  approvalsRequired: number;
  /** Whether the host merges it once its checks are green. */
  mergesItself: boolean;
  /** What did not succeed, although it stands. */
  notes: string[];
}

/** A change and its journey so far. @internal */
export interface ChangeRecord
  extends Omit<NewChange, 'clusters'>,
    JourneyMoments {
  state: ChangeState;
  /** Of a change that leaves schedules, how far it is in each cluster; else empty. */
  clusters: ClusterProgress[];
  approvalsGiven: number;
  /** Version of the pull request as the host last answered. */
  etag: string | null;
  /** When it falls due next, ms since 1970; of a claim, when that lapses. */
  dueAt: number | null;
}

/** What became of a change since it was last looked at. @internal */
export interface ChangeProgress extends Omit<JourneyMoments, 'proposedAt'> {
  state: ChangeState;
  approvalsGiven: number;
  clusters: ClusterProgress[];
  etag: string | null;
  /** When to look again; `null` when its journey ended. */
  dueInMs: number | null;
}

/** Which changes are wanted; an empty list does not narrow. @internal */
export interface ChangeFilter {
  state: string[];
  environment: string[];
  cluster: string[];
  repository: string[];
  requester: string[];
}

/** Where a list of changes, newest first, goes on. @internal */
export interface ChangePosition {
  /** Milliseconds since 1970. */
  proposedAt: number;
  id: string;
}

/** What the clusters show of what a change wrote. @internal */
export interface ChangeSightings {
  schedules: ScheduleFact[];
  /** Completed backups of these schedules. */
  goodRuns: BackupFact[];
  /** The newest backups of each since the merge, whatever became of them. */
  newestRuns: BackupFact[];
  /** The Velero servers that read these schedules. */
  servers: VeleroServerFact[];
  /** The other objects, as far as they are there. */
  objects: SightedObject[];
  /** The kinds of which all objects in the change's cluster are known. */
  knownKinds: FollowedKind[];
}

/** What a change wrote to one cluster, and since when it may be there. @internal */
export type SoughtObjects = Pick<
  ChangeRecord,
  'cluster' | 'schedules' | 'objects' | 'mergedAt'
>;

/** Changes and their journeys. @internal */
export interface ChangeStore {
  /**
   * Writes a change that stands at the host. One that is known keeps its
   * moments, but for an approval: that was of another commit.
   */
  putChange(change: NewChange): Promise<ChangeRecord>;
  loadChange(id: string): Promise<ChangeRecord | null>;
  /** Newest first. */
  listChanges(
    filter: ChangeFilter,
    page: { limit: number; after: ChangePosition | null },
  ): Promise<{ changes: ChangeRecord[]; total: number; more: boolean }>;
  /** The newest changes of some clusters that are under way, or ended since. */
  listRecentChanges(clusters: string[], since: Date): Promise<ChangeRecord[]>;
  /** Claims changes to look at; a claim lapses after `holdMs`. */
  claimChanges(options: {
    limit: number;
    holdMs: number;
  }): Promise<ChangeRecord[]>;
  /**
   * Writes what became of a claimed change, unless another plan was proposed
   * meanwhile; one that was marked due meanwhile stays due.
   */
  advanceChange(change: ChangeRecord, progress: ChangeProgress): Promise<void>;
  /** Has the change of a pull request looked at now. */
  markChangeDue(pull: { repository: string; number: number }): Promise<void>;
  /** What the clusters show of what a change wrote. */
  sightObjects(change: SoughtObjects): Promise<ChangeSightings>;
  /** Whether a cluster that is watched holds an Application of a repository. */
  hasApplicationOf(repository: {
    owner: string;
    repo: string;
  }): Promise<boolean>;
  /** The contacts of some clusters; one that is not watched is left out. */
  readContacts(clusters: string[]): Promise<Map<string, Contact>>;
  /** What checks of plans ask of clusters; nothing of what is not known to be whole. */
  readCheckFacts(clusters: string[]): Promise<Map<string, CheckFactsOfCluster>>;
  /** Facts of some namespaces of a cluster; those that are not known are left out. */
  readNamespaces(cluster: string, names: string[]): Promise<NamespaceFact[]>;
}
