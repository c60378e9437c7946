import { expect, test } from '@playwright/test';
import { expectAccessible, openService, signInAs } from './support/portal';

test('the card of a service shows what is protected, what is not, and what to do', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 900 });
  await signInAs(page, 'Piotr Nowak');
  await openService(page, 'order-archive');

  await expect(page.getByRole('region', { name: 'Covered' })).toContainText(
    '2 of 3; volume “scans” has no data path',
    { timeout: 60_000 },
  );
  const units = page.getByRole('region', { name: 'What is protected (3)' });
  const worst = units.getByRole('listitem').first();
  await expect(worst).toContainText('Degraded');
  await expect(worst).toContainText('Volume “scans”');
  await expect(worst).toContainText('To do: Copy its files');
  await expectAccessible(page);

  await worst.getByRole('button', { name: /^What does this mean\?/ }).click();
  const explanation = page.getByRole('dialog', { name: /Volume “scans”/ });
  await expect(explanation).toContainText('volume_no_data_path');
  await expect(explanation).toContainText(
    "No plug-in of Velero can snapshot a volume of type 'nfs'.",
  );
  await page.keyboard.press('Escape');
  await expect(explanation).toBeHidden();

  await units.getByRole('button', { name: /^What is protected/ }).click();
  await expect(units.getByRole('listitem')).toHaveCount(0);
});
