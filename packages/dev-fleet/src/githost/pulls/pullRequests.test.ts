import { REPO, TestHost } from '../__testUtils__/TestHost';

const PROTECTED = {
  protection: {
    main: {
      requiredApprovals: 1,
      requiredStatusChecks: ['validate'],
      dismissStaleReviews: true,
    },
  },
};

describe('pull requests', () => {
  let test: TestHost;
  afterEach(() => test.stop());

  const approve = (user: string, pull_number: number) =>
    test.octokit(user).rest.pulls.createReview({
      ...REPO,
      pull_number,
      event: 'APPROVE',
    });
  const succeed = (sha: string, context = 'validate') =>
    test.octokit('amelia').rest.repos.createCommitStatus({
      ...REPO,
      sha,
      state: 'success',
      context,
    });
  const merge = (user: string, pull_number: number, more = {}) =>
    test.octokit(user).rest.pulls.merge({ ...REPO, pull_number, ...more });
  const get = async (pull_number: number) =>
    (await test.octokit('amelia').rest.pulls.get({ ...REPO, pull_number }))
      .data;

  it('merges with a real commit of the host', async () => {
    test = await TestHost.start();
    const { number, head } = await test.propose();
    const before = await test.head();
    const open = await get(number);
    expect(open).toMatchObject({
      mergeable: true,
      mergeable_state: 'clean',
      commits: 1,
      changed_files: 1,
      additions: 1,
    });
    const { data } = await merge('piotr', number, { sha: head.sha });
    expect(data.merged).toBe(true);
    expect(await test.head()).toBe(data.sha);
    const commit = await test.repository.git.readCommit(data.sha);
    expect(commit).toMatchObject({
      parents: [before, head.sha],
      author: { name: 'Piotr Nowak' },
      committer: { name: 'GitHub', email: 'noreply@github.com' },
      message: `Merge pull request #1 from your-org/feature/one\n\nPropose feature/one`,
    });
    expect(await get(number)).toMatchObject({
      state: 'closed',
      merged: true,
      merged_by: { login: 'piotr' },
      merge_commit_sha: data.sha,
    });
    await expect(merge('piotr', number)).rejects.toMatchObject({ status: 405 });
  });

  it('squashes into one commit of the author', async () => {
    test = await TestHost.start();
    const { number } = await test.propose();
    await test.commit('feature/one', { 'b.yaml': 'b: 1\n' });
    const before = await test.head();
    const { data } = await merge('piotr', number, { merge_method: 'squash' });
    expect(await test.repository.git.readCommit(data.sha)).toMatchObject({
      parents: [before],
      author: { name: 'Amelia Stone' },
      message: 'Propose feature/one (#1)\n\nBecause.',
    });
    await expect(
      merge('piotr', number, { merge_method: 'rebase' }),
    ).rejects.toMatchObject({ status: 405 });
  });

  it('asks for what the protection asks for, one after the other', async () => {
    test = await TestHost.start({}, PROTECTED);
    const { number, head } = await test.propose();
    expect((await get(number)).mergeable_state).toBe('blocked');
    await expect(merge('piotr', number)).rejects.toMatchObject({
      status: 405,
      message: expect.stringContaining(
        'At least 1 approving review is required by reviewers with write access.',
      ),
    });
    await expect(approve('amelia', number)).rejects.toMatchObject({
      status: 422,
      response: {
        data: {
          message: 'Unprocessable Entity',
          errors: ['Can not approve your own pull request'],
        },
      },
    });
    // An approval without write access does not count.
    await approve('reader', number);
    expect((await get(number)).mergeable_state).toBe('blocked');
    await approve('piotr', number);
    await expect(merge('piotr', number)).rejects.toMatchObject({
      message: expect.stringContaining(
        'Required status check "validate" is expected.',
      ),
    });
    await succeed(head.sha);
    expect((await get(number)).mergeable_state).toBe('clean');
    expect((await merge('piotr', number)).data.merged).toBe(true);
  });

  it('lets a request for changes outweigh approvals until it is withdrawn', async () => {
    test = await TestHost.start(
      {},
      { protection: { main: { requiredApprovals: 1 } } },
    );
    const { number } = await test.propose();
    await approve('piotr', number);
    await test.octokit('noor').rest.pulls.createReview({
      ...REPO,
      pull_number: number,
      event: 'REQUEST_CHANGES',
      body: 'Not like this.',
    });
    await expect(merge('piotr', number)).rejects.toMatchObject({ status: 405 });
    await approve('noor', number);
    expect((await merge('piotr', number)).data.merged).toBe(true);
  });

  it('lets a push void approvals and statuses', async () => {
    test = await TestHost.start({}, PROTECTED);
    const { number, head } = await test.propose();
    await approve('piotr', number);
    await succeed(head.sha);
    const sha = await test.commit('feature/one', { 'more.yaml': 'a: 2\n' });
    const pull = await get(number);
    expect(pull.head.sha).toBe(sha);
    expect(pull.mergeable_state).toBe('blocked');
    const { data } = await test
      .octokit('amelia')
      .rest.pulls.listReviews({ ...REPO, pull_number: number });
    expect(data.map(({ state }) => state)).toEqual(['DISMISSED']);
    await expect(
      merge('piotr', number, { sha: head.sha }),
    ).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining('Head branch was modified'),
    });
  });

  it('sees conflicts, and merges only one of two that race', async () => {
    test = await TestHost.start();
    await test.commit('one', { 'README.md': 'one\n' });
    await test.commit('two', { 'README.md': 'two\n' });
    const octokit = test.octokit('amelia');
    for (const head of ['one', 'two']) {
      const request = { ...REPO, head, base: 'main', title: head };
      await octokit.rest.pulls.create(request);
    }
    const results = await Promise.allSettled([
      merge('piotr', 1),
      merge('piotr', 2),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    const lost = results.findIndex(({ status }) => status === 'rejected') + 1;
    expect(results[lost - 1]).toMatchObject({ reason: { status: 405 } });
    expect(await get(lost)).toMatchObject({
      state: 'open',
      mergeable: false,
      mergeable_state: 'dirty',
    });
    const twice = await Promise.allSettled([
      merge('noor', lost),
      merge('piotr', lost),
    ]);
    expect(twice.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('merges by itself once its requirements are met', async () => {
    test = await TestHost.start({}, PROTECTED);
    const { number, node_id, head } = await test.propose();
    const enable = `mutation ($id: ID!) {
      enablePullRequestAutoMerge(input: { pullRequestId: $id, mergeMethod: SQUASH }) {
        pullRequest { autoMergeRequest { mergeMethod enabledBy { login } } mergeStateStatus reviewDecision }
      }
    }`;
    const { data } = await test.graphql('amelia', enable, { id: node_id });
    expect(data.enablePullRequestAutoMerge.pullRequest).toEqual({
      autoMergeRequest: {
        mergeMethod: 'SQUASH',
        enabledBy: { login: 'amelia' },
      },
      mergeStateStatus: 'BLOCKED',
      reviewDecision: 'REVIEW_REQUIRED',
    });
    await succeed(head.sha);
    expect((await get(number)).merged).toBe(false);
    await approve('piotr', number);
    expect(await get(number)).toMatchObject({
      merged: true,
      merged_by: { login: 'amelia' },
    });
  });

  it('refuses auto-merge where nothing is to be waited for', async () => {
    test = await TestHost.start(
      {},
      { protection: { main: { requiredApprovals: 0 } } },
    );
    const { node_id } = await test.propose();
    const enable = `mutation ($id: ID!) {
      enablePullRequestAutoMerge(input: { pullRequestId: $id }) { clientMutationId }
    }`;
    const { errors } = await test.graphql('amelia', enable, { id: node_id });
    expect(errors).toMatchObject([
      {
        type: 'UNPROCESSABLE',
        message: 'Pull request Pull request is in clean status',
      },
    ]);
  });

  it('refuses twins, empty and unknown ones', async () => {
    test = await TestHost.start();
    await test.propose();
    const create = (head: string, base = 'main') =>
      test
        .octokit('amelia')
        .rest.pulls.create({ ...REPO, head, base, title: 'x' });
    await expect(create('feature/one')).rejects.toMatchObject({
      status: 422,
      response: {
        data: {
          message: 'Validation Failed',
          errors: [
            {
              resource: 'PullRequest',
              code: 'custom',
              message:
                'A pull request already exists for your-org:feature/one.',
            },
          ],
        },
      },
    });
    await expect(create('main')).rejects.toMatchObject({
      response: {
        data: { errors: [{ message: 'No commits between main and main' }] },
      },
    });
    await expect(create('nope')).rejects.toMatchObject({
      response: { data: { errors: [{ field: 'head', code: 'invalid' }] } },
    });
    await expect(create('elsewhere:feature/one')).rejects.toMatchObject({
      response: { data: { errors: [{ field: 'head', code: 'invalid' }] } },
    });
  });

  it('closes with its branch, and opens again with it', async () => {
    test = await TestHost.start();
    const { number, head } = await test.propose();
    const { git, pulls } = test.octokit('amelia').rest;
    const ref = 'heads/feature/one';
    await git.deleteRef({ ...REPO, ref });
    expect((await get(number)).state).toBe('closed');
    const update = (state: 'open' | 'closed') =>
      pulls.update({ ...REPO, pull_number: number, state });
    await expect(update('open')).rejects.toMatchObject({ status: 422 });
    await git.createRef({ ...REPO, ref: `refs/${ref}`, sha: head.sha });
    expect((await update('open')).data.state).toBe('open');
    expect((await update('closed')).data.state).toBe('closed');

    await git.createRef({
      ...REPO,
      ref: 'refs/heads/base',
      sha: await test.head(),
    });
    const input = {
      ...REPO,
      head: 'feature/one',
      base: 'base',
      title: 'Other',
    };
    const { data } = await pulls.create(input);
    await git.deleteRef({ ...REPO, ref: 'heads/base' });
    expect((await get(data.number)).state).toBe('closed');
    await expect(
      test.octokit('reader').rest.pulls.create({ ...input, base: 'main' }),
    ).rejects.toMatchObject({ status: 403 });
  });

  it('filters its list by head, base and state', async () => {
    test = await TestHost.start();
    await test.propose('feature/one');
    await test.propose('feature/two');
    await merge('piotr', 1);
    const list = async (query: object) => {
      const { data } = await test
        .octokit('reader')
        .rest.pulls.list({ ...REPO, ...query });
      return data.map(({ number }) => number);
    };
    expect(await list({})).toEqual([2]);
    expect(await list({ state: 'all' })).toEqual([2, 1]);
    expect(await list({ state: 'closed' })).toEqual([1]);
    expect(await list({ state: 'all', head: 'your-org:feature/one' })).toEqual([
      1,
    ]);
    expect(await list({ base: 'other' })).toEqual([]);
  });

  it('keeps labels and reviewers', async () => {
    test = await TestHost.start();
    await test.propose();
    const { issues, pulls } = test.octokit('amelia').rest;
    const target = { ...REPO, issue_number: 1 };
    await issues.addLabels({ ...target, labels: ['one', 'two'] });
    const { data } = await issues.setLabels({
      ...target,
      labels: ['two', 'new'],
    });
    expect(data.map(({ name }) => name)).toEqual(['two', 'new']);
    const ask = (more: object) =>
      pulls.requestReviewers({ ...REPO, pull_number: 1, ...more });
    await ask({ reviewers: ['piotr'], team_reviewers: ['platform'] });
    await expect(ask({ reviewers: ['amelia'] })).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining(
        'Review cannot be requested from pull request author.',
      ),
    });
    await expect(ask({ reviewers: ['stranger'] })).rejects.toMatchObject({
      status: 422,
    });
    expect(await get(1)).toMatchObject({
      requested_reviewers: [{ login: 'piotr' }],
      requested_teams: [{ slug: 'platform' }],
      labels: [{ name: 'two' }, { name: 'new' }],
    });
    const { data: left } = await pulls.removeRequestedReviewers({
      ...REPO,
      pull_number: 1,
      reviewers: ['piotr'],
    });
    expect(left.requested_reviewers).toEqual([]);
  });
});
