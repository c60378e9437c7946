import {
  createPullRequest,
  DELETE_FILE,
} from 'octokit-plugin-create-pull-request';
import { REPO, TestHost } from '../__testUtils__/TestHost';

describe('octokit-plugin-create-pull-request', () => {
  it('adds, edits, deletes, and updates, as the stock scaffolder action does', async () => {
    const test = await TestHost.start();
    const octokit = createPullRequest(test.octokit('amelia'));
    const propose = (changes: Array<{ commit: string; files: object }>) =>
      octokit.createPullRequest({
        owner: 'your-org',
        repo: 'config',
        title: 'From a template',
        body: 'Because.',
        base: 'main',
        head: 'feature/template',
        update: true,
        labels: ['velero-manager'],
        changes: changes as never,
      });
    const first = await propose([
      {
        commit: 'Change',
        files: {
          'new/file.yaml': 'a: 1\n',
          'README.md': {
            content: Buffer.from('# Edited\n').toString('base64'),
            encoding: 'base64',
            mode: '100644',
          },
          'environments/production/clusters/prod-01.yaml': DELETE_FILE,
        },
      },
    ]);
    expect(first?.data.number).toBe(1);
    expect(await filesOf(test)).toEqual([
      'modified README.md',
      'removed environments/production/clusters/prod-01.yaml',
      'added new/file.yaml',
    ]);
    await propose([{ commit: 'Again', files: { 'new/file.yaml': 'a: 2\n' } }]);

    expect(test.repository.pulls).toHaveLength(1);
    expect(await filesOf(test)).toEqual(['added new/file.yaml']);
    expect(test.host.unsupportedCalls).toEqual([]);
    await test.stop();
  });
});

async function filesOf(test: TestHost): Promise<string[]> {
  const { data } = await test.octokit('reader').rest.pulls.listFiles({
    ...REPO,
    pull_number: 1,
  });
  return data.map(({ filename, status }) => `${status} ${filename}`);
}
