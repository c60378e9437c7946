import { count } from '../words';
import {
  DiscountReason,
  PolicyDecision,
  PolicyRequirement,
} from './PolicyDecision';

/** GitHub takes no more in the description of a commit status. */
const MAX_LENGTH = 140;

const DISCOUNTS: Record<DiscountReason, string> = {
  requester: 'asked for it and does not count',
  committer: 'wrote part of it and does not count',
  author: 'opened it and does not count',
  not_named: 'is not named by the policy',
  unknown_membership: 'may not count: members of a team could not be read',
};

/**
 * Says in one sentence what the strictest environment still waits for, or by
 * whom it was approved.
 *
 * @internal
 */
export function describeDecision(options: {
  requirements: PolicyRequirement[];
  discounted: { login: string; reason: DiscountReason }[];
  hasStranger: boolean;
}): string {
  const { requirements, discounted, hasStranger } = options;
  return shorten(
    hasStranger
      ? 'A commit is by somebody whom the Git host does not know, so nobody can be shown to be independent of it.'
      : describeStrictest(requirements[0], discounted),
  );
}

/**
 * The decision where nothing can be decided: nobody may merge then.
 *
 * @param reason - one clause that ends with no full stop
 * @public
 */
export function undecidedPolicy(reason: string): PolicyDecision {
  return {
    state: 'error',
    description: shorten(`${reason}.`),
    requirements: [],
    discounted: [],
  };
}

function describeStrictest(
  strictest: PolicyRequirement | undefined,
  discounted: { login: string; reason: DiscountReason }[],
): string {
  if (!strictest) return 'It reaches no environment.';
  const { environment, approvals, counted, missingTeams } = strictest;
  if (strictest.isMet) {
    return approvals === 0
      ? `${environment} asks for no approval.`
      : `${environment}: approved by ${counted.join(', ')}.`;
  }
  const given = `${environment}: ${counted.length} of ${count(
    approvals,
    'approval',
  )}`;
  const missing =
    missingTeams.length > 0 ? `, none of ${missingTeams.join(', ')}` : '';
  const [first] = discounted;
  const why = first ? `; ${first.login} ${DISCOUNTS[first.reason]}` : '';
  return `${given}${missing}${why}.`;
}

function shorten(text: string): string {
  const signs = [...text];
  return signs.length > MAX_LENGTH
    ? `${signs.slice(0, MAX_LENGTH - 1).join('')}…`
    : text;
}
