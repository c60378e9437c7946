/**
 * Whether a backup takes something, and the rule that decided.
 *
 * @public
 */
export interface CoverDecision {
  covered: boolean;
  /** The rule's code, as the function that answers lists it. */
  rule: string;
  /** One sentence on it. */
  message: string;
}
