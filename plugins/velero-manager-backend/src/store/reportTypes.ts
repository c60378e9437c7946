import {
  ClusterFacts,
  Collection,
  Contact,
  EntityFacts,
  Exemption,
  FactKind,
  KindStatus,
  LocatedSyncObject,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { PermissionCriteria } from '@backstage/plugin-permission-common';
import {
  ClusterRow,
  EntityRow,
  SubjectAssessment,
  SubjectKey,
  Transition,
} from './types';

/** What a rule on clusters means to the store. @public */
export type ClusterFilter =
  | { field: 'name'; values: string[] }
  | { field: 'environment'; values: string[] };

/** An entity in a list, with its stored verdict parts and the contact of each cluster. @internal */
export interface EntitySummary extends EntityRow {
  subjectId: string;
  namespaces: { cluster: string; namespace: string }[];
  assessment: SubjectAssessment | null;
}

/** A cluster in a list. @internal */
export interface ClusterSummary extends ClusterRow {
  assessment: SubjectAssessment | null;
  kinds: Partial<Record<FactKind, KindStatus & { objects: number }>>;
  schedules: number;
  storageLocations: { total: number; available: number };
  entities: number;
}

/** All that a verdict on one entity may look at. @internal */
export interface LoadedEntity {
  row: EntityRow;
  subjectId: string;
  facts: EntityFacts;
}

/** All that a verdict on one cluster may look at. @internal */
export interface LoadedCluster {
  facts: ClusterFacts;
  syncObjects: LocatedSyncObject[];
  /** What is exempt of it, as far as an engine beside Velero holds anything there. */
  exemptions: Exemption[];
}

/** All of one cluster that its report shows. @internal */
export interface ClusterDetail extends LoadedCluster {
  summary: ClusterSummary;
  /** How many PersistentVolumeClaims each namespace has that has any. */
  claimCounts: Record<string, number>;
  /** Who follows it, and how that goes. */
  collection: Collection;
}

/** Reads for assessments and reports: each call is a bounded number of indexed queries. @internal */
export interface ReportStore {
  /** The moment by the database's clock. */
  now(): Promise<Date>;
  loadEntity(entityRef: string): Promise<LoadedEntity | null>;
  /** Several together, which costs little more than one; unknown ones are left out. */
  loadEntities(entityRefs: string[]): Promise<Map<string, LoadedEntity>>;
  /** `null` when nobody defined it, as for the next. */
  loadCluster(name: string): Promise<LoadedCluster | null>;
  loadClusterDetail(name: string): Promise<ClusterDetail | null>;
  /** Every known entity, for lists and sums (10,000 at most by design). */
  listEntities(): Promise<EntitySummary[]>;
  /** Every cluster that the filter lets through. */
  listClusters(
    filter: PermissionCriteria<ClusterFilter> | null,
  ): Promise<ClusterSummary[]>;
  /** Contacts by cluster name, for the overlay. */
  contacts(): Promise<Map<string, Contact>>;
  /** Newest transitions of a subject, newest first. */
  transitions(subject: SubjectKey, limit: number): Promise<Transition[]>;
}
