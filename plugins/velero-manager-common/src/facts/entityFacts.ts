import { EntityClaims } from '../entity/claims';
import { FactKind } from '../kinds/types';
import { Contact, KindStatus } from './contact';
import { SyncObjectFact } from './gitops';
import { NamespaceFact } from './namespace';
import { BackupFact, ScheduleFact, StorageLocationFact } from './velero';

/** A sync object and the cluster it was read from. @public */
export interface LocatedSyncObject {
  /** The cluster whose API server holds the object (Argo CD's own). */
  cluster: string;
  fact: SyncObjectFact;
}

/**
 * What is known of one cluster, cut to what a question needs.
 *
 * @public
 */
export interface ClusterFacts {
  name: string;
  environment: string | null;
  contact: Contact;
  kinds: Partial<Record<FactKind, KindStatus>>;
  /** The namespaces asked about, as far as they exist. */
  namespaces: NamespaceFact[];
  /** Those that take one of the namespaces asked about. */
  schedules: ScheduleFact[];
  storageLocations: StorageLocationFact[];
  /**
   * Per (Velero namespace, schedule, namespace lists) the newest runs plus the
   * newest good one even if older; likewise the manual ones. Those of the
   * schedules, and of the others those that took a namespace asked about.
   * Newest first within a schedule.
   */
  runs: BackupFact[];
}

/**
 * All that a verdict on one entity may look at.
 *
 * `clusters` holds the clusters of its claims that we know; `unknownClusters`
 * the names that the entity claims and nobody defined.
 *
 * @public
 */
export interface EntityFacts {
  entityRef: string;
  claims: EntityClaims;
  /** Claims with every `cluster: null` resolved against known clusters. */
  namespaces: { cluster: string; namespace: string }[];
  clusters: ClusterFacts[];
  unknownClusters: string[];
  syncObjects: LocatedSyncObject[];
  /** Contact with clusters that hold sync objects but no claim (Argo CD's own). */
  otherContacts: Record<string, Contact>;
  /** The objective of the environment, per environment name, in seconds. */
  environmentRpoSeconds: Record<string, number>;
}
