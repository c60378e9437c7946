import { expect, test } from '@playwright/test';
import { Backend } from './support/backend';
import { Fleet } from './support/fleet';

const fleet = Fleet.find();

/** A schedule that nobody had before, so that the test can be run again. */
function newSchedule() {
  return {
    kind: 'schedule:save',
    environment: 'production',
    cluster: 'prod-cluster-01',
    scope: `checkout-${Date.now().toString(36)}`,
    frequency: 'daily',
    cron: '20 3 * * *',
    includedNamespaces: ['checkout'],
    retention: '30d',
  };
}

test('a schedule becomes one pull request that a reviewer merges', async ({
  page,
  request,
}) => {
  const piotr = await Backend.signIn(request, 'piotr');
  const intent = newSchedule();

  const preview = await piotr.post('plans', { intent });
  expect(preview.status()).toBe(200);
  const plan = await preview.json();
  expect(plan.result).toBe('planned');
  expect(
    plan.findings.filter((f: { severity: string }) => f.severity === 'error'),
  ).toEqual([]);
  expect(plan.files.map((f: { action: string }) => f.action).sort()).toEqual([
    'add',
    'edit',
  ]);

  const proposal = { intent, planHash: plan.planHash };
  const proposed = await (await piotr.post('changes', proposal)).json();
  const again = await (await piotr.post('changes', proposal)).json();
  expect([proposed.result, again.result]).toEqual([
    'proposed',
    'already_proposed',
  ]);
  const { change } = proposed;
  expect(again.change.url).toBe(change.url);

  await page.goto(change.url);
  await expect(page.getByText(intent.scope).first()).toBeVisible();
  await page
    .getByLabel(/As|User|Person/i)
    .first()
    .selectOption('sasha');
  await page.getByRole('button', { name: 'Approve' }).click();
  await page
    .getByLabel(/As|User|Person/i)
    .first()
    .selectOption('sasha');
  await page.getByRole('button', { name: /^Merge/ }).click();
  await expect(page.getByText('Merged').first()).toBeVisible();

  await expect
    .poll(async () => (await piotr.get(`changes/${change.id}`)).state, {
      timeout: 60_000,
    })
    .toMatch(/merged|applied|accepted|first_run_good/);

  const host = await fleet.gitHost();
  expect(host.unsupportedCalls).toEqual([]);
  expect(host.failures).toEqual([]);
});

test('who may not propose is told so, and nothing is made', async ({
  request,
}) => {
  const amelia = await Backend.signIn(request, 'amelia');
  const before = (await fleet.gitHost()).calls.length;
  const answer = await amelia.post('changes', { intent: newSchedule() });
  expect(answer.status()).toBe(403);
  expect((await fleet.gitHost()).calls.length).toBe(before);
});

test('hostile names are refused with what is allowed', async ({ request }) => {
  const piotr = await Backend.signIn(request, 'piotr');
  for (const scope of ['../../etc', 'a\nb', '{{ x }}', 'Ünïcode']) {
    const answer = await piotr.post('plans', {
      intent: { ...newSchedule(), scope },
    });
    expect(answer.status()).toBe(400);
    expect(await answer.text()).toContain('scope');
  }
});
