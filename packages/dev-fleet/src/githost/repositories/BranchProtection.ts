/** What a protected branch asks for. @public */
export interface BranchProtection {
  /** Approving reviews that a merge needs; 0 asks for a pull request only. */
  requiredApprovals?: number;
  /** Approvals do not outlive a push. Default: false. */
  dismissStaleReviews?: boolean;
  /** Contexts that must be successful on the head commit. */
  requiredStatusChecks?: string[];
  /** The head must contain the base. Default: false. */
  strict?: boolean;
  /** Admins are bound too. Default: true. */
  enforceAdmins?: boolean;
  /** Nobody may make the branch. Default: false. */
  blockCreations?: boolean;
  /** Which of GitHub's two ways the API tells it by. Default: `protection`. */
  toldAs?: 'protection' | 'ruleset';
}

/** What the API tells as the protection of the branch. @internal */
export function toldAsProtection(
  protection: BranchProtection | undefined,
): BranchProtection | undefined {
  return protection?.toldAs === 'ruleset' ? undefined : protection;
}

/** Whether a branch takes changes by pull request only. @internal */
export function needsPullRequest(protection: BranchProtection): boolean {
  return (
    protection.requiredApprovals !== undefined ||
    Boolean(protection.requiredStatusChecks?.length)
  );
}
