import type { JsonObject } from '@backstage/types';
import type {
  BackupFact,
  ChangeState,
  NamespaceFact,
  ScheduleFact,
} from '@velero-manager/backstage-plugin-velero-manager-common';

/** A schedule as a change leaves it: what the cluster shall hold. @internal */
export type ExpectedSchedule = Pick<
  ScheduleFact,
  'namespace' | 'name' | 'cron' | 'paused' | 'scope'
>;

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
  schedules: ExpectedSchedule[];
  approvalsRequired: number;
}

/** A change and its journey so far. @internal */
export interface ChangeRecord extends NewChange, JourneyMoments {
  state: ChangeState;
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

/** What a cluster shows of schedules, for the journey of a change. @internal */
export interface ScheduleSightings {
  schedules: ScheduleFact[];
  /** Completed backups of these schedules. */
  goodRuns: BackupFact[];
}

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
  /** What the cluster of a change shows of the schedules that it wrote. */
  sightSchedules(change: ChangeRecord): Promise<ScheduleSightings>;
  /** Names of all namespaces of a cluster; `null` where not all are known. */
  listNamespaceNames(cluster: string): Promise<string[] | null>;
  /** Facts of some namespaces of a cluster; those that are not known are left out. */
  readNamespaces(cluster: string, names: string[]): Promise<NamespaceFact[]>;
}
