import { expect, Page, test } from '@playwright/test';
import {
  expectAccessible,
  openService,
  protectionLine,
  signInAs,
} from './support/portal';

async function useTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.evaluate(
    chosen => window.localStorage.setItem('theme', chosen),
    theme,
  );
}

test('the worst come first, and filters live in the address', async ({
  page,
}) => {
  await signInAs(page, 'Piotr Nowak');
  await page.goto('/velero-manager/clusters');
  const table = page.getByRole('table', { name: /Clusters/ });
  await expect(table.getByRole('row').nth(1)).toContainText('Critical', {
    timeout: 60_000,
  });

  await page.getByRole('searchbox', { name: 'Search' }).fill('staging');
  await expect(page).toHaveURL(/text=staging/);
  await expect(table.getByText('Production 01')).toHaveCount(0);
  await page.reload();
  await expect(table.getByText('Staging 01')).toBeVisible();
  await expect(table.getByText('Production 01')).toHaveCount(0);
});

test('unreachable clusters are named, with the cause', async ({ page }) => {
  await signInAs(page, 'Piotr Nowak');
  await page.goto('/velero-manager/clusters');
  const banner = page.getByText(/of \d+ clusters unreachable/);
  await expect(banner).toBeVisible({ timeout: 90_000 });
  await expect(page.getByText(/prod-cluster-04/).first()).toBeVisible();
});

test('the name of a cluster leads to its page: state, schedules, storage and how it is watched', async ({
  page,
}) => {
  await signInAs(page, 'Piotr Nowak');
  await page.goto('/velero-manager/clusters?text=prod-cluster-01');
  await page
    .getByRole('table', { name: /Clusters/ })
    .getByRole('link', { name: 'Production 01' })
    .click();
  await expect(page).toHaveURL(/\/velero-manager\/clusters\/prod-cluster-01/);
  await expect(
    page.getByRole('heading', { name: 'Production 01' }),
  ).toBeVisible();
  const schedules = page.getByRole('table', { name: /^Schedules/ });
  await expect(schedules.getByRole('row').nth(1)).toBeVisible();
  await expect(
    page.getByRole('table', { name: /^Storage locations/ }),
  ).toContainText('Healthy');
  await expect(
    page.getByRole('region', { name: 'How the cluster is watched' }),
  ).toContainText(/\d+ of \d+ kinds of objects are read/);
});

test('the page of an unreachable cluster says since when, and what was known', async ({
  page,
}) => {
  await signInAs(page, 'Piotr Nowak');
  await page.goto('/velero-manager/clusters/prod-cluster-03');
  const protection = page.getByRole('region', { name: 'Protection' });
  await expect(protection.getByText('Unknown', { exact: true })).toBeVisible({
    timeout: 90_000,
  });
  await expect(protection).toContainText(/Last known: /);
});

for (const theme of ['light', 'dark'] as const) {
  test(`card and fleet page are accessible in the ${theme} theme`, async ({
    page,
  }) => {
    await signInAs(page, 'Piotr Nowak');
    await useTheme(page, theme);
    await openService(page, 'payments-ledger');
    await expect(protectionLine(page)).toBeVisible();
    await expectAccessible(page);
    for (const at of ['clusters', 'services', 'clusters/prod-cluster-01']) {
      await page.goto(`/velero-manager/${at}`);
      await expect(page.getByRole('table').first()).toBeVisible();
      await expectAccessible(page);
    }
  });
}

test('nothing sticks out at a width of 360 pixels', async ({ page }) => {
  await signInAs(page, 'Piotr Nowak');
  await page.setViewportSize({ width: 360, height: 740 });
  for (const address of [
    '/catalog/default/component/payments-ledger',
    '/velero-manager/clusters',
    '/velero-manager/services',
    '/velero-manager/clusters/prod-cluster-01',
  ]) {
    await page.goto(address);
    await expect(page.locator('[data-state]').first()).toBeVisible();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  }
});
