/**
 * Why an approval does not count.
 *
 * @public
 */
export type DiscountReason =
  | 'requester'
  | 'committer'
  | 'author'
  | 'not_named'
  | 'unknown_membership';

/**
 * What one environment asks of a change, and what of it is there.
 *
 * @public
 */
export interface PolicyRequirement {
  environment: string;
  approvals: number;
  /** Log-ins of those whose approval counts here. */
  counted: string[];
  /** Teams that have to approve and of whom nobody did. */
  missingTeams: string[];
  isMet: boolean;
}

/**
 * Whether a change may be merged by the policies of the environments that it
 * reaches.
 *
 * @public
 */
export interface PolicyDecision {
  state: 'success' | 'pending' | 'error';
  /** One sentence of at most 140 characters, as commit statuses hold. */
  description: string;
  /** Strictest first. */
  requirements: PolicyRequirement[];
  /** Approvals that count in none of the environments. */
  discounted: { login: string; reason: DiscountReason }[];
}
