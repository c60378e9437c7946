import { EntityClaims } from '../entity/claims';
import { Exemption } from '../exemption/Exemption';
import { FactByKind, FactKind } from '../kinds/types';
import { Contact, KindStatus } from './contact';
import { JudgeSettings } from './judgeSettings';
import { AppProjectFact, SourceFact, SyncObjectFact } from './gitops';
import { NamespaceFact } from './namespace';
import { BackupFact, ScheduleFact, StorageLocationFact } from './velero';

/** A sync object and the cluster it was read from. @public */
export interface LocatedSyncObject {
  /** The cluster whose API server holds the object (Argo CD's own). */
  cluster: string;
  fact: SyncObjectFact;
  /** The Flux source it applies, where it is known: what there is to apply. */
  source: SourceFact | null;
  /** The Argo CD project it belongs to, where it is known: when it may sync. */
  project: AppProjectFact | null;
}

/** Facts of kinds beside schedules, runs, storage locations and namespaces. @public */
export type FactLists = {
  [K in Exclude<
    FactKind,
    'Namespace' | 'Schedule' | 'Backup' | 'BackupStorageLocation'
  >]?: FactByKind[K][];
};

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
  /**
   * All else, by kind: what lies in the namespaces asked about or belongs to it
   * (volumes, copies of volumes, databases, machines), and what holds for the
   * whole cluster (Velero's server, storage classes). A kind that was not asked
   * for is absent; see `kinds` for what could be read.
   */
  objects: FactLists;
  /**
   * Where a backup that came from a shared bucket was made: the other cluster,
   * by UID of the copy. Found by the whole fleet: same store, name and start.
   */
  twins: Record<string, string>;
  /**
   * Other clusters whose storage location is the same bucket and prefix, by
   * `<velero namespace>/<storage location>`.
   */
  sharedStores: Record<string, string[]>;
  /** The names of all namespaces that exist, or `null` when they are not known. */
  namespaceNames: string[] | null;
  /** Every Kubernetes version that the cluster was seen to run, as `v1.33.4`. */
  kubernetesVersions: string[];
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
  /** Exemptions that the config repositories grant, expired ones too. */
  exemptions: Exemption[];
  settings: JudgeSettings;
}
