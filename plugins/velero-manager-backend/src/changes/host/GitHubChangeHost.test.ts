import { createHash } from 'node:crypto';
import type {
  ChangePlan,
  RepositorySnapshot,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { ConfigRepository } from '../readConfigRepositories';
import { FakeGitHub } from './__testUtils__/FakeGitHub';
import type { HostResult, Proposal } from './ChangeHost';
import { GitHubChangeHost } from './GitHubChangeHost';

const TOKEN = 'ghp_abcdefghijklmnopqrstuvwxyz0123456789';
const BRANCH =
  'feature/velero-manager/schedule-save/production/prod-01/shop-daily';
const FILES = {
  '.velero-manager.yaml': 'layout: 1\n',
  'env/a/kustomization.yaml': 'resources: []\n',
  'env/a/one.yaml': 'one: 1\n',
  'docs/readme.md': 'Hello\n',
};
const PATHS = {
  files: ['.velero-manager.yaml', 'absent.yaml'],
  directories: ['env/a', 'env/none'],
};

function valueOf<T>(result: HostResult<T>): T {
  if (!result.ok)
    throw new Error(`${result.problem.reason}: ${result.problem.message}`);
  return result.value;
}

function problemOf(result: HostResult<unknown>) {
  if (result.ok) throw new Error('It did not fail');
  expect(JSON.stringify(result.problem)).not.toContain(TOKEN);
  return result.problem;
}

describe('GitHubChangeHost', () => {
  let github: FakeGitHub;
  let host: GitHubChangeHost;
  let now = 0;

  beforeAll(async () => {
    github = await FakeGitHub.start(FILES);
  });
  afterAll(() => github.stop());

  const createHost = (
    getCredentials = async () => ({ type: 'token' as const, token: TOKEN }),
  ) =>
    GitHubChangeHost.create({
      repository: {
        name: 'main',
        url: `${github.url}/o/r`,
        owner: 'o',
        repo: 'r',
        branch: 'main',
        engine: null,
        scope: { environments: null, clusters: null },
      } satisfies ConfigRepository,
      credentials: { getCredentials },
      apiBaseUrl: github.url,
      now: () => now,
      impatient: true,
    });

  beforeEach(() => {
    github.reset(FILES);
    host = createHost();
    now = Date.UTC(2026, 10, 21, 10);
  });

  /** A proposal of these files on the base as it is now; `null` deletes. */
  const proposalOf = async (
    files: Record<string, string | null>,
    rest: Partial<Proposal> = {},
  ): Promise<Proposal> => {
    const snapshot = valueOf(await createHost().readSnapshot(PATHS));
    github.clear();
    return {
      changeId: 'new-id',
      branch: BRANCH,
      plan: planOf(files, snapshot),
      snapshot,
      describe: id => `What it does (${id})`,
      requester: 'user:default/amelia',
      reviewers: ['bert', 'your-org/security'],
      autoMerge: null,
      ...rest,
    };
  };

  const propose = async (
    files: Record<string, string | null>,
    rest?: Partial<Proposal>,
  ) => {
    const proposal = await proposalOf(files, rest);
    return { proposal, ...valueOf(await host.propose(proposal)) };
  };

  const diff = () =>
    Object.fromEntries(
      github.repository
        .compare(
          github.repository.refs.get('main')!,
          github.repository.refs.get(BRANCH)!,
        )
        .files.map(({ filename, status }) => [
          filename,
          status === 'removed'
            ? null
            : github.repository.head(BRANCH).files.get(filename),
        ]),
    );

  const openPulls = () => github.pulls.filter(({ state }) => state === 'open');

  describe('readSnapshot', () => {
    it('reads what is asked for, at the head of the base branch', async () => {
      const snapshot = valueOf(await host.readSnapshot(PATHS));
      expect(snapshot).toEqual({
        revision: github.repository.refs.get('main'),
        files: new Map([
          ['.velero-manager.yaml', 'layout: 1\n'],
          ['env/a/kustomization.yaml', 'resources: []\n'],
          ['env/a/one.yaml', 'one: 1\n'],
        ]),
        truncated: false,
      });
      expect([...github.tokens]).toEqual([`token ${TOKEN}`]);
    });

    it('stays at the revision that is named', async () => {
      const revision = github.repository.refs.get('main')!;
      github.repository.push('main', 'Later', { 'env/a/two.yaml': 'two: 2\n' });
      const files = async (at?: string) =>
        valueOf(await host.readSnapshot(PATHS, { revision: at })).files.size;
      expect([await files(revision), await files()]).toEqual([3, 4]);
    });

    it('asks for no text twice', async () => {
      await host.readSnapshot(PATHS);
      expect(github.log).toHaveLength(4);
      github.repository.push('main', 'Later', { 'docs/x.md': 'x' });
      github.clear();
      valueOf(await host.readSnapshot(PATHS));
      expect(github.log).toEqual([
        'query',
        'query',
        expect.stringContaining('/git/trees/'),
      ]);
    });

    it('needs no more calls for 150 files than for five', async () => {
      const many = Array.from({ length: 150 }, (_, i) => [
        `env/a/${i}.yaml`,
        `n: ${i}\n`,
      ]);
      github.repository.push('main', 'Many', Object.fromEntries(many));
      expect(valueOf(await host.readSnapshot(PATHS)).files.size).toBe(153);
      expect(github.log).toHaveLength(4);
    });

    it('lists a hundred folders at once, and takes what it was asked for', async () => {
      const clusters = Array.from({ length: 100 }, (_, i) => `clusters/c${i}`);
      github.repository.push('main', 'Many', {
        ...Object.fromEntries(
          clusters.flatMap(folder => [
            [`${folder}/config/a.yaml`, `a: ${folder}\n`],
            [`${folder}/install/b.yaml`, `b: ${folder}\n`],
          ]),
        ),
        'clusters/c1/config-of-others/x.yaml': 'x: 1\n',
      });
      const { files } = valueOf(
        await host.readSnapshot({
          files: [],
          directories: clusters.map(folder => `${folder}/config`),
        }),
      );
      expect([...files.keys()].sort()).toEqual(
        clusters.map(folder => `${folder}/config/a.yaml`).sort(),
      );
      expect(github.log).toEqual([
        'query', // the head
        'query', // the folders
        'query', // the one that holds them
        expect.stringContaining('/git/trees/'),
        'query', // the texts
      ]);
    });

    it('names the folders of many directories in one call', async () => {
      github.repository.push('main', 'Clusters', {
        'env/prod/a.yaml': 'a: 1\n',
        'env/prod/one/config/x.yaml': 'x: 1\n',
        'env/prod/one/y.yaml': 'y: 1\n',
        'env/prod/two/x.yaml': 'x: 1\n',
      });
      const revision = github.repository.refs.get('main')!;
      github.repository.push('main', 'Later', { 'env/prod/three/x.yaml': '' });
      const folders = valueOf(
        await host.listFolders(
          ['env', 'env/prod', 'env/none', 'docs/readme.md'],
          { revision },
        ),
      );
      expect(Object.fromEntries(folders)).toEqual({
        env: ['a', 'prod'],
        'env/prod': ['one', 'two'],
        'env/none': [],
        'docs/readme.md': [],
      });
      expect(github.log).toEqual(['query']);
      github.clear();
      for (const at of [0, 1, 2]) github.fail(at, { status: 502 });
      expect(problemOf(await host.listFolders(['env'], { revision }))).toEqual({
        reason: 'unavailable',
        message:
          'The Git host did not answer: could not list the folders of the clusters. Try again later',
      });
    });

    it('takes nothing that is not whole', async () => {
      github.truncated = true;
      expect(problemOf(await host.readSnapshot(PATHS))).toMatchObject({
        reason: 'too_large',
        message: "The folder 'env/a' is too large to be read whole",
      });
      github.truncated = false;
      github.repository.push('main', 'Binary', {
        'env/a/picture.png': '\0PNG',
      });
      expect(problemOf(await host.readSnapshot(PATHS))).toMatchObject({
        reason: 'too_large',
        message: expect.stringContaining("'env/a/picture.png'"),
      });
    });

    it('says where there is no such branch', async () => {
      github.repository.refs.delete('main');
      expect(problemOf(await host.readSnapshot(PATHS))).toEqual({
        reason: 'not_found',
        message: "The config repository has no branch 'main'",
      });
    });

    it('gives up when it is told to', async () => {
      const result = await host.readSnapshot(PATHS, {
        signal: AbortSignal.abort(),
      });
      expect(problemOf(result)).toMatchObject({ reason: 'timed_out' });
    });
  });

  describe('propose', () => {
    const files = {
      'env/a/kustomization.yaml': 'resources: [two.yaml]\n',
      'env/a/two.yaml': 'two: 2\n',
      'env/a/one.yaml': null,
    };

    it('makes a branch, one commit and a pull request', async () => {
      const { proposal, ...proposed } = await propose(files);
      expect(proposed).toEqual({
        result: 'proposed',
        changeId: 'new-id',
        number: 1,
        url: `${github.url}/o/r/pull/1`,
        mergesItself: false,
        notes: [],
      });
      expect(diff()).toEqual(files);
      const commit = github.repository.head(BRANCH);
      expect(commit.parents).toEqual([proposal.snapshot.revision]);
      expect(commit.message).toBe(
        [
          'Save the schedule',
          '',
          'Velero-Manager-Requested-By: user:default/amelia',
          'Velero-Manager-Change: new-id',
          `Velero-Manager-Plan: ${proposal.plan.planHash}`,
        ].join('\n'),
      );
      expect(github.pulls).toMatchObject([
        {
          title: 'Save the schedule',
          body: expect.stringMatching(/^What it does \(new-id\)\n/),
          head: BRANCH,
          base: 'main',
          labels: ['velero-manager', 'environment/production'],
          reviewers: ['bert', 'security'],
        },
      ]);
      expect(valueOf(await host.findOpenChange(BRANCH))).toMatchObject({
        number: 1,
      });
      expect(valueOf(await host.findOpenChange('other'))).toBeNull();
    });

    it('makes no more calls for 100 files than for five', async () => {
      const count = async (size: number) => {
        github.reset(FILES);
        const many = Array.from({ length: size }, (_, i) => [
          `env/a/${i}.yaml`,
          `n: ${i}\n`,
        ]);
        await propose(Object.fromEntries(many));
        expect(Object.keys(diff())).toHaveLength(size);
        return [...github.log];
      };
      const few = await count(5);
      expect(few).toEqual([
        'query',
        'POST /repos/o/r/git/refs',
        'mutation',
        'POST /repos/o/r/pulls',
        'POST /repos/o/r/issues/1/labels',
        'POST /repos/o/r/pulls/1/requested_reviewers',
      ]);
      expect(await count(100)).toEqual(few);
    });

    it('meets its own open pull request, and writes nothing', async () => {
      await propose(files);
      github.pulls[0].body = `Reworded by Bert\n${github.pulls[0].body}`;
      const again = await propose(files, {
        changeId: 'other-id',
        requester: 'user:default/bert',
      });
      expect(again).toMatchObject({
        result: 'already_proposed',
        number: 1,
        changeId: 'new-id',
      });
      expect(github.log.filter(call => !/^(query|GET)/.test(call))).toEqual([]);
      expect(github.pulls).toHaveLength(1);
    });

    it('adds a commit to it where the plan differs, and takes back the earlier one', async () => {
      await propose(files);
      const first = github.repository.refs.get(BRANCH)!;
      const other = {
        'env/a/kustomization.yaml': 'resources: [three.yaml]\n',
        'env/a/three.yaml': '3',
      };
      const again = await propose(other, {
        changeId: 'other-id',
        describe: id => `Anew (${id})`,
      });
      expect(again).toMatchObject({
        result: 'updated',
        number: 1,
        changeId: 'new-id',
      });
      expect(diff()).toEqual(other);
      expect(github.repository.head(BRANCH).parents).toEqual([first]);
      expect(github.pulls).toMatchObject([
        { body: expect.stringMatching(/^Anew \(new-id\)\n/) },
      ]);
      expect(github.pulls[0].reviewers).toEqual(['bert', 'security']);
    });

    it('brings the base into it first where that has moved', async () => {
      await propose(files);
      github.repository.push('main', 'Elsewhere', {
        'docs/readme.md': 'Later\n',
      });
      const main = github.repository.refs.get('main')!;
      const again = await propose({ ...files, 'env/a/two.yaml': 'two: 22\n' });
      expect(again.result).toBe('updated');
      expect(
        github.repository.ancestors(github.repository.refs.get(BRANCH)!),
      ).toContain(main);
      expect(diff()).toEqual({ ...files, 'env/a/two.yaml': 'two: 22\n' });
    });

    it('says what to do where the two cannot be merged', async () => {
      await propose(files);
      github.repository.push('main', 'Elsewhere', {
        'env/a/kustomization.yaml': 'resources: [x]\n',
      });
      const before = github.repository.refs.get(BRANCH);
      const proposal = await proposalOf({
        'env/a/kustomization.yaml': 'resources: [x, two]\n',
      });
      expect(problemOf(await host.propose(proposal))).toMatchObject({
        reason: 'stale_pull_request',
        message: expect.stringMatching(
          /^Pull request #1 .* Close it, then propose again$/,
        ),
      });
      expect(github.repository.refs.get(BRANCH)).toBe(before);

      github.pulls[0].state = 'closed';
      expect(valueOf(await host.propose(proposal))).toMatchObject({
        result: 'proposed',
        number: 2,
      });
      expect(diff()).toEqual({
        'env/a/kustomization.yaml': 'resources: [x, two]\n',
      });
    });

    it.each(['merge', 'squash'] as const)(
      'begins anew on a branch left over from a %s, with an id of its own',
      async how => {
        await propose(files);
        github.merge(1, how);
        const next = { 'env/a/two.yaml': 'two: 3\n' };
        const again = await propose(next, { changeId: 'second-id' });
        expect(again).toMatchObject({
          result: 'proposed',
          number: 2,
          changeId: 'second-id',
        });
        expect(diff()).toEqual(next);
      },
    );

    it('proposes commits again whose pull request was closed', async () => {
      await propose(files);
      github.pulls[0].state = 'closed';
      const again = await propose(files, { changeId: 'second-id' });
      expect(again).toMatchObject({
        result: 'proposed',
        number: 2,
        changeId: 'new-id',
      });
      expect(diff()).toEqual(files);
    });

    it('leaves a branch alone that others have worked on', async () => {
      github.repository.refs.set(BRANCH, github.repository.refs.get('main')!);
      const theirs = github.repository.push(BRANCH, 'By hand', {
        'env/a/one.yaml': 'mine\n',
      });
      const proposal = await proposalOf(files);
      expect(problemOf(await host.propose(proposal))).toMatchObject({
        reason: 'branch_taken',
        message: expect.stringContaining(
          `The branch '${BRANCH}' holds commits that the portal did not make`,
        ),
      });
      expect(github.repository.refs.get(BRANCH)).toBe(theirs);
      expect(github.pulls).toEqual([]);
    });

    it('leaves commits alone that others added to its own', async () => {
      await propose(files);
      const theirs = github.repository.push(
        BRANCH,
        'Fix\n\nVelero-Manager-Change: no\n\nend',
        { 'env/a/two.yaml': 'x' },
      );
      const proposal = await proposalOf({ 'env/a/two.yaml': 'two: 3\n' });
      expect(problemOf(await host.propose(proposal))).toMatchObject({
        reason: 'branch_taken',
      });
      expect(github.repository.refs.get(BRANCH)).toBe(theirs);
    });

    it('minds no merge of the base, which GitHub offers beside the pull request', async () => {
      await propose(files);
      const main = github.repository.push('main', 'Elsewhere', {
        'docs/readme.md': 'x',
      });
      const head = github.repository.refs.get(BRANCH)!;
      github.repository.refs.set(
        BRANCH,
        github.repository.merge(head, main, 'Merge branch main')!,
      );
      expect(await propose(files)).toMatchObject({
        result: 'already_proposed',
      });
    });

    it('takes a pull request from a fork for none of its own', async () => {
      github.addPull({
        title: 'x',
        body: 'x',
        head: BRANCH,
        base: 'main',
        fork: true,
      });
      expect(await propose(files)).toMatchObject({
        result: 'proposed',
        number: 2,
      });
    });

    it('stands although reviewers are not known, and says so', async () => {
      github.strangers = ['bert'];
      const { notes } = await propose(files);
      expect(notes).toEqual([
        'Could not ask for reviews. The host says: Reviews may only be requested from collaborators.',
      ]);
      expect(openPulls()).toHaveLength(1);
    });

    it('makes no twin where two propose at the same moment', async () => {
      const proposal = await proposalOf(files);
      const results = await Promise.all([
        host.propose(proposal),
        createHost().propose({ ...proposal, changeId: 'other-id' }),
        createHost().propose({ ...proposal, changeId: 'third-id' }),
      ]);
      const proposed = results.map(valueOf);
      expect(new Set(proposed.map(({ number }) => number))).toEqual(
        new Set([1]),
      );
      expect(new Set(proposed.map(({ changeId }) => changeId)).size).toBe(1);
      expect(openPulls()).toHaveLength(1);
      expect(diff()).toEqual(files);
    });

    describe('cut short', () => {
      const whole = async () => {
        expect([...github.repository.refs.keys()].sort()).toEqual([
          BRANCH,
          'main',
        ]);
        expect(openPulls()).toHaveLength(1);
        expect(openPulls()[0]).toMatchObject({
          labels: ['velero-manager', 'environment/production'],
          reviewers: ['bert', 'security'],
        });
      };
      const calls = [0, 1, 2, 3, 4, 5];

      it.each(
        calls.flatMap(
          at =>
            [
              [at, 'before'],
              [at, 'after'],
            ] as const,
        ),
      )(
        'at call %i, %s its effect, the next attempt completes it',
        async (at, when) => {
          const proposal = await proposalOf(files);
          github.cut(at, when);
          problemOf(await host.propose(proposal));
          github.clear();
          const next = valueOf(
            await createHost().propose({ ...proposal, changeId: 'next-id' }),
          );
          await whole();
          expect(diff()).toEqual(files);
          const { message } = github.repository.head(BRANCH);
          expect(message).toContain(`Velero-Manager-Change: ${next.changeId}`);
          const commits = github.repository.compare(
            proposal.snapshot.revision,
            github.repository.refs.get(BRANCH)!,
          );
          expect(commits.ahead_by).toBe(1);
        },
      );

      it.each(
        [0, 1, 2, 3, 4].flatMap(
          at =>
            [
              [at, 'before'],
              [at, 'after'],
            ] as const,
        ),
      )(
        'at call %i, %s its effect, while an open pull request is updated after the base moved',
        async (at, when) => {
          await propose(files);
          github.repository.push('main', 'Elsewhere', {
            'docs/readme.md': 'Later\n',
          });
          const other = { 'env/a/three.yaml': 'three: 3\n' };
          const proposal = await proposalOf(other);
          github.cut(at, when);
          problemOf(await host.propose(proposal));
          github.clear();
          valueOf(await createHost().propose(proposal));
          await whole();
          expect(diff()).toEqual(other);
          expect(openPulls()[0].body).toContain(proposal.plan.planHash);
        },
      );

      it.each(calls)(
        'at call %i by a single fault of the host, it tries again by itself',
        async at => {
          const proposal = await proposalOf(files);
          github.fail(at, { status: 502 });
          valueOf(await host.propose(proposal));
          await whole();
          expect(diff()).toEqual(files);
        },
      );
    });
  });

  describe('tells what is wrong', () => {
    const repository = 'http://127.0.0.1:';

    it.each([
      [
        { status: 401, message: 'Bad credentials' },
        'unauthenticated',
        "does not accept the portal's log-in",
      ],
      [
        {
          status: 403,
          message: `Resource not accessible by ${TOKEN}`,
          headers: { 'x-accepted-github-permissions': 'contents=write' },
        },
        'not_permitted',
        "it needs 'contents=write'. The host says: Resource not accessible by [hidden]",
      ],
      [
        { status: 403, message: 'Repository was archived so is read-only.' },
        'archived',
        'is archived',
      ],
      [
        { status: 404, message: 'Not Found' },
        'not_found',
        'does not exist, or',
      ],
      [
        { status: 422, message: 'Validation Failed' },
        'refused',
        'The host says: Validation Failed',
      ],
    ])('%j', async (fault, reason, message) => {
      const proposal = await proposalOf({ 'env/a/two.yaml': '2' });
      github.fail(1, fault);
      const problem = problemOf(await host.propose(proposal));
      expect(problem).toMatchObject({
        reason,
        message: expect.stringContaining(message),
      });
      expect(problem.message).toContain(
        `create the branch '${BRANCH}'`.slice(
          0,
          reason === 'archived' ? 6 : 99,
        ),
      );
    });

    it.each([
      [
        {
          status: 403,
          message: 'You have exceeded a secondary rate limit',
          headers: { 'retry-after': '90' },
        },
        90,
        '2026-11-21T10:02Z',
      ],
      [{ status: 429, message: 'Too many' }, 60, '2026-11-21T10:01Z'],
      [
        {
          status: 403,
          message: 'API rate limit exceeded',
          headers: {
            'x-ratelimit-remaining': '0',
            'x-ratelimit-reset': String(Date.UTC(2026, 10, 21, 10, 5) / 1000),
          },
        },
        300,
        '2026-11-21T10:05Z',
      ],
    ])(
      'a rate limit, with when to try again: %j',
      async (fault, seconds, time) => {
        github.clear();
        for (const at of [0, 1, 2, 3]) github.fail(at, fault);
        expect(problemOf(await host.readSnapshot(PATHS))).toMatchObject({
          reason: 'rate_limited',
          message: `The Git host limits how much it is asked: could not find the branch 'main'. Try again at ${time}`,
          retryAfterSeconds: seconds,
        });
        expect(github.log).toHaveLength(1);
      },
    );

    it('a host that fails whatever it is asked, or is away', async () => {
      for (const at of [0, 1, 2])
        github.fail(at, { status: 500, message: 'oops' });
      expect(problemOf(await host.readSnapshot(PATHS))).toMatchObject({
        reason: 'unavailable',
      });
      github.clear();
      github.cut(0, 'before');
      expect(problemOf(await host.readSnapshot(PATHS))).toMatchObject({
        reason: 'unavailable',
        message: expect.not.stringContaining(repository),
      });
    });

    it('an archived repository, before anything is written', async () => {
      const proposal = await proposalOf({ 'env/a/two.yaml': '2' });
      github.archived = true;
      expect(problemOf(await host.propose(proposal))).toMatchObject({
        reason: 'archived',
      });
      expect(github.log).toEqual(['query']);
    });

    it('a repository that GraphQL does not find', async () => {
      const result = await GitHubChangeHost.create({
        repository: {
          name: 'main',
          url: `${github.url}/o/gone`,
          owner: 'o',
          repo: 'gone',
          branch: 'main',
          engine: null,
          scope: { environments: null, clusters: null },
        },
        credentials: {
          getCredentials: async () => ({ type: 'token', token: TOKEN }),
        },
        apiBaseUrl: github.url,
        now: () => now,
        impatient: true,
      }).readSnapshot(PATHS);
      expect(problemOf(result)).toMatchObject({ reason: 'not_found' });
    });

    it('a log-in that cannot be had, without what was wrong with it', async () => {
      const broken = createHost(async () => {
        throw new Error(`bad key ${TOKEN}`);
      });
      expect(problemOf(await broken.readSnapshot(PATHS))).toMatchObject({
        reason: 'unauthenticated',
        message: expect.stringContaining("'integrations.github'"),
      });
    });
  });

  describe('getChange', () => {
    const review = (
      login: string,
      state: string,
      commit = github.repository.refs.get(BRANCH)!,
    ) =>
      github.pulls[0].reviews.push({
        user: { login },
        state,
        commit_id: commit,
      });

    it('tells who approves of the newest commit', async () => {
      await propose({ 'env/a/two.yaml': '2' });
      review('early', 'APPROVED', 'older');
      review('bert', 'APPROVED');
      review('bert', 'COMMENTED');
      review('chris', 'APPROVED');
      review('chris', 'CHANGES_REQUESTED');
      review('portal[bot]', 'APPROVED');
      expect(valueOf(await host.getChange(1))).toMatchObject({
        state: 'open',
        approvers: ['bert'],
        mergedAt: null,
      });
    });

    it('looks again at what changed just now, since one second may hold two reviews', async () => {
      await propose({ 'env/a/two.yaml': '2' });
      const [pull] = github.pulls;
      pull.updated_at = new Date().toISOString();
      const first = valueOf(await host.getChange(1));
      expect(first).toMatchObject({ approvers: [], etag: null });
      pull.reviews.push({
        user: { login: 'bert' },
        state: 'APPROVED',
        commit_id: github.repository.refs.get(pull.head) ?? '',
      });
      expect(valueOf(await host.getChange(1, { etag: null }))).toMatchObject({
        approvers: ['bert'],
      });
    });

    it('asks for what is new alone', async () => {
      await propose({ 'env/a/two.yaml': '2' });
      const first = valueOf(await host.getChange(1));
      if (first === 'unchanged') throw new Error('it is new');
      github.clear();
      expect(valueOf(await host.getChange(1, { etag: first.etag }))).toBe(
        'unchanged',
      );
      expect(github.log).toHaveLength(1);
      github.merge(1);
      expect(
        valueOf(await host.getChange(1, { etag: first.etag })),
      ).toMatchObject({
        state: 'merged',
        mergedAt: new Date('2026-11-21T10:00:00Z'),
      });
    });
  });
});

function planOf(
  files: Record<string, string | null>,
  snapshot: RepositorySnapshot,
): ChangePlan {
  const planned = Object.entries(files).map(([path, content]) => {
    const before = snapshot.files.get(path) ?? null;
    const kept = before === null ? ('add' as const) : ('edit' as const);
    const action = content === null ? ('delete' as const) : kept;
    return { path, action, content, before };
  });
  return {
    title: 'Save the schedule',
    summary: 'Saves it.',
    files: planned,
    baseRevision: snapshot.revision,
    planHash: createHash('sha256')
      .update(
        JSON.stringify(planned.map(({ path, content }) => [path, content])),
      )
      .digest('hex'),
    scope: PATHS,
    labels: ['velero-manager', 'environment/production'],
    environment: 'production',
    cluster: 'prod-01',
  };
}
