import { generateKeyPairSync } from 'node:crypto';
import { ConfigReader } from '@backstage/config';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { GitHost } from '@velero-manager/dev-fleet';
import type { Proposal } from './ChangeHost';
import { GitHubChangeHost } from './GitHubChangeHost';

// Real Git processes do the work, and the machine may be busy.
jest.setTimeout(120_000);

const BRANCH = 'feature/velero-manager/schedule-save/development/dev-01/shop';
const CHECK = 'velero-manager/policy';
const FILE = 'environments/development/a.yaml';
const READS = { files: ['.velero-manager.yaml'], directories: [] };

const keyPair = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });

describe('GitHubProposer', () => {
  const { publicKey, privateKey } = keyPair();
  let github: GitHost;

  const start = async (right: 'read' | 'write' = 'write') => {
    github = await GitHost.start({
      org: 'your-org',
      users: ['portal', 'piotr', 'reader'].map(login => ({
        ...{ login, tokens: [`${login}-token`] },
      })),
      teams: [{ slug: 'security', members: ['piotr'] }],
      app: { id: 7, slug: 'velero-manager', publicKey, right },
    });
    await github.createRepository({
      name: 'config',
      files: { '.velero-manager.yaml': 'layout: 1\n' },
      access: {
        ...{ portal: 'write', piotr: 'write', reader: 'read' },
        '@security': 'write',
      },
      protection: {
        main: {
          requiredApprovals: 0,
          requiredStatusChecks: ['validate', CHECK],
        },
      },
    });
  };
  beforeEach(() => start());
  afterEach(async () => {
    await github.stop();
    const [failure = github.unsupportedCalls[0]] = github.failures;
    if (failure) throw failure;
  });

  const withToken = (token: string) => ({ token });
  const withApp = (key: string) => ({
    apps: [
      {
        ...{ appId: 7, clientId: 'id', clientSecret: 'secret' },
        ...{ webhookSecret: 'secret', privateKey: key },
      },
    ],
  });

  /** The host as an operator's `integrations.github` makes it. */
  const hostOf = (login: object, repo = 'config') => {
    const integration = {
      ...{ host: new URL(github.url).host, apiBaseUrl: github.apiBaseUrl },
      ...login,
    };
    return GitHubChangeHost.create({
      repository: {
        ...{ name: 'main', owner: 'your-org', repo, branch: 'main' },
        url: `${github.url}/your-org/${repo}`,
        engine: null,
        scope: { environments: null, clusters: null },
      },
      credentials: DefaultGithubCredentialsProvider.fromIntegrations(
        ScmIntegrations.fromConfig(
          new ConfigReader({ integrations: { github: [integration] } }),
        ),
      ),
      apiBaseUrl: github.apiBaseUrl,
      now: () => Date.now(),
      impatient: true,
    });
  };
  const portal = () => hostOf(withToken('portal-token'));

  const repository = () => github.repositories[0];
  const shaOf = async (branch: string) =>
    (await repository().git.readRef(`refs/heads/${branch}`))?.sha;

  const proposal = async (rest: Partial<Proposal> = {}): Promise<Proposal> => {
    const read = await portal().readSnapshot(READS);
    if (!read.ok) throw new Error(read.problem.message);
    const { revision } = read.value;
    return {
      ...{ changeId: 'one', branch: BRANCH, snapshot: read.value },
      plan: {
        ...{ title: 'Save it', summary: 'Saves it.', planHash: 'hash' },
        files: [{ path: FILE, action: 'add', content: 'a: 1\n', before: null }],
        ...{ baseRevision: revision, scope: READS, labels: ['velero-manager'] },
        ...{ environment: 'development', cluster: 'dev-01' },
      },
      describe: id => `What it does (${id})`,
      requester: 'user:default/amelia',
      reviewers: ['your-org/security'],
      autoMerge: { check: CHECK },
      ...rest,
    };
  };
  const say = (context: string, state: 'success' | 'pending' = 'success') =>
    github.setStatus(repository(), {
      ...{ sha: repository().pulls[0].head.sha, context, state },
      ...{ description: null, targetUrl: null },
    });

  const logins: [string, () => object, string][] = [
    ['a token', () => withToken('portal-token'), 'portal'],
    ['a GitHub App', () => withApp(privateKey), 'velero-manager[bot]'],
  ];

  it.each(logins)(
    'proposes with %s what merges itself when its checks are green',
    async (_, login, author) => {
      const host = hostOf(login());
      const proposed = await host.propose(await proposal());
      expect(proposed).toMatchObject({
        value: { result: 'proposed', mergesItself: true, notes: [] },
      });
      const [pull] = repository().pulls;
      expect(pull).toMatchObject({
        author: { login: author },
        labels: [{ name: 'velero-manager' }],
        requestedTeams: [{ slug: 'security' }],
        autoMerge: { enabledBy: { login: author } },
      });
      await say('validate');
      await say(CHECK, 'pending');
      expect(pull.state).toBe('open');
      await say(CHECK);
      expect(pull.merged).toMatchObject({ by: { login: author } });
      expect(await repository().git.read(`main:${FILE}`)).toBeDefined();
      const exchanges = github.calls.filter(
        ({ operation }) =>
          operation === 'apps/create-installation-access-token',
      );
      expect(exchanges).toHaveLength(author === 'portal' ? 0 : 1);
    },
  );

  it.each([
    ['what its protection says', 'protection'],
    ['a ruleset', 'ruleset'],
  ] as const)(
    'has nothing merge itself where the policy is not required by %s',
    async (_, toldAs) => {
      repository().protect('main', {
        ...{ requiredApprovals: 0, requiredStatusChecks: ['validate'], toldAs },
      });
      const first = await portal().propose(await proposal());
      expect(first).toMatchObject({
        value: {
          mergesItself: false,
          notes: [
            "It does not merge itself: the branch 'main' does not require the check 'velero-manager/policy', so nothing would hold it until the policy agrees.",
          ],
        },
      });
      expect(repository().pulls[0].autoMerge).toBeNull();

      repository().protect('main', {
        ...{ requiredApprovals: 0, requiredStatusChecks: [CHECK], toldAs },
      });
      const again = await portal().propose(await proposal());
      expect(again).toMatchObject({
        value: { result: 'already_proposed', mergesItself: true, notes: [] },
      });
      await say(CHECK);
      expect(repository().pulls[0].merged).not.toBeNull();
    },
  );

  it('merges at once what was green before it could be asked to wait', async () => {
    await portal().propose(await proposal({ autoMerge: null }));
    const [pull] = repository().pulls;
    await say('validate');
    await say(CHECK);
    expect(pull.state).toBe('open');
    const again = await portal().propose(await proposal());
    expect(again).toMatchObject({
      value: { result: 'already_proposed', mergesItself: true, notes: [] },
    });
    expect(pull.merged).toMatchObject({ by: { login: 'portal' } });
  });

  it('leaves to people what is green but for a check that is not required', async () => {
    await portal().propose(await proposal({ autoMerge: null }));
    await say('validate');
    await say(CHECK);
    await say('lint', 'pending');
    const again = await portal().propose(await proposal());
    expect(again).toMatchObject({
      value: {
        mergesItself: false,
        notes: [expect.stringContaining('unstable status')],
      },
    });
    expect(repository().pulls[0].state).toBe('open');
  });

  const steps = [
    'git/create-ref',
    'createCommitOnBranch',
    'pulls/create',
    'issues/add-labels',
    'pulls/request-reviewers',
    'repos/get-branch',
    'repos/get-branch-rules',
    'enablePullRequestAutoMerge',
  ];
  it.each([
    ['not carried out', false],
    ['carried out', true],
  ])('goes on after a 500 at any step, %s', async (_, carriedOut) => {
    for (const operation of steps) {
      const branch = `${BRANCH}-${steps.indexOf(operation)}`;
      const asked = await proposal({ branch });
      github.faults.set({ status: 500, operation, carriedOut });
      const first = await portal().propose(asked);
      github.faults.clear();
      // What was done is met by a further attempt of the very call.
      expect(
        carriedOut ? ['proposed', 'unavailable'] : ['unavailable'],
      ).toContain(first.ok ? 'proposed' : first.problem.reason);
      expect(await portal().propose(asked)).toMatchObject({
        value: { mergesItself: true, notes: [] },
      });
      const pulls = repository().pulls.filter(
        ({ head }) => head.ref === branch,
      );
      expect(pulls).toMatchObject([
        { state: 'open', autoMerge: { enabledBy: { login: 'portal' } } },
      ]);
      const range = { from: pulls[0].head.sha, without: pulls[0].base.sha };
      expect(await repository().git.listCommits(range)).toHaveLength(1);
    }
  });

  it('is not led astray by a base branch that moves meanwhile', async () => {
    const asked = await proposal();
    let moved: Promise<unknown> | undefined;
    github.events.subscribe(event => {
      if (event.type !== 'push' || moved) return;
      repository().protect('main', undefined);
      moved = portal().propose({
        ...{ ...asked, autoMerge: null, branch: 'feature/other' },
      });
    });
    expect(await portal().propose({ ...asked, autoMerge: null })).toMatchObject(
      { value: { result: 'proposed' } },
    );
    await moved;
    expect(repository().pulls).toHaveLength(2);
  });

  describe('tells what is wrong', () => {
    const problemOf = async (host: GitHubChangeHost) => {
      const result = await host.propose(await proposal());
      if (result.ok) throw new Error('It did not fail');
      return result.problem;
    };

    it.each([
      ['token', () => withToken('reader-token')],
      ['GitHub App', () => withApp(privateKey)],
    ])('a %s that may only read', async (what, login) => {
      if (what === 'GitHub App') {
        await github.stop();
        await start('read');
      }
      expect(await problemOf(hostOf(login()))).toMatchObject({
        reason: 'not_permitted',
        message: expect.stringMatching(
          /^The portal's log-in may not create the branch '.*' in http.*\/your-org\/config\. The host says: Resource not accessible by (personal access token|integration)$/,
        ),
      });
      expect(await shaOf(BRANCH)).toBeUndefined();
    });

    it('a token that the host does not know', async () => {
      expect(await problemOf(hostOf(withToken('x-token')))).toMatchObject({
        reason: 'unauthenticated',
        message:
          "The Git host does not accept the portal's log-in: could not look for an open pull request. An operator has to look at 'integrations.github'",
      });
    });

    it('an App with a key that is not its own', async () => {
      const other = keyPair().privateKey;
      const problem = await problemOf(hostOf(withApp(other)));
      expect(problem).toMatchObject({
        reason: 'unauthenticated',
        message: expect.stringMatching(
          /^The portal has no log-in for .* An operator has to look at 'integrations\.github'$/,
        ),
      });
    });

    it('a repository that is not there, or that it may not see', async () => {
      const host = hostOf(withToken('portal-token'), 'gone');
      expect(await problemOf(host)).toMatchObject({
        reason: 'not_found',
        message: expect.stringMatching(
          /^Could not look for an open pull request: .*\/your-org\/gone does not exist, or the portal's log-in may not do that there$/,
        ),
      });
    });

    it('an archived repository, in which nothing is begun', async () => {
      repository().isArchived = true;
      expect(await problemOf(portal())).toMatchObject({
        reason: 'archived',
        message:
          'The config repository is archived: nothing can be proposed to it',
      });
      expect(await shaOf(BRANCH)).toBeUndefined();
    });

    it('a rule that lets nobody make its branch', async () => {
      const rules = { blockCreations: true, toldAs: 'ruleset' } as const;
      repository().protect(BRANCH, rules);
      expect(await problemOf(portal())).toEqual({
        reason: 'protected',
        message: `The rules of ${github.url}/your-org/config do not let the portal create the branch '${BRANCH}'. An administrator has to except the portal's branches or its log-in from them. The host says: Repository rule violations found Cannot create ref due to creations being restricted`,
      });
    });

    it.each(['protection', 'ruleset'] as const)(
      'a %s that lets nobody commit to its branch',
      async toldAs => {
        repository().protect(BRANCH, { requiredApprovals: 1, toldAs });
        expect(await problemOf(portal())).toMatchObject({
          reason: 'protected',
          message: expect.stringMatching(
            /do not let the portal commit to the branch .*Changes must be made through a pull request$/,
          ),
        });
      },
    );

    it.each([403, 429] as const)(
      'a secondary rate limit (%i) at any step, with when to go on',
      async status => {
        const asked = await proposal();
        for (const operation of steps) {
          github.faults.set({ status, retryAfterSeconds: 90, operation });
          const result = await portal().propose(asked);
          expect(result).toMatchObject({
            problem: { reason: 'rate_limited', retryAfterSeconds: 90 },
          });
          github.faults.clear();
        }
        expect(await portal().propose(asked)).toMatchObject({
          value: { mergesItself: true, notes: [] },
        });
        expect(repository().pulls).toHaveLength(1);
      },
    );
  });
});
