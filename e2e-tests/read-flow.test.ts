import { expect, test } from '@playwright/test';
import { Fleet } from './support/fleet';
import {
  expectSamePage,
  markPage,
  openService,
  protectionLine,
  signInAs,
  syncLine,
} from './support/portal';

const fleet = Fleet.find();

test.describe('a service whose storage location lost its bucket', () => {
  test.beforeEach(async () => {
    await fleet.setBucket('ledger-backups', 'AccessDenied: Access Denied');
    await fleet.runSchedule('prod-cluster-01', 'payments-hourly');
  });

  test('says why, and turns green without a reload once it is mended', async ({
    page,
  }) => {
    await signInAs(page, 'Amelia Stone');
    await page.getByRole('link', { name: 'Payments ledger' }).first().click();
    const protection = protectionLine(page);

    await expect(protection).toContainText('Degraded');
    await expect(protection).toContainText("'ledger'");
    await expect(protection).toContainText('AccessDenied');
    await expect(syncLine(page)).toContainText('Synced');

    await markPage(page);
    await fleet.setBucket('ledger-backups', null);
    await fleet.runSchedule('prod-cluster-01', 'payments-hourly');

    // A simulated backup takes most of a minute.
    await expect(protection).toContainText('Healthy', { timeout: 80_000 });
    await expectSamePage(page);
  });
});

test.describe('a cluster that falls silent', () => {
  const cluster = 'staging-cluster-01';

  test.beforeEach(() => fleet.clearFaults(cluster));
  test.afterEach(() => fleet.clearFaults(cluster));

  test('turns its services unknown, not green, and back', async ({ page }) => {
    await signInAs(page, 'Piotr Nowak');
    await openService(page, 'storefront');
    const protection = protectionLine(page);
    await expect(protection).toContainText('Healthy', { timeout: 60_000 });

    await markPage(page);
    await fleet.setFaults(cluster, [{ type: 'silence' }]);
    await expect(protection).toContainText('Unknown', { timeout: 60_000 });
    await expect(protection).toContainText('Last known: Healthy');
    await expect(page.getByText(`${cluster}`).first()).toBeVisible();

    await fleet.clearFaults(cluster);
    await expect(protection).toContainText('Healthy', { timeout: 60_000 });
    await expectSamePage(page);
  });
});

test.describe('the story of the fleet', () => {
  const expected: [service: string, state: string, reason: RegExp][] = [
    ['checkout-api', 'HEALTHY', /Newest good backup/],
    ['orders', 'DEGRADED', /failed in part with 3 errors/],
    ['invoicing', 'PAUSED', /paused/],
    ['shipping', 'HEALTHY', /Newest good backup/],
    ['shipping-preview', 'CRITICAL', /may be of another cluster/],
    ['search-index', 'UNKNOWN', /No contact with cluster 'prod-cluster-03'/],
    ['warehouse', 'UNKNOWN', /prod-cluster-04/],
    ['loyalty', 'UNPROTECTED', /[Nn]o .*schedule/],
    ['wishlist', 'UNPROTECTED', /[Nn]o .*schedule/],
    ['gift-wrapping', 'UNKNOWN', /list.*[Bb]ackups?/],
    ['gift-cards', 'PENDING', /first/i],
    ['inventory', 'CRITICAL', /inventory-nightly/],
    ['newsletter', 'UNKNOWN', /Velero is not installed/],
    ['reviews', 'DEGRADED', /labels backup=daily/],
    ['legacy-portal', 'UNKNOWN', /Legacy_Portal/],
  ];

  test('shows each service in its state, for a reason that says so', async ({
    page,
  }) => {
    await signInAs(page, 'Piotr Nowak');
    await page.goto('/velero-manager/services?owner=all');
    for (const [service, state, reason] of expected) {
      const row = page
        .getByRole('row')
        .filter({ has: page.locator(`a[href$="/component/${service}"]`) });
      await expect(row.locator(`[data-state="${state}"]`).first()).toBeVisible({
        timeout: 60_000,
      });
      await expect(row).toContainText(reason);
    }
  });

  test('keeps drift, failure and suspension apart from backups', async ({
    page,
  }) => {
    await signInAs(page, 'Piotr Nowak');
    for (const [service, state] of [
      ['returns', 'DRIFTED'],
      ['loyalty', 'FAILED'],
      ['sandbox', 'SUSPENDED'],
      ['storefront', 'SYNCED'],
    ]) {
      await openService(page, service);
      await expect(
        syncLine(page).locator(`[data-state="${state}"]`),
      ).toBeVisible();
    }
  });

  test('shows no card for an entity that claims nothing', async ({ page }) => {
    await signInAs(page, 'Piotr Nowak');
    await page.goto('/catalog/default/component/style-guide');
    await expect(page.getByRole('heading', { name: 'About' })).toBeVisible();
    await expect(
      page.getByRole('heading', { name: 'Backup & sync' }),
    ).toHaveCount(0);
  });
});
