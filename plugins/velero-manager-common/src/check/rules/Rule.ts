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

/** What is known of one cluster. @public */
export interface CheckFactsOfCluster {
  namespaces: readonly string[];
  /** All of its databases; left out where they are not known to be all. */
  databases?: readonly DatabaseName[];
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
