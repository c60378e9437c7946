import { BrowserContext } from '@playwright/test';
import { JourneyPage } from './JourneyPage';
import { PullRequestPage } from './PullRequestPage';

/**
 * What becomes of a proposal for production on the Git host: its check, the
 * requester's own approval, those of two reviewers, and the merge. The journey
 * is looked at all the while.
 */
export async function reviewAndMerge(
  context: BrowserContext,
  proposal: { pullRequest: string; requester: string; journey: JourneyPage },
): Promise<void> {
  const { pullRequest, requester, journey } = proposal;
  const tab = await context.newPage();
  const pull = await PullRequestPage.open(tab, pullRequest);
  await pull.expectObstacle(/At least 1 approving review is required/);
  await pull.expectCheck('success');

  const reviewers = ['sasha', 'piotr', 'noor'].filter(
    login => login !== requester,
  );
  await pull.approveAs(requester);
  await pull.approveAs(reviewers[0]);
  // Two have approved, and one of them counts.
  await journey.expectApprovals('1 of 2 approvals');
  await pull.approveAs(reviewers[1]);
  await journey.expectDone('Approved');
  await pull.mergeAs(reviewers[0]);
  await journey.expectDone('Merged');
  await tab.close();
}
