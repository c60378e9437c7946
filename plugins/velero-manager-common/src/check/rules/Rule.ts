import type { CheckedRepository } from '../CheckedRepository';
import type { Finding } from '../Finding';

/**
 * What is known of clusters, for the rules that need more than Git tells.
 *
 * @public
 */
export interface CheckFacts {
  /** By name of the cluster; one that is missing here is unknown. */
  clusters: Readonly<Record<string, { namespaces: readonly string[] }>>;
}

/** One question to a repository. @internal */
export type Rule = (
  repository: CheckedRepository,
  facts: CheckFacts | undefined,
) => Finding[];
