import { BrowserContext } from '@playwright/test';
import { JourneyPage } from './JourneyPage';
import { PullRequestPage } from './PullRequestPage';

/**
 * What becomes of a proposal for production on the Git host: its check, the
 * requester's own approval, those of two reviewers, and the merge, which the
 * policy holds until then. The journey is looked at all the while.
 */
export async function reviewAndMerge(
  context: BrowserContext,
  proposal: { pullRequest: string; requester: string; journey: JourneyPage },
): Promise<void> {
  const { pullRequest, requester, journey } = proposal;
  const tab = await context.newPage();
  const pull = await PullRequestPage.open(tab, pullRequest);
  await pull.expectCheck('success');
  await pull.expectPolicy(
    'pending',
    'production: 0 of 2 approvals, none of your-org/security.',
  );
  await pull.expectObstacle(/"velero-manager\/policy" is pending/);

  const reviewers = ['sasha', 'piotr', 'noor'].filter(
    login => login !== requester,
  );
  await pull.approveAs(requester);
  await pull.approveAs(reviewers[0]);
  // Two have approved, and one of them counts.
  await pull.expectPolicy(
    'pending',
    `production: 1 of 2 approvals; ${requester} asked for it and does not count.`,
  );
  await pull.expectObstacle(/"velero-manager\/policy" is pending/);
  await journey.expectApprovals('1 of 2 approvals');
  await pull.approveAs(reviewers[1]);
  await journey.expectDone('Approved');
  await pull.expectPolicy(
    'success',
    `production: approved by ${reviewers[0]}, ${reviewers[1]}.`,
  );
  await pull.mergeAs(reviewers[0]);
  await journey.expectDone('Merged');
  await tab.close();
}

/**
 * Merges a proposal for production of Piotr's, with no more than it takes.
 *
 * @param pull - with its check still to come
 */
export async function mergeForPiotr(pull: PullRequestPage): Promise<void> {
  await pull.expectCheck('success');
  await pull.approveAs('sasha');
  await pull.approveAs('noor');
  await pull.expectPolicy('success', 'production: approved by sasha, noor.');
  await pull.mergeAs('sasha');
}
