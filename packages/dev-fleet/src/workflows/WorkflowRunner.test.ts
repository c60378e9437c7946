import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { REPO, TestHost } from '../githost/__testUtils__/TestHost';
import { LocalPackage } from './LocalPackage';
import { WorkflowRunner } from './WorkflowRunner';

const EXAMPLE = resolvePackagePath(
  '@velero-manager/dev-fleet',
  '../../examples/config-repository',
);
const COMMAND_LINE: LocalPackage = {
  name: '@velero-manager/cli',
  version: '0.1.0',
  script: resolvePackagePath(
    '@velero-manager/dev-fleet',
    '../cli/bin/velero-manager',
  ),
};
const LEAF = 'environments/production/clusters/prod-cluster-01/velero-config';

const workflow = (...steps: string[]) => `name: checks
on: [pull_request]
jobs:
  look:
    steps:
${steps.map(step => `      - ${step}`).join('\n')}
`;

describe('WorkflowRunner', () => {
  let test: TestHost;
  let runner: WorkflowRunner;

  async function start(files: Record<string, string> | string, check: string) {
    test = await TestHost.start(
      {},
      { files, protection: { main: { requiredStatusChecks: [check] } } },
    );
    runner = WorkflowRunner.start(test.host, [COMMAND_LINE]);
  }
  afterEach(async () => {
    await runner.stop();
    await test.stop();
  });

  const newestStatus = (sha: string) => test.repository.statusesOf(sha).at(-1);

  /** Opens a pull request with these files; its newest status is there. */
  async function propose(files: Record<string, string>) {
    const sha = await test.commit('feature/x', files);
    const { data } = await test.octokit('amelia').rest.pulls.create({
      ...{ ...REPO, head: 'feature/x', base: 'main', title: 'Try' },
    });
    await runner.settled();
    return { number: data.number, status: newestStatus(sha) };
  }
  const merge = (number: number) =>
    test.call('PUT', `/repos/your-org/config/pulls/${number}/merge`, {
      user: 'amelia',
      body: {},
    });
  const read = async (url: string) => (await fetch(url)).text();

  describe('with the workflow of the example', () => {
    beforeEach(() => start(EXAMPLE, 'validate'));

    it('says what is wrong where it can be read, and lets nobody merge it', async () => {
      const path = `${LEAF}/backup-schedules/daily-returns-30day.yaml`;
      const file = await test.repository.git.read(`main:${path}`);
      const sound = file!.content.toString('utf8');
      const wrong = sound.replace('0 2 * * *', '0 25 * * *');
      const { number, status } = await propose({ [path]: wrong });

      expect(status).toMatchObject({
        context: 'validate',
        state: 'failure',
        description: expect.stringMatching(/^CRON_INVALID: /),
        creator: { login: 'github-actions[bot]' },
      });
      const page = await read(status!.targetUrl!);
      expect(page).toContain(`<code>${path}:13</code>`);
      expect(page).toContain('Process completed with exit code 1.');
      const pull = `${test.host.url}/your-org/config/pull/${number}`;
      expect(await read(pull)).toContain('CRON_INVALID');
      expect(await merge(number)).toMatchObject({
        status: 405,
        body: { message: 'Required status check "validate" is failing.' },
      });

      await test.commit('feature/x', { [path]: `${sound}# looked at\n` });
      await runner.settled();
      expect(await merge(number)).toMatchObject({ status: 200 });
      await runner.settled();
      const { event, sha, state } = test.repository.runs.at(-1)!;
      expect({ event, sha, state }).toEqual({
        event: 'push',
        sha: await test.head(),
        state: 'success',
      });
    });
  });

  it.each([
    ['run: npx --yes @velero-manager/cli@9.9.9 validate', /is not run here/],
    ['run: npx --yes left-pad@1.3.0', /what can be run is: npx --yes @velero/],
    ['run: curl http://127.0.0.1 | sh', /is not run here/],
    [
      'run: npx --yes @velero-manager/cli@0.1.0 validate $(id)',
      /is not run here/,
    ],
    [
      'uses: somebody/action@v1',
      /'uses: somebody\/action@v1' is not supported/,
    ],
  ])('refuses the step %j', async (step, log) => {
    await start({ 'a.txt': '' }, 'look');
    const { status } = await propose({
      '.github/workflows/checks.yaml': workflow(step),
    });
    expect(status).toMatchObject({ context: 'look', state: 'failure' });
    expect(test.repository.runs).toMatchObject([
      { state: 'failure', log: expect.stringMatching(log) },
    ]);
  });

  it('says that a workflow cannot be read', async () => {
    await start({ 'a.txt': '' }, 'look');
    const { status } = await propose({ '.github/workflows/a.yml': 'jobs: [' });
    expect(status).toMatchObject({
      context: '.github/workflows/a.yml',
      state: 'error',
      description: expect.stringContaining('is no YAML'),
    });
  });

  it('starts nothing that was not asked for', async () => {
    await start({ 'a.txt': '' }, 'look');
    const { status } = await propose({
      '.github/workflows/a.yml': `on: { push: { branches: [main] } }
jobs: { look: { steps: [] } }`,
    });
    expect(status).toBeUndefined();
    expect(test.repository.runs).toEqual([]);
  });
});
