import { expect, test } from '@playwright/test';
import { Fleet } from '../support/fleet';
import { JourneyPage } from '../support/JourneyPage';
import {
  expectAccessible,
  expectSamePage,
  markPage,
  signInAt,
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
  const list = `/velero-manager/clusters?text=${cluster}`;
  await signInAt(page, 'Piotr Nowak', list);
  const row = page
    .getByRole('table', { name: /Clusters/ })
    .getByRole('row')
    .filter({ hasText: cluster });
  await expect(row).toContainText('Velero is not installed', {
    timeout: 120_000,
  });

  const tab = await context.newPage();
  await signInAt(tab, 'Piotr Nowak', '/velero-manager/clusters');
  const proposed = await test.step('propose, from the fleet page', async () => {
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
  await tab.getByRole('link', { name: 'Follow the change' }).first().click();
  const journey = await JourneyPage.on(tab);
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
});
