import {
  BranchProtection,
  needsPullRequest,
} from '../../repositories/BranchProtection';
import { HostedRepository } from '../../repositories/HostedRepository';

/**
 * What is asked of a branch as rules of one ruleset, each of the API's schema
 * `repository-rule-detailed`.
 *
 * @internal
 */
export function renderBranchRules(
  { id, fullName }: HostedRepository,
  protection: BranchProtection,
) {
  const { requiredStatusChecks = [], requiredApprovals = 0 } = protection;
  const rules: { type: string; parameters?: object }[] = [
    ...(protection.blockCreations ? [{ type: 'creation' }] : []),
    { type: 'deletion' },
    { type: 'non_fast_forward' },
  ];
  if (needsPullRequest(protection)) {
    const parameters = {
      required_approving_review_count: requiredApprovals,
      dismiss_stale_reviews_on_push: protection.dismissStaleReviews ?? false,
      require_code_owner_review: false,
      require_last_push_approval: false,
      required_review_thread_resolution: false,
    };
    rules.push({ type: 'pull_request', parameters });
  }
  if (requiredStatusChecks.length > 0) {
    const parameters = {
      strict_required_status_checks_policy: protection.strict ?? false,
      required_status_checks: requiredStatusChecks.map(context => ({
        context,
      })),
    };
    rules.push({ type: 'required_status_checks', parameters });
  }
  return rules.map(rule => ({
    ...rule,
    ruleset_source_type: 'Repository',
    ruleset_source: fullName,
    ruleset_id: id,
  }));
}
