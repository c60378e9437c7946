import { expect, test } from '@playwright/test';
import { expectSoundRepository } from '../support/expectSoundRepository';
import { Fleet } from '../support/fleet';
import { JourneyPage } from '../support/JourneyPage';
import {
  expectAccessible,
  expectSamePage,
  markPage,
  signInAs,
} from '../support/portal';
import { readPrepared } from '../support/prepared';
import { reviewAndMerge } from '../support/review';
import { TemplateForm } from '../support/TemplateForm';

const fleet = Fleet.find();

test('an empty cluster becomes green through a pull request', async ({
  page,
  context,
}, { repeatEachIndex }) => {
  test.setTimeout(240_000);
  const cluster = readPrepared().clusters[repeatEachIndex];
  await signInAs(page, 'Piotr Nowak');
  await page.goto(`/velero-manager/clusters?text=${cluster}`);
  const row = page
    .getByRole('table', { name: /Clusters/ })
    .getByRole('row')
    .filter({ hasText: cluster });
  await expect(row).toContainText('Velero is not installed', {
    timeout: 90_000,
  });

  const tab = await context.newPage();
  await signInAs(tab, 'Piotr Nowak');
  const proposed = await test.step('propose, from the fleet page', async () => {
    await tab.goto('/velero-manager/clusters');
    const form = new TemplateForm(tab);
    await tab.getByRole('button', { name: 'Onboard cluster' }).click();
    await form.fill('Environment', 'production');
    await form.fill('Name', cluster);
    await form.fill('API server', `https://${cluster}.example.com:6443`);
    await form.next();
    await form.choose('Provider', 'aws');
    await form.fill('Bucket', 'shop-backups');
    await form.fill('Region', 'eu-central-1');
    await form.fill('Name', 'velero-object-store', { nth: 1 });
    await form.next();
    await form.next();
    await expect(
      await form.changesOf(`cluster-apps/${cluster}.yaml`),
    ).toContainText('+kind: Application');
    await expect(
      await form.changesOf('storage-locations/aws-s3-production'),
    ).toContainText('+    bucket: shop-backups');
    await expectAccessible(tab);
    await form.review();
    await form.create();
    return form.proposed();
  });

  await markPage(page);
  const journey = await JourneyPage.open(tab, proposed.change);
  await markPage(tab);
  await test.step('approve and merge', () =>
    reviewAndMerge(context, {
      ...{ ...proposed, journey, requester: 'piotr' },
    }));
  await test.step('follow what was merged, without a reload', async () => {
    await journey.expectDone('Accepted by the controller');
    await expect(row).toContainText('Pending', { timeout: 40_000 });
    await fleet.runSchedule(cluster, 'full-daily');
    await fleet.runSchedule(cluster, 'full-weekly');
    await journey.expectDone('First run good');
    await expect(row).toContainText('Healthy', { timeout: 40_000 });
    await expectSamePage(tab);
    await expectSamePage(page);
  });
  await test.step('have others judge what was merged', () => {
    const folder = `environments/production/clusters/${cluster}`;
    return expectSoundRepository(fleet, [
      `${folder}/velero-install`,
      `${folder}/velero-config`,
    ]);
  });
});
