import { TestHost } from '../__testUtils__/TestHost';

const COMMIT = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) {
    clientMutationId
    commit { oid message signature { isValid wasSignedByGitHub } committer { name } author { user { login } } }
    ref { name target { oid } }
  }
}`;

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('GraphQL', () => {
  let test: TestHost;

  beforeEach(async () => {
    test = await TestHost.start();
  });
  afterEach(() => test.stop());

  const repository = (fields: string) =>
    `{ repository(owner: "your-org", name: "config") { ${fields} } }`;
  const commitInput = (more: object) => ({
    input: {
      clientMutationId: 'mine',
      branch: {
        repositoryNameWithOwner: 'your-org/config',
        branchName: 'main',
      },
      message: { headline: 'Add', body: 'Why.' },
      ...more,
    },
  });

  it('reads many files in one call', async () => {
    const files = Object.fromEntries(
      [...Array(100).keys()].map(i => [`many/${i}.yaml`, `value: ${i}\n`]),
    );
    await test.commit('main', files);
    test.host.clearCalls();
    const blobs = Object.keys(files).map(
      (path, i) =>
        `f${i}: object(expression: "main:${path}") { ... on Blob { text oid } }`,
    );
    const { data, errors } = await test.graphql(
      'reader',
      repository(blobs.join(' ')),
    );
    expect(errors).toBeUndefined();
    expect(data.repository.f42.text).toBe('value: 42\n');
    expect(Object.keys(data.repository)).toHaveLength(100);
    expect(test.host.calls).toEqual([
      {
        kind: 'graphql',
        method: 'POST',
        path: '/graphql',
        operation: 'query repository',
        status: 200,
        user: 'reader',
      },
    ]);
  });

  it('shows trees, blobs and refs', async () => {
    const sha = await test.head();
    const { data } = await test.graphql(
      'reader',
      repository(`
        folder: object(expression: "main:environments/production") { ... on Tree { entries { name path type mode object { ... on Tree { entries { path } } } } } }
        file: object(expression: "${sha}:README.md") { __typename ... on Blob { byteSize isBinary isTruncated text } }
        missing: object(expression: "main:nope") { oid }
        nowhere: object(expression: "nope:README.md") { oid }
        ref(qualifiedName: "main") { name prefix target { oid } associatedPullRequests(first: 1, states: OPEN) { totalCount } }
        gone: ref(qualifiedName: "refs/heads/gone") { name }
        defaultBranchRef { name }
        viewerPermission`),
    );
    expect(data.repository).toEqual({
      folder: {
        entries: [
          {
            name: 'clusters',
            path: 'clusters',
            type: 'tree',
            mode: 0o40000,
            object: {
              entries: [
                { path: 'clusters/prod-01.yaml' },
                { path: 'clusters/prod-02.yaml' },
              ],
            },
          },
        ],
      },
      file: {
        __typename: 'Blob',
        byteSize: 16,
        isBinary: false,
        isTruncated: false,
        text: '# Configuration\n',
      },
      missing: null,
      nowhere: null,
      ref: {
        name: 'main',
        prefix: 'refs/heads/',
        target: { oid: sha },
        associatedPullRequests: { totalCount: 0 },
      },
      gone: null,
      defaultBranchRef: { name: 'main' },
      viewerPermission: 'READ',
    });
  });

  it('commits many files at once, in its own name', async () => {
    const expectedHeadOid = await test.head();
    const additions = [...Array(100).keys()].map(i => ({
      path: `new/${i}.yaml`,
      contents: base64(`n: ${i}\n`),
    }));
    const fileChanges = { additions, deletions: [{ path: 'README.md' }] };
    const { data, errors } = await test.graphql(
      'amelia',
      COMMIT,
      commitInput({ expectedHeadOid, fileChanges }),
    );
    expect(errors).toBeUndefined();
    const head = await test.head();
    expect(data.createCommitOnBranch).toEqual({
      clientMutationId: 'mine',
      commit: {
        oid: head,
        message: 'Add\n\nWhy.',
        signature: { isValid: true, wasSignedByGitHub: true },
        committer: { name: 'GitHub' },
        author: { user: { login: 'amelia' } },
      },
      ref: { name: 'main', target: { oid: head } },
    });
    const { git } = test.repository;
    expect((await git.read(`${head}:new/99.yaml`))?.content.toString()).toBe(
      'n: 99\n',
    );
    expect(await git.read(`${head}:README.md`)).toBeUndefined();
    // What git itself says of what was written.
    expect(String(await git.git(['fsck', '--strict']))).not.toMatch(/error/);
  });

  it('says STALE_DATA for a branch that moved, and commits nothing', async () => {
    const expectedHeadOid = await test.head();
    const head = await test.commit('main', { 'x.yaml': 'x: 1\n' });
    const fileChanges = { additions: [{ path: 'y', contents: base64('y') }] };
    const result = await test.graphql(
      'amelia',
      COMMIT,
      commitInput({ expectedHeadOid, fileChanges }),
    );
    expect(result).toEqual({
      data: { createCommitOnBranch: null },
      errors: [
        {
          type: 'STALE_DATA',
          path: ['createCommitOnBranch'],
          locations: [{ line: 2, column: 3 }],
          message: `Expected branch to point to "${expectedHeadOid}" but it did not. Pull and try again.`,
        },
      ],
    });
    expect(await test.head()).toBe(head);
  });

  it('lets one of two commits on the same head win', async () => {
    const expectedHeadOid = await test.head();
    const attempt = (path: string) =>
      test.graphql(
        'amelia',
        COMMIT,
        commitInput({
          expectedHeadOid,
          fileChanges: { additions: [{ path, contents: base64(path) }] },
        }),
      );
    const results = await Promise.all([attempt('a'), attempt('b')]);
    const types = results.map(({ errors }) => errors?.[0].type ?? 'won');
    expect(types.sort()).toEqual(['STALE_DATA', 'won']);
  });

  it.each([
    ['../outside', 'invalid'],
    ['.git/hooks/update', 'invalid'],
    ['a//b', 'invalid'],
    ['/etc/passwd', 'invalid'],
  ])('refuses the path %s', async (path, word) => {
    const { errors } = await test.graphql(
      'amelia',
      COMMIT,
      commitInput({
        expectedHeadOid: await test.head(),
        fileChanges: { additions: [{ path, contents: base64('x') }] },
      }),
    );
    expect(errors[0]).toMatchObject({ type: 'UNPROCESSABLE' });
    expect(errors[0].message).toContain(word);
  });

  it('keeps rights: reading is not writing, and private is not there', async () => {
    const input = commitInput({
      expectedHeadOid: await test.head(),
      fileChanges: { deletions: [{ path: 'README.md' }] },
    });
    const reader = await test.graphql('reader', COMMIT, input);
    expect(reader.errors[0]).toMatchObject({
      type: 'FORBIDDEN',
      message: 'Resource not accessible by personal access token',
    });
    const stranger = await test.graphql('stranger', repository('id'));
    expect(stranger).toMatchObject({
      data: { repository: null },
      errors: [
        {
          type: 'NOT_FOUND',
          message:
            "Could not resolve to a Repository with the name 'your-org/config'.",
        },
      ],
    });
  });

  it('makes a branch, a pull request with label and reviewer, and merges', async () => {
    const oid = await test.head();
    const ids = await test.graphql(
      'amelia',
      `{ repository(owner: "your-org", name: "config") { id label(name: "velero-manager") { id } }
         organization(login: "your-org") { team(slug: "platform") { id } }
         user(login: "piotr") { id } }`,
    );
    const { id, label } = ids.data.repository;
    await test.graphql(
      'amelia',
      `mutation ($id: ID!, $oid: GitObjectID!) {
        createRef(input: { repositoryId: $id, name: "refs/heads/feature/g", oid: $oid }) { ref { id name } }
      }`,
      { id, oid },
    );
    const again = await test.graphql(
      'amelia',
      `mutation ($id: ID!, $oid: GitObjectID!) {
        createRef(input: { repositoryId: $id, name: "refs/heads/feature/g", oid: $oid }) { clientMutationId }
      }`,
      { id, oid },
    );
    expect(again.errors[0].message).toBe('Reference already exists');
    await test.commit('feature/g', { 'g.yaml': 'g: 1\n' });
    const created = await test.graphql(
      'amelia',
      `mutation ($id: ID!) {
        createPullRequest(input: { repositoryId: $id, baseRefName: "main", headRefName: "feature/g", title: "G" }) {
          pullRequest { id number state headRefOid mergeStateStatus reviewDecision autoMergeRequest { enabledAt } }
        }
      }`,
      { id },
    );
    const { pullRequest } = created.data.createPullRequest;
    expect(pullRequest).toMatchObject({
      number: 1,
      state: 'OPEN',
      headRefOid: await test.head('feature/g'),
      mergeStateStatus: 'CLEAN',
      reviewDecision: null,
      autoMergeRequest: null,
    });
    const asked = await test.graphql(
      'amelia',
      `mutation ($pull: ID!, $label: ID!, $user: ID!, $team: ID!) {
        addLabelsToLabelable(input: { labelableId: $pull, labelIds: [$label] }) { labelable { ... on PullRequest { labels(first: 5) { nodes { name } } } } }
        requestReviews(input: { pullRequestId: $pull, userIds: [$user], teamIds: [$team], union: true }) {
          pullRequest { reviewRequests(first: 5) { nodes { requestedReviewer { ... on User { login } ... on Team { slug } } } } }
        }
        mergePullRequest(input: { pullRequestId: $pull }) { pullRequest { merged state mergeCommit { oid parents(first: 2) { totalCount } } } }
      }`,
      {
        pull: pullRequest.id,
        label: label.id,
        user: ids.data.user.id,
        team: ids.data.organization.team.id,
      },
    );
    expect(asked).toEqual({
      data: {
        addLabelsToLabelable: {
          labelable: { labels: { nodes: [{ name: 'velero-manager' }] } },
        },
        requestReviews: {
          pullRequest: {
            reviewRequests: {
              nodes: [
                { requestedReviewer: { login: 'piotr' } },
                { requestedReviewer: { slug: 'platform' } },
              ],
            },
          },
        },
        mergePullRequest: {
          pullRequest: {
            merged: true,
            state: 'MERGED',
            mergeCommit: { oid: await test.head(), parents: { totalCount: 2 } },
          },
        },
      },
    });
  });

  it('pages through connections', async () => {
    for (const branch of ['a', 'b', 'c']) await test.propose(branch);
    const query = (args: string) =>
      test.graphql(
        'reader',
        repository(
          `pullRequests(${args}) { totalCount nodes { number } pageInfo { hasNextPage endCursor } }`,
        ),
      );
    const first = (await query('first: 2, states: [OPEN]')).data.repository;
    expect(first.pullRequests).toMatchObject({
      totalCount: 3,
      nodes: [{ number: 1 }, { number: 2 }],
      pageInfo: { hasNextPage: true },
    });
    const after = first.pullRequests.pageInfo.endCursor;
    const next = (await query(`first: 2, after: "${after}"`)).data.repository;
    expect(next.pullRequests.nodes).toEqual([{ number: 3 }]);
    const named = (await query('first: 9, headRefName: "b"')).data.repository;
    expect(named.pullRequests.nodes).toEqual([{ number: 2 }]);
    const { errors } = await query('states: [OPEN]');
    expect(errors[0].message).toContain('provide a `first` or `last` value');
    expect(test.host.unsupportedCalls).toEqual([]);
  });

  it('names what it does not know, and notes it', async () => {
    const field = await test.graphql('reader', repository('stargazerCount'));
    expect(field.errors[0].message).toContain("'Repository.stargazerCount'");
    const argument = await test.graphql(
      'reader',
      `{ repository(owner: "your-org", name: "config") { labels(first: 1, query: "x") { totalCount } } }`,
    );
    expect(argument.errors[0].message).toContain("'query'");
    expect(test.host.unsupportedCalls).toEqual([
      "The field 'Repository.stargazerCount'",
      "The argument 'query' of 'Repository.labels'",
    ]);
    const invalid = await test.graphql('reader', repository('nonsense'));
    expect(invalid.errors[0].message).toContain(
      'Cannot query field "nonsense"',
    );
  });
});
