import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { DefaultEventsService } from '@backstage/plugin-events-node';
import { GitHost } from '@velero-manager/dev-fleet';
import { Octokit } from '@octokit/rest';
import { FakeClock } from '../../kubernetes/__testUtils__/FakeClock';
import { openStore } from '../../store/__testUtils__/openStore';
import type { DatabaseStore, PolicyTurns } from '../../store';
import { configRepositoryFiles } from '../__testUtils__/configRepository';
import { newChange } from '../__testUtils__/newChange';
import { GitHubChangeHost } from '../host';
import { printCommitTrailers } from '../host/commitTrailers';
import { followPolicyEvents } from './followPolicyEvents';
import { startPolicy, type RunningPolicy } from './startPolicy';

// Real Git processes do the work, and the machine may be busy.
jest.setTimeout(120_000);

const REPO = { owner: 'your-org', repo: 'config' };
const CONTEXT = 'velero-manager/policy';
const SETTINGS = '.velero-manager.yaml';
const PRODUCTION = 'environments/production/shared/more.yaml';
const STAGING = 'environments/staging/shared/more.yaml';
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };
const PEOPLE = ['portal', 'amelia', 'bert', 'sasha', 'noor'];

describe('startPolicy', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let store: DatabaseStore;
  let github: GitHost;
  let clock: FakeClock;
  let policy: RunningPolicy;
  /** Starts one more replica. */
  let start: (turns?: PolicyTurns) => RunningPolicy;
  /** The host's time: some minutes apart, so that every review shows. */
  let hostTime: number;
  const logger = mockServices.logger.mock();
  const auditor = mockServices.auditor.mock();
  const catalog = { getEntityByRef: jest.fn() };
  const loadChange = jest.fn();

  const octokit = (login: string) =>
    new Octokit({
      ...{ baseUrl: github.apiBaseUrl, auth: `${login}-token`, log: SILENT },
    });

  beforeAll(async () => {
    store = await openStore(await databases.init('SQLITE_3'));
  });
  beforeEach(async () => {
    hostTime = Date.UTC(2026, 10, 21, 10);
    github = await GitHost.start({
      org: 'your-org',
      users: [...PEOPLE, 'boss'].map(login => ({
        ...{ login, tokens: [`${login}-token`], isOwner: login === 'boss' },
      })),
      teams: [{ slug: 'security', members: ['sasha'] }],
      now: () => new Date(hostTime),
    });
    await github.createRepository({
      name: 'config',
      files: configRepositoryFiles(),
      access: Object.fromEntries(PEOPLE.map(login => [login, 'write'])),
      protection: {
        main: { requiredStatusChecks: [CONTEXT], enforceAdmins: false },
      },
    });
    jest.resetAllMocks();
    catalog.getEntityByRef.mockResolvedValue(undefined);
    loadChange.mockResolvedValue(null);
    auditor.createEvent.mockResolvedValue({
      success: jest.fn(),
      fail: jest.fn(),
    });
    clock = new FakeClock(hostTime);
    const repository = {
      ...{ name: 'main', ...REPO, branch: 'main', engine: null },
      url: `${github.url}/your-org/config`,
      scope: { environments: null, clusters: null },
    };
    const host = GitHubChangeHost.create({
      repository,
      credentials: {
        getCredentials: async () => ({ type: 'token', token: 'portal-token' }),
      },
      apiBaseUrl: github.apiBaseUrl,
      now: clock.now.bind(clock),
      impatient: true,
    });
    start = (turns = store.policyTurns) =>
      startPolicy({
        repositories: [repository],
        hosts: new Map([['main', host]]),
        store: { loadChange },
        turns,
        catalog,
        auth: mockServices.auth(),
        ...{ clock, logger, auditor },
        appBaseUrl: 'https://portal.example.com',
      });
    policy = start();
    const events = DefaultEventsService.create({ logger }).forPlugin('policy');
    await followPolicyEvents({ events, repositories: [repository], policy });
    github.events.subscribe(event => {
      const payload = {
        repository: { html_url: repository.url },
        ...(event.type === 'push' ? { ref: event.ref } : {}),
      };
      if (event.type !== 'status') {
        void events.publish({
          topic: `github.${event.type}`,
          eventPayload: payload,
        });
      }
    });
    await clock.advance(5_000);
  });
  afterEach(async () => {
    await policy.stop();
    await github.stop();
    const [failure = github.unsupportedCalls[0]] = github.failures;
    if (failure) throw failure;
  });

  const headOf = async (branch: string) => {
    const ref = await github.repositories[0].git.readRef(
      `refs/heads/${branch}`,
    );
    return ref?.sha ?? '';
  };
  const later = () => {
    hostTime += 60_000;
  };

  /** Commits a file as somebody, and has the branch there. */
  const commit = async (
    branch: string,
    path: string,
    options: { by?: string; message?: string; content?: string } = {},
  ) => {
    const { by = 'portal', message = 'Change', content = 'a: 1\n' } = options;
    const { git } = octokit(by).rest;
    const found = await headOf(branch);
    const base = found || (await headOf('main'));
    const tree = await git.createTree({
      ...REPO,
      base_tree: base,
      tree: [{ path, content, mode: '100644', type: 'blob' }],
    });
    const made = await git.createCommit({
      ...{ ...REPO, message, tree: tree.data.sha, parents: [base] },
    });
    const { sha } = made.data;
    await (found
      ? git.updateRef({ ...REPO, ref: `heads/${branch}`, sha })
      : git.createRef({ ...REPO, ref: `refs/heads/${branch}`, sha }));
    later();
    return sha;
  };
  const open = async (head: string, by = 'portal') => {
    const { data } = await octokit(by).rest.pulls.create({
      ...{ ...REPO, head, base: 'main', title: head },
    });
    later();
    return data.number;
  };
  const approve = async (pull: number, by: string) => {
    await octokit(by).rest.pulls.createReview({
      ...{ ...REPO, pull_number: pull, event: 'APPROVE' },
    });
    later();
  };
  const merge = (pull: number) =>
    octokit('portal').rest.pulls.merge({ ...REPO, pull_number: pull });

  const turnOver = () =>
    new Promise(resolve => {
      setTimeout(resolve, 20);
    });
  const statusOf = async (branch: string) =>
    github.repositories[0]
      .statusesOf(await headOf(branch))
      .filter(({ context }) => context === CONTEXT)
      .at(-1);
  /** Lets the loop turn until the newest commit carries a status. */
  const until = async (branch: string, wanted: object) => {
    for (let turn = 0; turn < 300; turn += 1) {
      const status = await statusOf(branch);
      try {
        expect(status).toMatchObject(wanted);
        return;
      } catch (error) {
        if (turn === 299) throw error;
      }
      await clock.advance(1_000);
      await new Promise(resolve => {
        setTimeout(resolve, 10);
      });
    }
  };
  const byPortal = (id: string, user: string) =>
    `Save\n\n${printCommitTrailers({
      change: id,
      plan: 'hash',
      requester: `user:default/${user}`,
    })}`;

  it('holds a merge until those approved who may, and not whoever asked', async () => {
    loadChange.mockResolvedValue({
      ...newChange({ id: 'one', requesterLogins: ['bert'] }),
    });
    await commit('feature/a', PRODUCTION, { message: byPortal('one', 'b.b') });
    const pull = await open('feature/a');
    await until('feature/a', {
      state: 'pending',
      description: 'production: 0 of 2 approvals, none of your-org/security.',
      targetUrl: 'https://portal.example.com/velero-manager/changes/one',
    });
    await expect(merge(pull)).rejects.toThrow(/is pending/);
    await approve(pull, 'bert');
    await approve(pull, 'sasha');
    await until('feature/a', {
      state: 'pending',
      description:
        'production: 1 of 2 approvals; bert asked for it and does not count.',
    });
    await expect(merge(pull)).rejects.toThrow(/is pending/);
  });

  it('lets it be merged when the approvals are there, and not after a push', async () => {
    await commit('feature/a', PRODUCTION, { message: byPortal('x', 'amelia') });
    const pull = await open('feature/a');
    await approve(pull, 'bert');
    await approve(pull, 'sasha');
    await until('feature/a', {
      state: 'success',
      description: 'production: approved by bert, sasha.',
    });
    await commit('feature/a', STAGING, { by: 'noor' });
    await until('feature/a', {
      state: 'pending',
      description: 'production: 0 of 2 approvals, none of your-org/security.',
    });
    await expect(merge(pull)).rejects.toThrow(/is pending/);
    await approve(pull, 'bert');
    await approve(pull, 'sasha');
    await until('feature/a', { state: 'success' });
    await merge(pull);
  });

  it('counts nobody of a team that cannot be read, says so once, and looks again', async () => {
    github.faults.set({
      ...{ status: 502, operation: 'teams/list-members-in-org' },
    });
    await commit('feature/a', PRODUCTION);
    const pull = await open('feature/a');
    await approve(pull, 'bert');
    await approve(pull, 'sasha');
    await until('feature/a', {
      state: 'pending',
      description:
        'production: 1 of 2 approvals, none of your-org/security; sasha may not count: members of a team could not be read.',
    });
    for (let turn = 0; turn < 12; turn += 1) await clock.advance(60_000);
    expect(logger.warn.mock.calls).toEqual([
      [
        "The status 'velero-manager/policy' of config repository 'main' cannot be kept: The Git host did not answer: could not read the members of the team 'your-org/security'. Try again later",
      ],
    ]);
    github.faults.clear();
    await clock.advance(300_000);
    await until('feature/a', { state: 'success' });
  });

  it('posts it all the same after a host that failed at any step', async () => {
    await commit('hotfix/b', STAGING, { by: 'noor' });
    for (const operation of [
      'pulls/list',
      'pulls/get',
      'pulls/list-reviews',
      'pulls/list-files',
      'pulls/list-commits',
      'repos/get-combined-status-for-ref',
      'repos/create-commit-status',
    ]) {
      github.faults.set({
        ...{ status: 403, retryAfterSeconds: 90 },
        operation,
      });
      if (operation === 'pulls/list') await open('hotfix/b', 'noor');
      for (let turn = 0; turn < 10; turn += 1) {
        await clock.advance(30_000);
        await new Promise(resolve => {
          setTimeout(resolve, 20);
        });
      }
      expect(await statusOf('hotfix/b')).toBeUndefined();
      expect(logger.warn).toHaveBeenLastCalledWith(
        expect.stringContaining('The Git host limits how much it is asked'),
      );
    }
    github.faults.clear();
    await until('hotfix/b', { state: 'success' });
  });

  it('lets no pull request wait for one that the host refuses', async () => {
    const put = jest
      .spyOn(GitHubChangeHost.prototype, 'putStatus')
      .mockResolvedValueOnce({
        ok: false,
        problem: { reason: 'refused', message: 'Could not post it' },
      });
    await commit('hotfix/a', STAGING);
    await commit('hotfix/b', STAGING);
    await open('hotfix/a');
    await open('hotfix/b');
    await until('hotfix/b', { state: 'success' });
    expect(await statusOf('hotfix/a')).toBeUndefined();
    expect(logger.warn).toHaveBeenCalledTimes(1);
    await clock.advance(300_000);
    await until('hotfix/a', { state: 'success' });
    put.mockRestore();
  });

  it('judges what people propose by hand, and asks nothing where nothing is asked for', async () => {
    await commit('hotfix/b', STAGING, { by: 'noor' });
    await open('hotfix/b', 'noor');
    await until('hotfix/b', { state: 'success' });
    expect(await statusOf('hotfix/b')).toMatchObject({
      description: 'staging asks for no approval.',
      targetUrl: null,
    });
  });

  it('posts each status once, audits it, and asks for little where nothing happens', async () => {
    await commit('hotfix/b', STAGING, { by: 'noor' });
    const pull = await open('hotfix/b', 'noor');
    await until('hotfix/b', { state: 'success' });
    for (let turn = 0; turn < 60; turn += 1) await clock.advance(30_000);
    expect(
      github.repositories[0].statusesOf(await headOf('hotfix/b')),
    ).toHaveLength(1);
    expect(auditor.createEvent.mock.calls).toEqual([
      [
        {
          eventId: 'policy-status',
          severityLevel: 'medium',
          meta: {
            repository: 'main',
            pullRequest: pull,
            commit: await headOf('hotfix/b'),
            state: 'success',
            description: 'staging asks for no approval.',
            environments: ['staging'],
            discounted: [],
          },
        },
      ],
    ]);
  });

  it('repeats nothing that another replica posted', async () => {
    await commit('hotfix/b', STAGING, { by: 'noor' });
    await open('hotfix/b', 'noor');
    await until('hotfix/b', { state: 'success' });
    github.clearCalls();
    const other = start();
    const made = () => github.calls.map(({ operation }) => operation);
    for (
      let turn = 0;
      !made().includes('repos/get-combined-status-for-ref');
      turn += 1
    ) {
      expect(turn).toBeLessThan(300);
      await clock.advance(1_000);
      await turnOver();
    }
    for (let turn = 0; turn < 20; turn += 1) {
      await clock.advance(1_000);
      await turnOver();
    }
    await other.stop();
    expect(
      github.repositories[0].statusesOf(await headOf('hotfix/b')),
    ).toHaveLength(1);
    expect(auditor.createEvent).toHaveBeenCalledTimes(1);
  });

  it('says once what several replicas find at the very same moment', async () => {
    await policy.stop();
    await commit('hotfix/b', STAGING, { by: 'noor' });
    await open('hotfix/b', 'noor');
    const replicas = [start(), start(), start()];
    await until('hotfix/b', { state: 'success' });
    // Those whose turn it was not have theirs, and find nothing left to say.
    for (let turn = 0; turn < 40; turn += 1) {
      await clock.advance(1_000);
      await turnOver();
    }
    await Promise.all(replicas.map(replica => replica.stop()));
    expect(
      github.repositories[0].statusesOf(await headOf('hotfix/b')),
    ).toHaveLength(1);
    expect(auditor.createEvent).toHaveBeenCalledTimes(1);
    const looked = github.calls.filter(
      ({ operation }) => operation === 'repos/get-combined-status-for-ref',
    );
    expect(looked).toHaveLength(replicas.length);
  });

  it('says nothing once it took so long that it may be the turn of another', async () => {
    await policy.stop();
    await commit('hotfix/b', STAGING, { by: 'noor' });
    await open('hotfix/b', 'noor');
    let taken = 0;
    policy = start({
      take: async (...asked) => {
        const turn = await store.policyTurns.take(...asked);
        taken += 1;
        if (taken === 1) {
          await turn?.end(); // as where it lapsed before anything was said
        }
        return turn;
      },
    });
    await until('hotfix/b', { state: 'success' });
    expect(taken).toBeGreaterThan(1);
    expect(logger.warn).not.toHaveBeenCalled();
    expect(auditor.createEvent).toHaveBeenCalledTimes(1);
  });

  it('reads no pull request anew where the base moved and its settings did not', async () => {
    await commit('hotfix/b', STAGING, { by: 'noor' });
    await open('hotfix/b', 'noor');
    await until('hotfix/b', { state: 'success' });
    for (let turn = 0; turn < 4; turn += 1) {
      await clock.advance(30_000);
      await turnOver();
    }
    github.clearCalls();
    await commit('main', 'docs/note.md', { by: 'boss' });
    const made = () => github.calls.map(({ operation }) => operation);
    for (let turn = 0; !made().includes('pulls/list'); turn += 1) {
      expect(turn).toBeLessThan(100);
      await clock.advance(100);
      await turnOver();
    }
    for (let turn = 0; turn < 20; turn += 1) {
      await clock.advance(1_000);
      await turnOver();
    }
    expect(made()).toContain('query repository');
    expect(made()).not.toContain('pulls/list-reviews');
    expect(made()).not.toContain('repos/get-combined-status-for-ref');
  });

  it('takes the settings of the base branch, as they are now', async () => {
    const own = configRepositoryFiles()[SETTINGS];
    const lax = own.replace('approvals: 2', 'approvals: 0');
    await commit('feature/a', PRODUCTION);
    await commit('feature/a', SETTINGS, { content: lax });
    await open('feature/a');
    await until('feature/a', {
      state: 'pending',
      description: 'production: 0 of 2 approvals, none of your-org/security.',
    });
    await commit('main', SETTINGS, { by: 'boss', content: lax });
    await until('feature/a', {
      state: 'success',
      description: 'production asks for no approval.',
    });
    await commit('main', SETTINGS, { by: 'boss', content: 'layout: 7\n' });
    await until('feature/a', { state: 'error' });
    expect(await statusOf('feature/a')).toMatchObject({
      description: expect.stringContaining('.velero-manager.yaml:'),
    });
  });
});
