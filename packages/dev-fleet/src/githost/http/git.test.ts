import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gitEnvironment } from '../git/runGit';
import { REPO, TestHost } from '../__testUtils__/TestHost';

const run = promisify(execFile);

describe('git over HTTP', () => {
  let test: TestHost;
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'githost-test-'));
  });
  afterEach(async () => {
    await test.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const git = (...args: string[]) =>
    run(
      'git',
      ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args],
      {
        env: gitEnvironment(),
        encoding: 'utf8',
      },
    );
  const within = (...args: string[]) =>
    git('-C', join(folder, 'clone'), ...args);
  const url = (user: string, path = 'your-org/config.git') =>
    `${test.host.url.replace('//', `//x-access-token:${user}-token@`)}/${path}`;
  const clone = (user: string, path?: string) =>
    git('clone', '--quiet', url(user, path), join(folder, 'clone'));
  const commit = async (text: string) => {
    await writeFile(join(folder, 'clone', 'README.md'), text);
    await within('commit', '--quiet', '-am', text);
  };

  it('clones, pushes, and tells what was pushed', async () => {
    test = await TestHost.start();
    const events: string[] = [];
    test.host.events.subscribe(event => {
      if (event.type === 'push')
        events.push(`${event.ref} ${event.sender.login}`);
    });
    await clone('amelia');
    expect(await readFile(join(folder, 'clone/README.md'), 'utf8')).toBe(
      '# Configuration\n',
    );
    await within('checkout', '--quiet', '-b', 'feature/pushed');
    await commit('pushed');
    await within('push', '--quiet', 'origin', 'feature/pushed');
    const { stdout } = await within('rev-parse', 'HEAD');
    expect(await test.head('feature/pushed')).toBe(stdout.trim());
    expect(events).toEqual(['refs/heads/feature/pushed amelia']);

    const { rest } = test.octokit('amelia');
    const branch = { head: 'feature/pushed', base: 'main', title: 'Pushed' };
    await rest.pulls.create({ ...REPO, ...branch });
    await commit('pushed again');
    await within('push', '--quiet', 'origin', 'feature/pushed');
    const { data } = await rest.pulls.get({ ...REPO, pull_number: 1 });
    expect(data.head.sha).toBe(await test.head('feature/pushed'));
    await within('fetch', '--quiet', 'origin', 'refs/pull/1/head');
    await within('push', '--quiet', 'origin', ':feature/pushed');
    expect(await test.head('feature/pushed')).toBe('');
    expect(test.repository.pulls[0].state).toBe('closed');
    expect(test.host.calls.some(({ kind }) => kind === 'git')).toBe(true);
  });

  it('takes a push larger than one request buffer', async () => {
    test = await TestHost.start();
    await clone('amelia');
    // Random, so that it does not compress; git sends it in chunks.
    const content = randomBytes(3 * 1024 * 1024).toString('base64');
    await commit(content.slice(0, 100));
    await writeFile(join(folder, 'clone', 'README.md'), content);
    await within('commit', '--quiet', '-am', 'large');
    await within('push', '--quiet', 'origin', 'main');
    const object = await test.repository.git.read('refs/heads/main:README.md');
    expect(object?.content.length).toBe(content.length);
  });

  it('asks who it is, and lets nobody do more than they may', async () => {
    test = await TestHost.start();
    const target = join(folder, 'clone');
    const refusals = [
      [`${test.host.url}/your-org/config.git`, 'could not read Username'],
      [url('wrong'), 'Authentication failed'],
      [url('stranger'), 'not found'],
    ];
    for (const [address, words] of refusals) {
      await expect(git('clone', address, target)).rejects.toMatchObject({
        stderr: expect.stringContaining(words),
      });
    }
    await clone('reader', 'your-org/config');
    await commit('read only');
    await expect(within('push', 'origin', 'main')).rejects.toMatchObject({
      stderr: expect.stringContaining('403'),
    });
    expect((await git('ls-remote', url('reader'))).stdout).toContain(
      'refs/heads/main',
    );
  });

  it('keeps protected branches from being pushed to', async () => {
    test = await TestHost.start(
      {},
      {
        protection: { main: { requiredApprovals: 1 }, release: {} },
        access: { amelia: 'admin' },
      },
    );
    const before = await test.head();
    await clone('amelia');
    await commit('directly');
    await expect(within('push', 'origin', 'main')).rejects.toMatchObject({
      stderr: expect.stringMatching(
        /GH006: Protected branch update failed for refs\/heads\/main[^]*Changes must be made through a pull request[^]*\(hook declined\)/,
      ),
    });
    expect(await test.head()).toBe(before);
    // A branch that asks for no pull request only keeps its history.
    await within('push', '--quiet', 'origin', 'main:release');
    await commit('more');
    await within('push', '--quiet', 'origin', 'main:release');
    await within('reset', '--quiet', '--hard', 'HEAD~2');
    await expect(
      within('push', '--force', 'origin', 'main:release'),
    ).rejects.toMatchObject({
      stderr: expect.stringContaining(
        'Cannot force-push to this protected branch',
      ),
    });
    await expect(within('push', 'origin', ':release')).rejects.toMatchObject({
      stderr: expect.stringContaining('Cannot delete this protected branch'),
    });
    test.repository.protect('main', {
      requiredApprovals: 1,
      enforceAdmins: false,
    });
    await commit('as admin');
    await within('push', '--quiet', 'origin', 'main');
    expect(await test.head()).not.toBe(before);
  });

  it('clones with filters and by sha, as CI and Argo CD do', async () => {
    test = await TestHost.start();
    const sha = await test.head();
    await test.commit('main', { 'README.md': 'next\n' });
    await git('init', '--quiet', join(folder, 'clone'));
    await within(
      'fetch',
      '--quiet',
      '--depth=1',
      '--filter=blob:none',
      url('reader'),
      sha,
    );
    const { stdout } = await within('rev-parse', 'FETCH_HEAD');
    expect(stdout.trim()).toBe(sha);
  });
});
