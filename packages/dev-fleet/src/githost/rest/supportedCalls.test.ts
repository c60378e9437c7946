import { generateKeyPairSync, sign } from 'node:crypto';
import { OpenApiValidator } from '../__testUtils__/OpenApiValidator';
import { TestHost } from '../__testUtils__/TestHost';
import { matchCall } from './matchCall';
import { supportedCalls } from './supportedCalls';

const R = '/repos/your-org/config';

describe('supportedCalls', () => {
  const validator = OpenApiValidator.create();
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  let test: TestHost;
  const found: string[] = [];

  beforeAll(async () => {
    test = await TestHost.start(
      { app: { id: 7, slug: 'velero-manager', publicKey } },
      {
        protection: {
          protected: {
            requiredApprovals: 1,
            requiredStatusChecks: ['validate'],
            strict: true,
          },
          ruled: {
            requiredApprovals: 1,
            requiredStatusChecks: ['validate'],
            blockCreations: true,
            toldAs: 'ruleset',
          },
        },
      },
    );
  });
  afterAll(() => test.stop());

  function appToken(claims: object = {}): string {
    const seconds = Math.floor(Date.now() / 1000);
    const part = (value: object) =>
      Buffer.from(JSON.stringify(value)).toString('base64url');
    const text = `${part({ alg: 'RS256' })}.${part({
      iss: 7,
      iat: seconds - 30,
      exp: seconds + 500,
      ...claims,
    })}`;
    const signature = sign('RSA-SHA256', Buffer.from(text), privateKey);
    return `${text}.${signature.toString('base64url')}`;
  }

  /** Calls, checks the answer against GitHub's description, returns it. */
  async function call(
    method: string,
    path: string,
    options: { status?: number; token?: string; body?: unknown } = {},
  ) {
    const { status = 200, token, body } = options;
    const answer = await test.call(method, path, {
      user: 'boss',
      body,
      headers: token ? { authorization: `Bearer ${token}` } : {},
    });
    const known = matchCall(method, path.split('?')[0]);
    expect({ path, status: answer.status, body: answer.body }).toMatchObject({
      status,
    });
    const problems = validator.problemsOf({
      method,
      path: known?.path ?? path,
      status: answer.status,
      body: answer.body,
    });
    found.push(...problems);
    return answer.body;
  }

  /** A commit that changed what `feature/a` removed. */
  async function conflicting(base: string): Promise<string> {
    const blob = await call('POST', `${R}/git/blobs`, {
      status: 201,
      body: { content: 'Other words.\n' },
    });
    const entry = { path: 'README.md', mode: '100644', type: 'blob' };
    const tree = await call('POST', `${R}/git/trees`, {
      status: 201,
      body: { base_tree: base, tree: [{ ...entry, sha: blob.sha }] },
    });
    const commit = await call('POST', `${R}/git/commits`, {
      status: 201,
      body: { message: 'Other', tree: tree.sha, parents: [base] },
    });
    return commit.sha;
  }

  it('are all described by GitHub, by the same name', () => {
    expect(new Set(supportedCalls.map(([, , id]) => id)).size).toBe(
      supportedCalls.length,
    );
    for (const [method, path, id] of supportedCalls) {
      expect(matchCall(method, path)?.id).toBe(id);
    }
  });

  it('are all answered as GitHub describes', async () => {
    await call('GET', '/meta');
    await call('GET', '/rate_limit');
    await call('GET', '/user');
    await call('GET', '/users/amelia');
    await call('GET', '/orgs/your-org/teams');
    await call('GET', '/orgs/your-org/teams/platform');
    await call('GET', '/orgs/your-org/teams/platform/members');
    await call('GET', R);
    await call('GET', `${R}/collaborators/amelia/permission`);

    const token = appToken();
    await call('GET', '/app', { token });
    const [installation] = await call('GET', '/app/installations', { token });
    const issued = await call(
      'POST',
      `/app/installations/${installation.id}/access_tokens`,
      { token, status: 201 },
    );
    await call('GET', '/installation/repositories', { token: issued.token });

    const main = await call('GET', `${R}/git/ref/heads/main`);
    const base = main.object.sha;
    await call('GET', `${R}/git/commits/${base}`);
    const tree = await call('GET', `${R}/git/trees/main?recursive=1`);
    expect(tree.truncated).toBe(false);
    const blob = await call('POST', `${R}/git/blobs`, {
      status: 201,
      body: { content: 'new\n' },
    });
    await call('GET', `${R}/git/blobs/${blob.sha}`);
    const written = await call('POST', `${R}/git/trees`, {
      status: 201,
      body: {
        base_tree: tree.sha,
        tree: [
          { path: 'new.txt', mode: '100644', type: 'blob', sha: blob.sha },
          { path: 'README.md', mode: '100644', type: 'blob', sha: null },
        ],
      },
    });
    const commit = await call('POST', `${R}/git/commits`, {
      status: 201,
      body: { message: 'New', tree: written.sha, parents: [base] },
    });
    for (const ref of [
      'refs/heads/feature/a',
      'refs/heads/gone',
      'refs/heads/protected',
    ]) {
      await call('POST', `${R}/git/refs`, {
        status: 201,
        body: { ref, sha: ref.endsWith('gone') ? base : commit.sha },
      });
    }
    await call('PATCH', `${R}/git/refs/heads/gone`, {
      body: { sha: commit.sha },
    });
    await call('DELETE', `${R}/git/refs/heads/gone`, { status: 204 });
    await call('GET', `${R}/git/matching-refs/heads/feature`);

    await call('GET', `${R}/contents/README.md?ref=main`);
    await call('GET', `${R}/contents/environments`);
    await call('GET', `${R}/contents/`);
    await call('GET', `${R}/tarball/main`, { status: 302 });
    await call('GET', `${R}/zipball/main`, { status: 302 });
    await call('GET', `${R}/branches`);
    await call('GET', `${R}/branches/feature/a`);
    await call('GET', `${R}/branches/protected`);
    await call('GET', `${R}/branches/protected/protection`);
    const rules = await call('GET', `${R}/rules/branches/ruled`);
    expect(rules.map(({ type }: { type: string }) => type)).toEqual([
      'creation',
      'deletion',
      'non_fast_forward',
      'pull_request',
      'required_status_checks',
    ]);
    expect(await call('GET', `${R}/rules/branches/protected`)).toEqual([]);
    await call('GET', `${R}/compare/main...feature/a`);
    const merges = `${R}/merges`;
    await call('POST', `${R}/git/refs`, {
      status: 201,
      body: { ref: 'refs/heads/behind', sha: base },
    });
    const merge = { base: 'behind', head: 'feature/a' };
    const merged = await call('POST', merges, { status: 201, body: merge });
    expect(merged.parents.map((parent: { sha: string }) => parent.sha)).toEqual(
      [base, commit.sha],
    );
    await call('POST', merges, { status: 204, body: merge });
    await call('POST', merges, {
      status: 404,
      body: { ...merge, head: 'nowhere' },
    });
    await call('POST', merges, {
      status: 409,
      body: { ...merge, head: await conflicting(base) },
    });
    await call('POST', `${R}/statuses/${commit.sha}`, {
      status: 201,
      body: {
        state: 'success',
        context: 'validate',
        target_url: 'https://ci.example.com/1',
      },
    });
    await call('GET', `${R}/commits/feature/a/status`);
    await call('GET', `${R}/commits/${commit.sha}/statuses`);
    await call('GET', `${R}/commits/${commit.sha}/check-runs`);
    await call('GET', `${R}/commits/${commit.sha}`);
    await call('GET', `${R}/commits/${base}`);
    await call('GET', `${R}/commits?path=README.md`);

    const pull = `${R}/pulls/1`;
    await call('POST', `${R}/pulls`, {
      status: 201,
      body: { title: 'A', head: 'feature/a', base: 'main', body: 'b' },
    });
    await call('PATCH', pull, { body: { title: 'B' } });
    await call('GET', pull);
    await call('GET', `${pull}/files`);
    await call('GET', `${pull}/commits`);
    await call('POST', `${pull}/requested_reviewers`, {
      status: 201,
      body: { reviewers: ['piotr'], team_reviewers: ['platform'] },
    });
    await call('GET', `${pull}/requested_reviewers`);
    await call('DELETE', `${pull}/requested_reviewers`, {
      body: { reviewers: ['piotr'] },
    });
    await call('POST', `${pull}/reviews`, {
      body: { event: 'COMMENT', body: 'Hm.' },
    });
    await call('GET', `${pull}/reviews`);
    const issue = `${R}/issues/1`;
    await call('POST', `${issue}/labels`, { body: { labels: ['a'] } });
    await call('PUT', `${issue}/labels`, { body: { labels: ['b'] } });
    await call('GET', `${issue}/labels`);
    await call('POST', `${issue}/comments`, {
      status: 201,
      body: { body: 'c' },
    });
    await call('GET', `${issue}/comments`);
    await call('GET', `${R}/pulls?state=all`);
    await call('GET', `${pull}/merge`, { status: 404 });
    await call('PUT', `${pull}/merge`);
    await call('GET', `${pull}/merge`, { status: 204 });
    await call('GET', pull);

    expect(found).toEqual([]);
    const answered = [...validator.checked].map(name => name.split(' ')[0]);
    expect([...new Set(answered)].sort()).toEqual(
      supportedCalls.map(([, , id]) => String(id)).sort(),
    );
    expect(test.host.unsupportedCalls).toEqual([]);
  });

  it('refuse in the form that GitHub describes', async () => {
    await call('GET', `${R}/git/ref/heads/nope`, { status: 404 });
    await call('POST', `${R}/git/refs`, {
      status: 422,
      body: { ref: 'refs/heads/main', sha: '0'.repeat(40) },
    });
    await call('POST', `${R}/pulls`, {
      status: 422,
      body: { title: 'x', head: 'nope', base: 'main' },
    });
    const { object } = await call('GET', `${R}/git/ref/heads/main`);
    const ruled = await call('POST', `${R}/git/refs`, {
      status: 422,
      body: { ref: 'refs/heads/ruled', sha: object.sha },
    });
    expect(ruled.message).toBe(
      'Repository rule violations found\n\nCannot create ref due to creations being restricted.\n\n',
    );
    test.repository.isArchived = true;
    await call('POST', `${R}/pulls`, {
      status: 403,
      body: { title: 'x', head: 'behind', base: 'main' },
    });
    expect(await call('GET', R)).toMatchObject({ archived: true });
    test.repository.isArchived = false;
    await call('PUT', `${R}/pulls/1/merge`, { status: 405 });
    await call('GET', `${R}/pulls/99`, { status: 404 });
    expect(found).toEqual([]);
  });

  it('takes only tokens of the app itself, signed and in time', async () => {
    const refused = async (token: string) => {
      const headers = { authorization: `Bearer ${token}` };
      return (await test.call('GET', '/app', { headers })).status;
    };
    const now = Math.floor(Date.now() / 1000);
    expect(await refused(appToken())).toBe(200);
    expect(await refused(appToken({ iss: 8 }))).toBe(401);
    expect(await refused(appToken({ exp: now - 1 }))).toBe(401);
    expect(await refused(appToken({ exp: now + 3600 }))).toBe(401);
    expect(await refused(`${appToken().slice(0, -4)}AAAA`)).toBe(401);
    expect(await refused('a.b.c')).toBe(401);
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    expect(await refused(`${none}.${appToken().split('.')[1]}.`)).toBe(401);
  });
});
