/**
 * Something in a backup's scope by which no run of it can be good.
 *
 * @public
 */
export interface ScopeProblem {
  /** `refused`: every run ends FailedValidation; `partial`: every run ends PartiallyFailed. */
  effect: 'refused' | 'partial';
  /** The rule's code: see {@link refusedScope}. */
  rule: string;
  /** One sentence on it. */
  message: string;
}
