import { expect, test } from '@playwright/test';
import { Backend } from './support/backend';
import { Fleet } from './support/fleet';
import { newSchedule } from './support/intents';
import { expectAccessible, openService, signInAs } from './support/portal';
import { PullRequestPage } from './support/PullRequestPage';
import { mergeForPiotr } from './support/review';
import { TemplateForm } from './support/TemplateForm';

const fleet = Fleet.find();

test.afterEach(() => fleet.clearHostFaults());

/** How many branches and pull requests there are of a schedule. */
async function holdings(scope: string) {
  const { branches, pulls } = await fleet.configRepository();
  return {
    branches: branches.filter(({ name }) => name.includes(scope)).length,
    pulls: pulls.filter(({ branch }) => branch.includes(scope)).length,
  };
}

/** What the form asks for; the kind of intent is the template's own. */
function newValues() {
  const { kind: _, ...values } = newSchedule();
  return values;
}

test('a name that cannot be one is refused at its field', async ({ page }) => {
  await signInAs(page, 'Amelia Stone');
  const form = await TemplateForm.open(page, 'add-schedule', newValues());
  await form.fill('Scope', '../../etc');
  await form.next();
  await expect(form.problemOf('scope')).toHaveText(
    "must be lower-case letters, digits and '-', at most 63 characters",
  );
  await expect(page.getByRole('button', { name: 'Back' })).toBeDisabled();
});

test('what the repository does not hold cannot be changed', async ({
  page,
}) => {
  await signInAs(page, 'Amelia Stone');
  const { scope: _, frequency: __, ...values } = newValues();
  const existing = 'nobody-made-this';
  const form = await TemplateForm.open(page, 'add-schedule', {
    ...{ ...values, existing },
  });
  await form.toPreview();
  const obstacle = form.obstacle(
    'This cannot be done as the repository stands',
  );
  await expect(obstacle).toContainText(existing);
  await expectAccessible(page);
  await form.review();
  await expect(form.problemOf('preview')).toHaveText(
    'This cannot be proposed as the repository stands.',
  );
});

test('what is of others may not be proposed, and the preview says why', async ({
  page,
}) => {
  await signInAs(page, 'Amelia Stone');
  const values = { ...newValues(), includedNamespaces: ['checkout', 'orders'] };
  const form = await TemplateForm.open(page, 'add-schedule', values);
  await form.toPreview();
  await expect(form.obstacle('You may not propose this')).toContainText(
    "namespace 'orders'",
  );
  await form.review();
  await expect(page.getByRole('button', { name: 'Create' })).toHaveCount(0);
  expect(await holdings(values.scope)).toEqual({ branches: 0, pulls: 0 });
});

test('who may not propose at all reads which permission it takes', async ({
  page,
}) => {
  await signInAs(page, 'Adaeze Obi');
  await openService(page, 'wishlist');
  const advice = page.getByRole('region', { name: 'What to do' });
  await expect(advice).toContainText('velero-manager.');
  await expect(advice.getByRole('button')).toHaveCount(0);
});

test('nothing is proposed that was not previewed', async ({
  page,
  request,
}) => {
  const values = newValues();
  await signInAs(page, 'Amelia Stone');
  const form = await TemplateForm.open(page, 'add-schedule', values);
  await form.toPreview();
  await expect(await form.changesOf('kustomization.yaml')).toBeVisible();

  // Meanwhile somebody else is faster.
  const piotr = await Backend.signIn(request, 'piotr');
  const intent = newSchedule();
  const { change } = await (await piotr.post('changes', { intent })).json();
  const tab = await page.context().newPage();
  const pull = await PullRequestPage.open(tab, change.url);
  await mergeForPiotr(pull);

  await form.review();
  await form.create();
  await expect(
    page.getByText(/The repository changed since your preview/).first(),
  ).toBeVisible({ timeout: 40_000 });
  expect(await holdings(values.scope)).toEqual({ branches: 0, pulls: 0 });

  await form.startOver();
  await form.toPreview();
  await expect(await form.changesOf('kustomization.yaml')).toBeVisible();
  await form.review();
  await form.create();
  await form.proposed();
  expect(await holdings(values.scope)).toEqual({ branches: 1, pulls: 1 });
});

test('a host that fails is named, and starting over makes no twin', async ({
  page,
}) => {
  const values = newValues();
  await signInAs(page, 'Amelia Stone');
  await fleet.setHostFaults({ status: 429, retryAfterSeconds: 45 });
  const form = await TemplateForm.open(page, 'add-schedule', values);
  await form.toPreview();
  await expect(
    form.obstacle('The Git host cannot be asked at present'),
  ).toContainText(/Try again at \d{4}-\d\d-\d\dT\d\d:\d\dZ/);
  await fleet.clearHostFaults();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(await form.changesOf('kustomization.yaml')).toBeVisible();

  await fleet.setHostFaults({ status: 500, operation: 'pulls/create' });
  await form.review();
  await form.create();
  await expect(
    page.getByText(/The Git host did not answer: could not open/).first(),
  ).toBeVisible({ timeout: 60_000 });
  expect(await holdings(values.scope)).toEqual({ branches: 1, pulls: 0 });

  await fleet.clearHostFaults();
  await form.startOver();
  await form.toPreview();
  await expect(await form.changesOf('kustomization.yaml')).toBeVisible();
  await form.review();
  await form.create();
  await form.proposed();
  expect(await holdings(values.scope)).toEqual({ branches: 1, pulls: 1 });
});
