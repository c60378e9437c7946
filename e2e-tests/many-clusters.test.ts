import { expect, test } from '@playwright/test';
import { Backend } from './support/backend';
import { PullRequestPage } from './support/PullRequestPage';
import { expectAccessible, signInAs } from './support/portal';
import { mergeForPiotr } from './support/review';
import { freshName } from './support/intents';
import { TemplateForm } from './support/TemplateForm';

const CLUSTERS = ['prod-cluster-01', 'prod-cluster-02'];
/** Half an hour ahead: no run is made while the test looks. */
const MINUTE = String((new Date().getUTCMinutes() + 30) % 60);

test('one pull request for two clusters is followed to each of them', async ({
  page,
  context,
  request,
}) => {
  await signInAs(page, 'Piotr Nowak');
  const form = await TemplateForm.open(page, 'add-schedule', {
    environment: 'production',
    cluster: CLUSTERS[0],
    scope: freshName('catalog'),
    frequency: 'hourly',
    cron: `${MINUTE} * * * *`,
    includedNamespaces: ['checkout'],
    retention: '30d',
  });
  const others = page.getByRole('textbox', { name: 'Also in these clusters' });
  await others.fill('cluster-02');
  await page
    .getByRole('button', { name: 'Select the one that matches “cluster-02”' })
    .click();
  await expect(
    page.getByText('1 other cluster gets the same in one pull request.'),
  ).toBeVisible();
  await form.next();
  const kept = page.getByRole('textbox', { name: 'Kept for' });
  await kept.fill('366d');
  await expect(
    page.getByText(/Too long: production allows at most 365 days/),
  ).toBeVisible();
  await kept.fill('30d');
  await expect(
    page.getByText('production allows 7 days to 365 days.'),
  ).toBeVisible();
  await form.next();
  // The namespace is in the first cluster only: the checks say so by name.
  await expect(
    page.getByText(/The cluster 'prod-cluster-02' has no namespace 'checkout'/),
  ).toBeVisible();

  const piotr = await Backend.signIn(request, 'piotr');
  await form.review();
  const { id, url } = await test.step('propose', async () => {
    await page.getByRole('button', { name: 'Create' }).click();
    const link = page.getByRole('link', { name: 'Follow the change' });
    const href = (await link.getAttribute('href')) ?? '';
    return piotr.get(`changes/${href.split('/').at(-1)}`);
  });
  await mergeForPiotr(await PullRequestPage.open(await context.newPage(), url));

  await page.goto(`/velero-manager/changes/${id}`);
  const journey = page.getByRole('list', { name: 'Journey' });
  for (const step of ['Applied to the cluster', 'Accepted by the controller']) {
    await expect(
      journey.getByRole('listitem').filter({ hasText: step }),
    ).toContainText('In 2 of 2 clusters', { timeout: 60_000 });
  }
  await expect(
    page.getByRole('region', { name: '2 clusters wait for their first run' }),
  ).toContainText(
    new RegExp(
      `it waits for its first run, due [-0-9]+T[0-9]{2}:${MINUTE.padStart(
        2,
        '0',
      )}Z`,
    ),
  );
  await expect(page.getByText(/clusters? (is|are) behind/)).toBeHidden();
  const { clusters } = await piotr.get(`changes/${id}`);
  expect(clusters.map(({ name }: { name: string }) => name)).toEqual(CLUSTERS);
  await expectAccessible(page);
});
