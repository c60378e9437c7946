import {
  CollectionStatus,
  Contact,
  EntityClaims,
  FactBelonging,
  FactByKind,
  FactIndex,
  FactKind,
  KindStatus,
  ProtectionVerdict,
  SyncVerdict,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { ClusterDefinition } from '../clusters/types';
import { FactPosition, KindPosition, StoredPosition } from './positionTypes';

/** One kind of one cluster: what a watch keeps equal. @internal */
export interface FactScope {
  cluster: string;
  kind: FactKind;
}

/** A fact with its key and what the store indexes of it. @internal */
export interface FactRow<K extends FactKind = FactKind> {
  namespace: string;
  name: string;
  uid: string;
  resourceVersion: string;
  fact: FactByKind[K];
  index: FactIndex;
  belonging: FactBelonging;
  /** Until when it counts without a newer sign (`null`: for ever) and what it says beside; `null`: it has none. */
  heartbeat: { freshUntil: Date | null; steady: object } | null;
}

/** What a collector hands to the store; the shape of a `ResourceDelta` after parsing. @internal */
export type FactDelta =
  | {
      type: 'replaced';
      rows: FactRow[];
      malformed: number;
      /** The one namespace that the rows are all of; absent: the whole kind. */
      namespace?: string;
      /** Where the watch goes on once this is stored; absent: not from here. */
      position?: FactPosition;
    }
  | {
      type: 'upserted';
      rows: FactRow[];
      malformed: number;
      position?: FactPosition;
    }
  /** Whatever lies in other namespaces is gone. */
  | { type: 'confined'; namespaces: string[] }
  | {
      type: 'removed';
      keys: { namespace: string; name: string }[];
      position?: FactPosition;
    };

/** A verdict of one entity in one of its clusters, as lists and sums need it. @internal */
export interface VerdictPart {
  /** The cluster whose silence makes this part UNKNOWN. */
  cluster: string;
  protection: ProtectionVerdict | null;
  sync: SyncVerdict | null;
}

/** What an assessment found; stored as a cache that is exact until `validUntil`. @internal */
export interface SubjectAssessment {
  parts: VerdictPart[];
  lastGoodAt: string | null;
  /** `null` when there is no objective. */
  objectiveMet: boolean | null;
  validUntil: Date | null;
  /** Contact with a cluster, when the subject is one; its change is a transition too. */
  contact?: { state: string; reason: string; message: string } | null;
}

/** What is judged: an entity (by ref) or a cluster (by name). @internal */
export interface SubjectKey {
  type: 'entity' | 'cluster';
  ref: string;
}

/** A claimed piece of work of the due list. @internal */
export interface DueSubject extends SubjectKey {
  /** Opaque id for signals. */
  id: string;
  /** When the subject fell due, by the database's clock. */
  dueAt: Date;
  /** The database's clock when the work was claimed: `max(database now, due_at)`. */
  now: Date;
  /** Proves the claim on completion. */
  ticket: string;
}

/** A claimed subject and what was found. @internal */
export interface JudgedSubject {
  subject: DueSubject;
  assessment: SubjectAssessment;
}

/** One change of a verdict: the outbox for signals, notifications, history and metrics. @internal */
export interface Transition extends SubjectKey {
  id: number;
  subjectId: string;
  aspect: 'protection' | 'sync' | 'contact';
  /** `null` for the first verdict. */
  from: string | null;
  to: string;
  reason: string;
  message: string;
  at: string;
}

/** An entity of the catalog that claims namespaces. @internal */
export interface EntityRow {
  entityRef: string;
  title: string;
  owner: string | null;
  claims: EntityClaims;
}

/** A cluster as stored, with its contact. @internal */
export interface ClusterRow {
  name: string;
  title: string;
  environment: string | null;
  definedAt: string;
  /** Why it cannot be watched at all, or `null`. */
  unwatchable: string | null;
  argocd: { names: string[]; servers: string[] };
  /** Opaque id for signals. */
  subjectId: string;
  contact: Contact;
}

/** The kinds of a cluster, as it says what it serves. @internal */
export interface FoundKinds {
  /** Not served: what was known of them is gone. */
  absent: FactKind[];
  /** To be read, where they have not been read before. */
  pending: FactKind[];
}

/** Writes what collectors learn. All calls are idempotent. @internal */
export interface FactStore {
  /**
   * Makes the rows of one kind of one cluster equal to a delta and marks due
   * whatever could be judged otherwise now. Unchanged rows are left alone.
   * @returns how many rows changed
   */
  apply(scope: FactScope, delta: FactDelta): Promise<{ changed: number }>;
  /**
   * Waits until so few rows wait to be stored that more may be read.
   * @throws the signal's reason
   */
  room(signal: AbortSignal): Promise<void>;
  setKindStatus(
    scope: FactScope,
    status: Omit<KindStatus, 'malformed'>,
  ): Promise<void>;
  /** Notes which kinds a cluster has, before they are read. */
  setKindsFound(cluster: string, found: FoundKinds): Promise<void>;
  /** One row a cluster: touched by every event and bookmark, batched by the caller. */
  recordContact(
    cluster: string,
    news?: {
      /** How far its clock is ahead of ours, where that is to be noted. */
      skewMs?: number;
      /** Where watches stand that brought nothing but bookmarks. */
      positions?: KindPosition[];
    },
  ): Promise<void>;
  recordContactFailure(cluster: string, message: string): Promise<void>;
  /** Keeps how the collector of a cluster does, for its report. */
  recordCollection(cluster: string, status: CollectionStatus): Promise<void>;
  /** Where the watches of a cluster stand with what is stored. */
  positions(cluster: string): Promise<StoredPosition[]>;
  /** All facts of a kind that are stored, for who goes on from a position. */
  readFacts<K extends FactKind>(scope: {
    cluster: string;
    kind: K;
  }): Promise<FactByKind[K][]>;
  /** Adds a version to those that the cluster was seen to run. */
  recordKubernetesVersion(cluster: string, version: string): Promise<void>;
  /**
   * Makes the known clusters equal to the registry; a cluster that no living
   * replica knows any more takes its facts along, unless `keepOthers`: a source
   * that names it may not have answered since the start.
   */
  putClusters(
    definitions: ClusterDefinition[],
    options?: { keepOthers: boolean },
  ): Promise<void>;
  /** Makes the known entities equal to the catalog's. */
  putEntities(entities: EntityRow[]): Promise<void>;
}

/** The work list: one row a subject. @internal */
export interface DueList {
  /**
   * Marks due whom it concerns that signs of life stayed out: that a cluster fell
   * silent, or that a heartbeat of something in it stopped.
   */
  markSilence(): Promise<void>;
  /** Claims up to `limit` subjects that are due; a claim lapses after `claimSeconds`. */
  claim(options: {
    limit: number;
    claimSeconds: number;
  }): Promise<DueSubject[]>;
  /**
   * Stores an assessment, writes transitions for what changed and sets
   * `due_at` to `validUntil`, in one transaction; a subject that was marked due
   * again meanwhile stays due.
   */
  complete(
    subject: DueSubject,
    assessment: SubjectAssessment,
  ): Promise<Transition[]>;
  /** Completes subjects of one claim together: all or, when it throws, none. */
  completeAll(judged: JudgedSubject[]): Promise<Transition[]>;
  /** Puts a subject back after a failure, not before `retryAt`. */
  release(
    subject: DueSubject,
    options: { retryAfterMs: number },
  ): Promise<void>;
  /** When the next subject falls due, or `null`. */
  nextDueInMs(): Promise<number | null>;
}
