import { expect, test } from '@playwright/test';
import { Fleet } from '../support/fleet';
import { JourneyPage } from '../support/JourneyPage';
import {
  expectAccessible,
  expectSamePage,
  markPage,
  openService,
  protectionLine,
  signInAt,
} from '../support/portal';
import { readPrepared } from '../support/prepared';
import { reviewAndMerge } from '../support/review';
import { TemplateForm } from '../support/TemplateForm';

const CLUSTER = 'prod-cluster-01';

const fleet = Fleet.find();

test('an unprotected service becomes green through a pull request', async ({
  page,
  context,
}, { repeatEachIndex }) => {
  test.setTimeout(240_000);
  const service = readPrepared().services[repeatEachIndex];
  const card = `/catalog/default/component/${service}`;
  await signInAt(page, 'Amelia Stone', card);
  // The portal reads new entities now and then.
  await expect(async () => {
    const line = protectionLine(page);
    await expect(line)
      .toContainText('Unprotected')
      .catch(async error => {
        await page.reload();
        throw error;
      });
  }).toPass({ timeout: 120_000 });
  await expect(protectionLine(page)).toContainText(
    `No enabled schedule covers namespace '${service}'`,
  );

  const proposed = await test.step('propose, from the card', async () => {
    const form = new TemplateForm(page);
    await page
      .getByRole('region', { name: 'What to do' })
      .getByRole('button', { name: 'Add schedule' })
      .click();
    await form.toPreview();
    const file = await form.changesOf(`daily-${service}-30day.yaml`);
    await expect(file).toContainText('+kind: Schedule');
    await expect(file).toContainText(`+      - ${service}`);
    await expect(await form.changesOf('kustomization.yaml')).toContainText(
      `+  - backup-schedules/daily-${service}-30day.yaml`,
    );
    await expectAccessible(page);
    expect(
      (await fleet.configRepository()).pulls.map(pull => pull.title),
    ).not.toContain(`Add schedule ${service}-daily to ${CLUSTER}`);
    await form.review();
    await form.create();
    return form.proposed();
  });

  const journey = await test.step('open the card and the journey', async () => {
    await openService(page, service);
    await markPage(page);
    const tab = await context.newPage();
    await signInAt(tab, 'Amelia Stone', proposed.change);
    const opened = await JourneyPage.on(tab);
    await markPage(tab);
    await expectAccessible(tab);
    return opened;
  });
  await test.step('approve and merge', () =>
    reviewAndMerge(context, {
      ...{ ...proposed, journey, requester: 'amelia' },
    }));
  await test.step('follow what was merged, without a reload', async () => {
    await journey.expectDone('Accepted by the controller');
    await expect(protectionLine(page)).toContainText('Pending');
    await fleet.runSchedule(CLUSTER, `${service}-daily`);
    await journey.expectDone('First run good');
    await expect(protectionLine(page)).toContainText('Healthy', {
      timeout: 40_000,
    });
    await expectSamePage(journey.page);
    await expectSamePage(page);
  });
});
