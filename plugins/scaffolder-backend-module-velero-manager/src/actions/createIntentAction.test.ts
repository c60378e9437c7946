import { ConflictError, ResponseError } from '@backstage/errors';
import {
  type IntentKind,
  intentKinds,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { parse } from 'yaml';
import { change, FakeBackend, planPreview } from '../__testUtils__/FakeBackend';
import { initiator, runAction } from '../__testUtils__/runAction';
import { createIntentAction } from './createIntentAction';
import { hourlyCheckout } from './createIntentAction.examples';

function setUp(kind: IntentKind = 'schedule:save') {
  const backend = new FakeBackend();
  const action = createIntentAction({ kind, service: backend.service });
  return { backend, action };
}

const intent = { kind: 'schedule:save', ...hourlyCheckout };

describe('createIntentAction', () => {
  it('proposes its intent on behalf of whoever started the task', async () => {
    const { backend, action } = setUp();
    const { outputs, log } = await runAction(action, hourlyCheckout);
    const options = { credentials: initiator };
    expect(backend.planned).toEqual([[{ intent }, options]]);
    expect(backend.proposed).toEqual([
      [{ intent, planHash: 'hash-1' }, options],
    ]);
    expect(outputs).toEqual({
      result: 'proposed',
      pullRequestUrl: change.url,
      number: 12,
      changeId: 'change-1',
      branchName: change.branch,
      title: 'Back up checkout every hour',
      summary: 'Adds the schedule `checkout-hourly`.',
      findings: planPreview().findings,
      notes: [],
    });
    expect(log).toEqual([
      "warning RETENTION_LONG at 'clusters/a/schedules/.hidden/new.yaml:3': Backups are kept for 365 days. Keep them for 90 days.",
      'add clusters/a/schedules/.hidden/new.yaml',
      'edit clusters/a/kustomization.yaml',
      'delete clusters/a/old.yaml',
      `Opened the pull request ${change.url}`,
    ]);
  });

  it.each(intentKinds)('works as the examples of %s say', async kind => {
    const { backend, action } = setUp(kind);
    expect(action.examples).not.toHaveLength(0);
    for (const { example } of action.examples ?? []) {
      const [step] = parse(example).steps;
      expect(step.action).toBe(action.id);
      const { outputs } = await runAction(action, step.input);
      expect(outputs.result).toBe('proposed');
    }
    expect(backend.proposed).toHaveLength(action.examples?.length ?? 0);
  });

  it.each([
    [{ planHash: 'seen' }],
    [{ baseRevision: 'c0ffee' }],
    [{ planHash: 'seen', allowRebase: true }],
  ])('passes on what was previewed: %p', async guard => {
    const { backend, action } = setUp();
    await runAction(action, { ...hourlyCheckout, ...guard });
    expect(backend.proposed[0][0]).toEqual({ intent, ...guard });
    expect(backend.planned[0][0]).toEqual({ intent });
  });

  it('writes nothing in a dry run, and says so', async () => {
    const { backend, action } = setUp();
    expect(action.supportsDryRun).toBe(true);
    const { outputs, log } = await runAction(action, hourlyCheckout, {
      isDryRun: true,
    });
    expect(backend.proposed).toEqual([]);
    expect(outputs).toEqual({
      result: 'dry_run',
      branchName: change.branch,
      title: 'Back up checkout every hour',
      summary: 'Adds the schedule `checkout-hourly`.',
      findings: planPreview().findings,
      notes: [],
    });
    expect(log).toContain('Dry run: nothing was written to the Git host.');
  });

  it('proposes nothing where there is nothing to do', async () => {
    const { backend, action } = setUp();
    backend.preview = planPreview({
      result: 'unchanged',
      planHash: null,
      branchName: '',
      title: '',
      summary: '',
      files: [],
      findings: [],
    });
    const { outputs } = await runAction(action, hourlyCheckout);
    expect(backend.proposed).toEqual([]);
    expect(outputs).toEqual({
      result: 'unchanged',
      summary:
        'The repository already holds all of this: there is nothing to propose.',
      findings: [],
      notes: [],
    });
  });

  it('meets its own pull request when it is started over', async () => {
    const { backend, action } = setUp();
    const notes = ['The reviewers could not be asked.'];
    backend.result = { result: 'already_proposed', change, notes };
    const { outputs, log } = await runAction(action, hourlyCheckout);
    expect(outputs).toMatchObject({
      result: 'already_proposed',
      pullRequestUrl: change.url,
      notes,
    });
    expect(log.slice(-2)).toEqual([
      'The reviewers could not be asked.',
      `The open pull request ${change.url} holds this already`,
    ]);
  });

  it.each([true, false])(
    'stops at an error that a check found (dry run: %p)',
    async isDryRun => {
      const { backend, action } = setUp();
      const [warning] = planPreview().findings;
      const error = {
        ...warning,
        code: 'CRON_INVALID',
        severity: 'error' as const,
        line: null,
        fix: null,
      };
      backend.preview = planPreview({ findings: [warning, error] });
      await expect(
        runAction(action, hourlyCheckout, { isDryRun }),
      ).rejects.toMatchObject({
        name: 'InputError',
        message:
          "The checks found 1 error(s): error CRON_INVALID at 'clusters/a/schedules/.hidden/new.yaml': Backups are kept for 365 days.",
      });
      expect(backend.proposed).toEqual([]);
    },
  );

  it('says why a change cannot be made as things stand', async () => {
    const { backend, action } = setUp();
    backend.preview = planPreview({
      result: 'conflict',
      conflict: { reason: 'There is such a schedule.', path: 'a.yaml' },
    });
    await expect(runAction(action, hourlyCheckout)).rejects.toMatchObject({
      name: 'ConflictError',
      message:
        "The change cannot be made as 'a.yaml' stands: There is such a schedule.",
    });
  });

  it.each([false, true])(
    'says who may not propose it, in a dry run (%s) too',
    async isDryRun => {
      const { backend, action } = setUp();
      const refusal = "The namespace 'checkout' is not yours";
      backend.preview = planPreview({ refusal });
      await expect(
        runAction(action, hourlyCheckout, { isDryRun }),
      ).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: `The change may not be proposed: ${refusal}`,
      });
      expect(backend.proposed).toEqual([]);
    },
  );

  it('says what the backend said, not how it was said', async () => {
    const { backend, action } = setUp();
    const body = {
      error: { name: 'NotAllowedError', message: 'You may not' },
      response: { statusCode: 403 },
    };
    backend.preview = await ResponseError.fromResponse(
      new Response(JSON.stringify(body), {
        status: 403,
        headers: { 'content-type': 'application/json' },
      }),
    );
    await expect(runAction(action, hourlyCheckout)).rejects.toThrow(
      'The change could not be planned; caused by NotAllowedError: You may not',
    );

    backend.preview = planPreview();
    backend.result = new ConflictError('The repository changed');
    await expect(runAction(action, hourlyCheckout)).rejects.toThrow(
      'The change was not proposed; caused by ConflictError: The repository changed',
    );
  });

  it('knows its inputs, so that others are refused at once', async () => {
    const { backend, action } = setUp();
    await expect(
      runAction(action, { ...hourlyCheckout, colour: 'red' }),
    ).rejects.toThrow('Invalid input');
    await expect(
      runAction(action, { ...hourlyCheckout, cron: undefined }),
    ).rejects.toThrow('requires property "cron"');
    await expect(
      runAction(action, { ...hourlyCheckout, cron: '61 * * * *' }),
    ).rejects.toThrow('cron');
    expect(backend.proposed).toEqual([]);
  });
});
