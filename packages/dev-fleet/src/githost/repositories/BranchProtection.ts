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
}

/** Whether a branch takes changes by pull request only. @internal */
export function needsPullRequest(protection: BranchProtection): boolean {
  return (
    protection.requiredApprovals !== undefined ||
    Boolean(protection.requiredStatusChecks?.length)
  );
}
