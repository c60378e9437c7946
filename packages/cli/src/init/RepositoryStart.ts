/**
 * What a new config repository is made of.
 *
 * @internal
 */
export interface RepositoryStart {
  engine: 'argocd' | 'flux';
  environments: string[];
  /** Where the repository will be. */
  url: string;
  branch: string;
  /** Who owns the policies; `organisation/team`. */
  securityTeam: string;
  /** Who reviews changes; `organisation/team`. */
  reviewers: string;
}

/** What is asked of changes to a new environment. @internal */
export interface StartingPolicy {
  approvals: number;
  needsSecurity: boolean;
  clusterNames: string;
  retention: { min?: string; max: string };
}

/**
 * The policy that an environment of this name begins with. What is not known
 * for a lesser one is treated as production.
 *
 * @internal
 */
export function startingPolicyOf(environment: string): StartingPolicy {
  if (/^(dev|development|sandbox|playground)$/.test(environment)) {
    return {
      approvals: 0,
      needsSecurity: false,
      clusterNames: 'dev-cluster-<nn>',
      retention: { max: '30d' },
    };
  }
  if (/^(staging|stage|test|qa|integration)$/.test(environment)) {
    return {
      approvals: 1,
      needsSecurity: false,
      clusterNames: `${environment}-cluster-<nn>`,
      retention: { min: '1d', max: '90d' },
    };
  }
  return {
    approvals: 2,
    needsSecurity: true,
    clusterNames: `${
      environment === 'production' ? 'prod' : environment
    }-cluster-<nn>`,
    retention: { min: '7d', max: '365d' },
  };
}
