import { expect, test } from '@playwright/test';
import { openService, recordAnswers, signInAs } from './support/portal';

/** Names that belong to others than Amelia's team. */
const NOT_AMELIAS = [
  'prod-cluster-02',
  'orders-hourly',
  'component:default/recommendations',
  'component:default/warehouse',
  'prod-cluster-04',
  'dev-cluster-03',
];

test('an application team sees its own services and nothing of others', async ({
  page,
}) => {
  const answers = recordAnswers(page);
  await signInAs(page, 'Amelia Stone');

  await openService(page, 'orders');
  await expect(page.getByText('You may not see this')).toBeVisible();

  await page.goto('/velero-manager/clusters');
  await expect(page.getByText('You may not see this').first()).toBeVisible();

  await page.goto('/velero-manager/services');
  await expect(
    page.getByRole('link', { name: 'Payments ledger' }),
  ).toBeVisible();

  const told = await answers.text();
  for (const name of NOT_AMELIAS) {
    expect(told).not.toContain(name);
  }
  expect(told).toContain('component:default/payments-ledger');
});

test('an auditor sees the production clusters only', async ({ page }) => {
  const answers = recordAnswers(page);
  await signInAs(page, 'Adaeze Obi');
  await page.goto('/velero-manager/clusters');
  await expect(page.getByText('Production 01').first()).toBeVisible();
  await expect(page.getByText('Staging 01')).toHaveCount(0);
  const told = await answers.text();
  expect(told).toContain('prod-cluster-04');
  expect(told).not.toContain('dev-cluster-01"');
});

test('nobody is told anything without signing in', async ({ request }) => {
  const backend =
    process.env.VELERO_MANAGER_BACKEND_URL ?? 'http://localhost:7007';
  for (const path of ['entities', 'clusters', 'fleet/summary']) {
    const answer = await request.get(
      `${backend}/api/velero-manager/v1/${path}`,
    );
    expect(answer.status()).toBe(401);
    expect(await answer.text()).not.toContain('prod-cluster');
  }
});
