import { createMockDirectory } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { ConfigReader } from '@backstage/config';
import { createPublishGithubPullRequestAction } from '@backstage/plugin-scaffolder-backend-module-github';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { parse } from 'yaml';
import { FakeBackend, planPreview } from '../__testUtils__/FakeBackend';
import { initiator, runAction } from '../__testUtils__/runAction';
import { hourlyCheckout } from './createIntentAction.examples';
import { createPlanAction } from './createPlanAction';

const input = { intent: { kind: 'schedule:save', ...hourlyCheckout } };

describe('createPlanAction', () => {
  const workspace = createMockDirectory();
  const workspacePath = workspace.path;
  beforeEach(() => workspace.clear());

  function setUp() {
    const backend = new FakeBackend();
    return { backend, action: createPlanAction({ service: backend.service }) };
  }

  it.each([true, false])(
    'writes what is added and edited, and tells the rest (dry run: %p)',
    async isDryRun => {
      const { backend, action } = setUp();
      expect(action.supportsDryRun).toBe(true);
      workspace.setContent({ change: { 'left-over.yaml': '' }, other: {} });
      const { outputs } = await runAction(action, input, {
        workspacePath,
        isDryRun,
      });
      expect(backend.planned).toEqual([
        [{ intent: input.intent }, { credentials: initiator }],
      ]);
      expect(backend.proposed).toEqual([]);
      expect(workspace.content()).toEqual({
        change: {
          clusters: {
            a: {
              schedules: { '.hidden': { 'new.yaml': 'kind: Schedule\n' } },
              'kustomization.yaml': 'resources: [é]\n',
            },
          },
        },
        other: {},
      });
      const preview = planPreview();
      expect(outputs).toEqual({
        result: 'planned',
        sourcePath: 'change',
        filesToDelete: ['clusters/a/old.yaml'],
        title: preview.title,
        summary: preview.summary,
        description: preview.description,
        branchName: preview.branchName,
        targetBranchName: 'main',
        baseRevision: 'c0ffee',
        planHash: 'hash-1',
        findings: preview.findings,
      });
    },
  );

  it('leaves an empty folder where there is nothing to do', async () => {
    const { backend, action } = setUp();
    backend.preview = planPreview({
      result: 'unchanged',
      planHash: null,
      files: [],
    });
    const { outputs } = await runAction(
      action,
      { ...input, targetPath: 'plans/one' },
      { workspacePath },
    );
    expect(outputs).toMatchObject({
      result: 'unchanged',
      sourcePath: 'plans/one',
      filesToDelete: [],
    });
    expect(workspace.content()).toEqual({ plans: { one: {} } });
  });

  it.each(['..', '../other', '/etc', '.', './', 'a/..'])(
    'keeps to the workspace: %p',
    async targetPath => {
      const { action } = setUp();
      workspace.setContent({ 'precious.txt': 'kept' });
      await expect(
        runAction(action, { ...input, targetPath }, { workspacePath }),
      ).rejects.toThrow(/not allowed|inside the workspace/);
      expect(workspace.content()).toEqual({ 'precious.txt': 'kept' });
    },
  );

  it('writes nothing outside of its folder, whatever the backend answers', async () => {
    const { backend, action } = setUp();
    const [file] = planPreview().files;
    backend.preview = planPreview({
      files: [{ ...file, path: '../../escaped.yaml' }],
    });
    await expect(
      runAction(action, input, { workspacePath }),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    expect(workspace.content()).toEqual({ change: {} });
  });

  it("feeds GitHub's stock action, as its example says: adds, edits, deletes", async () => {
    const { action } = setUp();
    const [planStep, publishStep] = parse(action.examples![0].example).steps;
    expect(planStep.action).toBe(action.id);
    const { outputs } = await runAction(action, planStep.input, {
      workspacePath,
    });

    const createPullRequest = jest.fn(async () => ({
      data: { html_url: 'https://github.com/pull/1', number: 1, base: {} },
    }));
    const publish = createPublishGithubPullRequestAction({
      integrations: ScmIntegrations.fromConfig(new ConfigReader({})),
      clientFactory: (async () => ({ createPullRequest, rest: {} })) as never,
    });
    expect(publishStep.action).toBe(publish.id);
    const rendered = Object.fromEntries(
      Object.entries<string>(publishStep.input).map(([name, text]) => {
        const output = /^\$\{\{ steps\.plan\.output\.(\w+) \}\}$/.exec(text);
        return [name, output ? outputs[output[1]] : text];
      }),
    );
    await publish.handler(
      createMockActionContext<any>({ input: rendered, workspacePath }),
    );

    const base64 = (text: string) => Buffer.from(text).toString('base64');
    const written = { encoding: 'base64', mode: '100644' };
    expect(createPullRequest).toHaveBeenCalledWith(
      expect.objectContaining({
        owner: 'your-org',
        repo: 'velero-gitops-config',
        title: 'Back up checkout every hour',
        body: planPreview().description,
        head: planPreview().branchName,
        base: 'main',
        changes: [
          {
            commit: 'Back up checkout every hour',
            files: {
              'clusters/a/schedules/.hidden/new.yaml': {
                ...written,
                content: base64('kind: Schedule\n'),
              },
              'clusters/a/kustomization.yaml': {
                ...written,
                content: base64('resources: [é]\n'),
              },
              'clusters/a/old.yaml': expect.any(Symbol),
            },
          },
        ],
      }),
    );
  });
});
