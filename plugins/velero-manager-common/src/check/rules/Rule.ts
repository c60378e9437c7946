import type { CheckedRepository } from '../CheckedRepository';
import type { Finding } from '../Finding';

/**
 * What is known of clusters, for the rules that need more than Git tells.
 *
 * @public
 */
export interface CheckFacts {
  /** By name of the cluster; one that is missing here is unknown. */
  clusters: Readonly<Record<string, CheckFactsOfCluster>>;
}

/**
 * What is known of one cluster; what is not known to be whole is left out.
 *
 * @public
 */
export interface CheckFactsOfCluster {
  namespaces?: readonly string[];
  storageLocations?: readonly StorageLocationInCluster[];
  /** Those of Git among them. */
  schedules?: readonly ScheduleInCluster[];
  databases?: readonly DatabaseName[];
}

/** A storage location as a cluster has it. @public */
export interface StorageLocationInCluster {
  namespace: string;
  name: string;
  isDefault: boolean;
  /** Whether Velero could reach it when it last looked. */
  isReachable: boolean;
}

/** A schedule as a cluster has it. @public */
export interface ScheduleInCluster {
  namespace: string;
  name: string;
  cron: string;
  paused: boolean;
  /** Empty for all. */
  includedNamespaces: readonly string[];
}

/** A PostgreSQL cluster of CloudNative-PG. @public */
export interface DatabaseName {
  namespace: string;
  name: string;
}

/** One question to a repository. @internal */
export type Rule = (
  repository: CheckedRepository,
  facts: CheckFacts | undefined,
) => Finding[];
