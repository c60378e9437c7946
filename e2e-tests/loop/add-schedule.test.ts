import { expect, test } from '@playwright/test';
import { expectSoundRepository } from '../support/expectSoundRepository';
import { Fleet } from '../support/fleet';
import { JourneyPage } from '../support/JourneyPage';
import {
  expectAccessible,
  expectSamePage,
  markPage,
  openService,
  protectionLine,
  signInAs,
} from '../support/portal';
import { readPrepared } from '../support/prepared';
import { reviewAndMerge } from '../support/review';
import { TemplateForm } from '../support/TemplateForm';

const CLUSTER = 'prod-cluster-01';
const LEAF = `environments/production/clusters/${CLUSTER}/velero-config`;

const fleet = Fleet.find();

test('an unprotected service becomes green through a pull request', async ({
  page,
  context,
}, { repeatEachIndex }) => {
  test.setTimeout(240_000);
  const service = readPrepared().services[repeatEachIndex];
  await signInAs(page, 'Amelia Stone');
  // The portal reads new entities now and then.
  await expect(async () => {
    await openService(page, service);
    await expect(protectionLine(page)).toContainText('Unprotected');
  }).toPass({ timeout: 90_000 });
  await expect(protectionLine(page)).toContainText(
    `No enabled schedule covers namespace '${service}'`,
  );

  const proposed = await test.step('propose, from the card', async () => {
    const form = new TemplateForm(page);
    await page
      .getByRole('region', { name: 'What to do' })
      .getByRole('button', { name: 'Add schedule' })
      .click();
    await form.next();
    await form.next();
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
    await signInAs(tab, 'Amelia Stone');
    const opened = await JourneyPage.open(tab, proposed.change);
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
  await test.step('have others judge what was merged', () =>
    expectSoundRepository(fleet, [LEAF]));
});
