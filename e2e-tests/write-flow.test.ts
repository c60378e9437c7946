import { expect, test } from '@playwright/test';
import { Backend } from './support/backend';
import { Fleet } from './support/fleet';
import { PullRequestPage } from './support/PullRequestPage';
import { mergeForPiotr } from './support/review';
import { newSchedule } from './support/intents';

const fleet = Fleet.find();

test('a schedule becomes one pull request that reviewers merge', async ({
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

  const pull = await PullRequestPage.open(page, change.url);
  await mergeForPiotr(pull);

  await expect
    .poll(async () => (await piotr.get(`changes/${change.id}`)).state, {
      timeout: 60_000,
    })
    .toMatch(/accepted|first_run_good/);

  const host = await fleet.gitHost();
  expect(host.unsupportedCalls).toEqual([]);
  expect(host.failures).toEqual([]);
});

test('who may not propose is told what is missing, and nothing is made', async ({
  request,
}) => {
  const before = await fleet.configRepository();
  const amelia = await Backend.signIn(request, 'amelia');
  const others = await amelia.post('changes', {
    intent: { ...newSchedule(), includedNamespaces: ['checkout', 'orders'] },
  });
  expect(others.status()).toBe(403);
  expect(await others.text()).toContain("namespace 'orders'");

  const adaeze = await Backend.signIn(request, 'adaeze');
  const auditor = await adaeze.post('changes', { intent: newSchedule() });
  expect(auditor.status()).toBe(403);
  expect(await fleet.configRepository()).toEqual(before);
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
