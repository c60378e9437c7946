import { expect, test } from '@playwright/test';
import { Backend } from './support/backend';
import { ConfigClone } from './support/ConfigClone';
import { Fleet, HostFault } from './support/fleet';
import { newSchedule } from './support/intents';
import { PullRequestPage } from './support/PullRequestPage';
import { mergeForPiotr } from './support/review';

const fleet = Fleet.find();

type Intent = ReturnType<typeof newSchedule>;

/** What the host holds of an intent: never more than one of each. */
async function holdings({ scope }: Intent) {
  const { branches, pulls } = await fleet.configRepository();
  const isOurs = (name: string) => name.includes(scope);
  return {
    branches: branches.filter(({ name }) => isOurs(name)).length,
    pulls: pulls.filter(({ branch }) => isOurs(branch)).length,
  };
}

/** What a journey asks, and whoever keeps the policy. */
const OF_OTHERS =
  /^(pulls\/(get|list|list-reviews|list-files|list-commits)|repos\/(create-commit-status|get-combined-status-for-ref|get-collaborator-permission-level)|teams\/.*)$/;

/** Each call that a proposal makes, and how many like it came before. */
async function callsOfProposal(piotr: Backend) {
  await fleet.forgetHostCalls();
  const answer = await piotr.post('changes', { intent: newSchedule() });
  expect(answer.status()).toBe(201);
  const { calls } = await fleet.gitHost();
  const names = calls
    // Open pull requests are looked at and judged meanwhile.
    .filter(({ operation }) => !OF_OTHERS.test(operation))
    .map(({ operation }) => operation.replace(/^(query|mutation) /, ''));
  return names.map((operation, index) => ({
    operation,
    afterCalls: names.slice(0, index).filter(name => name === operation).length,
  }));
}

test.afterEach(() => fleet.clearHostFaults());

const troubles: [what: string, fault: HostFault][] = [
  // What a write did stays done: only the answer is lost.
  ['answers 500', { status: 500, times: 1, carriedOut: true }],
  // Longer than calls wait, and not for long: whoever keeps the policy of what
  // is proposed next may be the one who met with it.
  ['limits the rate', { status: 403, times: 1, retryAfterSeconds: 15 }],
];
for (const [what, fault] of troubles) {
  test(`a host that ${what} at any call leaves nothing half-made`, async ({
    request,
  }) => {
    // A dozen proposals, and the host is written to once a second at most.
    test.slow();
    const piotr = await Backend.signIn(request, 'piotr');
    const calls = await callsOfProposal(piotr);
    expect(calls.length).toBeGreaterThanOrEqual(8);
    for (const call of calls) {
      await test.step(`${call.operation} #${call.afterCalls}`, async () => {
        const intent = newSchedule();
        await fleet.setHostFaults({ ...fault, ...call });
        const first = await piotr.post('changes', { intent });
        await fleet.clearHostFaults();
        if (!first.ok()) {
          expect(first.status()).toBe(503);
          expect((await first.json()).error.message).toMatch(
            /^The Git host .*(try again|too long)/i,
          );
        }
        const again = await piotr.post('changes', { intent });
        expect(again.ok()).toBe(true);
        expect((await again.json()).change.number).toBeGreaterThan(0);
        expect(await holdings(intent)).toEqual({ branches: 1, pulls: 1 });
      });
    }
  });
}

test('a host that is down is named as such, and what was begun goes on later', async ({
  request,
}) => {
  const piotr = await Backend.signIn(request, 'piotr');
  const intent = newSchedule();
  await fleet.setHostFaults({ status: 502, operation: 'pulls/create' });
  const answer = await piotr.post('changes', { intent });
  expect(answer.status()).toBe(503);
  expect((await answer.json()).error.message).toBe(
    'The Git host did not answer: could not open the pull request. Try again later',
  );
  expect(await holdings(intent)).toEqual({ branches: 1, pulls: 0 });

  await fleet.clearHostFaults();
  const again = await (await piotr.post('changes', { intent })).json();
  expect(again.result).toBe('proposed');
  expect(await holdings(intent)).toEqual({ branches: 1, pulls: 1 });
});

test('a repository that changed since the preview is looked at again first', async ({
  page,
  request,
}) => {
  const piotr = await Backend.signIn(request, 'piotr');
  const intent = newSchedule();
  const { planHash } = await (await piotr.post('plans', { intent })).json();
  const other = await (
    await piotr.post('changes', { intent: newSchedule() })
  ).json();
  const pull = await PullRequestPage.open(page, other.change.url);
  await mergeForPiotr(pull);

  const late = await piotr.post('changes', { intent, planHash });
  expect(late.status()).toBe(409);
  expect(await late.text()).toContain(
    'The repository changed since your preview',
  );
  expect(await holdings(intent)).toEqual({ branches: 0, pulls: 0 });

  const anew = await (await piotr.post('plans', { intent })).json();
  const proposed = await piotr.post('changes', {
    intent,
    planHash: anew.planHash,
  });
  expect(proposed.status()).toBe(201);
  expect(await holdings(intent)).toEqual({ branches: 1, pulls: 1 });
});

test('a pull request that conflicts with what was merged gives way to a new one', async ({
  page,
  request,
}) => {
  const piotr = await Backend.signIn(request, 'piotr');
  const propose = async (intent: Intent) =>
    piotr.post('changes', { intent, allowRebase: true });
  const intent = newSchedule();
  const { change } = await (await propose(intent)).json();
  const other = await (await propose(newSchedule())).json();
  const faster = await PullRequestPage.open(page, other.change.url);
  await mergeForPiotr(faster);

  // Both listed their file in the same place.
  const stale = await propose(intent);
  expect(stale.status()).toBe(409);
  expect((await stale.json()).error.message).toContain(
    `Pull request #${change.number} (${change.url}) can no longer be merged with 'main'. Close it, then propose again`,
  );
  expect(await holdings(intent)).toEqual({ branches: 1, pulls: 1 });

  const pull = await PullRequestPage.open(page, change.url);
  await pull.expectObstacle(/not mergeable/);
  await pull.closeAs('sasha');
  const anew = await (await propose(intent)).json();
  expect(anew.result).toBe('proposed');
  expect(anew.change.number).toBeGreaterThan(change.number);
  expect(await holdings(intent)).toEqual({ branches: 1, pulls: 2 });
});

test('a red check keeps everybody from merging', async ({ page, request }) => {
  const amelia = await Backend.signIn(request, 'amelia');
  const intent = newSchedule();
  const { change } = await (await amelia.post('changes', { intent })).json();
  const leaf = 'environments/production/clusters/prod-cluster-01/velero-config';
  const { branch } = change;
  const clone = ConfigClone.of({ url: fleet.cloneUrl(), branch });
  clone.edit(`${leaf}/backup-schedules/daily-${intent.scope}-30day.yaml`, [
    intent.cron,
    '20 25 * * *',
  ]);
  clone.remove();
  const pull = await PullRequestPage.open(page, change.url);
  await pull.expectCheck('failure');
  await pull.approveAs('sasha');
  await pull.approveAs('piotr');
  // Noor, whose commit it is, is asked for nothing.
  await pull.expectPolicy('success', 'production: approved by sasha, piotr.');
  await pull.expectObstacle(/"validate" is failing/);
  await page
    .getByRole('listitem')
    .filter({ hasText: 'validate:' })
    .getByRole('link', { name: 'Details' })
    .click();
  await expect(page.getByText(/CRON_INVALID at/)).toBeVisible();
});
