import { execFileSync } from 'node:child_process';
import { REPO, TestHost } from '../__testUtils__/TestHost';

const R = '/repos/your-org/config';

describe('the REST API', () => {
  let test: TestHost;
  afterEach(() => test.stop());

  it('words its refusals as GitHub does', async () => {
    test = await TestHost.start();
    const refusal = async (method: string, path: string, options: object) => {
      const { status, body } = await test.call(method, path, options);
      return { code: status, ...body };
    };
    expect(await refusal('GET', '/user', { user: 'nobody' })).toEqual({
      code: 401,
      message: 'Bad credentials',
      documentation_url: 'https://docs.github.com/rest',
      status: '401',
    });
    expect(await refusal('GET', '/user', {})).toMatchObject({
      code: 401,
      message: 'Requires authentication',
    });
    // Neither strangers nor the anonymous learn what is private.
    for (const user of [undefined, 'stranger']) {
      expect(await refusal('GET', R, { user })).toEqual({
        code: 404,
        message: 'Not Found',
        documentation_url:
          'https://docs.github.com/rest/repos/repos#get-a-repository',
        status: '404',
      });
    }
    const ref = { ref: 'refs/heads/x', sha: await test.head() };
    expect(
      await refusal('POST', `${R}/git/refs`, { user: 'reader', body: ref }),
    ).toMatchObject({
      code: 403,
      message: 'Resource not accessible by personal access token',
    });
    const post = (body: unknown) =>
      refusal('POST', `${R}/git/refs`, { user: 'amelia', body });
    expect(await post({ ...ref, ref: 'refs/heads/main' })).toMatchObject({
      code: 422,
      message: 'Reference already exists',
      documentation_url:
        'https://docs.github.com/rest/git/refs#create-a-reference',
    });
    expect(await post({ ...ref, sha: '0'.repeat(40) })).toMatchObject({
      message: 'Object does not exist',
    });
    expect(await post({ ...ref, ref: 'refs/heads/..' })).toMatchObject({
      message: 'refs/heads/.. is not a valid ref name.',
    });
    expect(await post({ ref: 'refs/heads/x' })).toMatchObject({
      code: 422,
      message: 'Invalid request.\n\n"sha" wasn\'t supplied.',
    });
    expect(await post({ ...ref, ref: 7 })).toMatchObject({ code: 422 });
    const text = await fetch(`${test.host.apiBaseUrl}${R}/git/refs`, {
      method: 'POST',
      headers: { authorization: 'token amelia-token' },
      body: '{',
    });
    expect(text.status).toBe(400);
    expect(await text.json()).toMatchObject({
      message: 'Problems parsing JSON',
    });
  });

  it('moves refs forward only, unless forced', async () => {
    test = await TestHost.start(
      {},
      { protection: { main: { requiredApprovals: 1 } } },
    );
    const base = await test.head();
    const sha = await test.commit('feature/x', { x: 'x' });
    const { git } = test.octokit('amelia').rest;
    const update = (ref: string, to: string, force = false) =>
      git.updateRef({ ...REPO, ref, sha: to, force });
    await expect(update('heads/feature/x', base)).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining('Update is not a fast forward'),
    });
    expect((await update('heads/feature/x', base, true)).data.object.sha).toBe(
      base,
    );
    await expect(update('heads/main', sha)).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining(
        'Changes must be made through a pull request.',
      ),
    });
    await expect(
      git.deleteRef({ ...REPO, ref: 'heads/main' }),
    ).rejects.toMatchObject({ status: 422 });
  });

  it('refuses with 501 what it does not support, and notes it', async () => {
    test = await TestHost.start();
    const { status, body } = await test.call('GET', `${R}/actions/runs`, {
      user: 'amelia',
    });
    expect(status).toBe(501);
    expect(body.message).toBe(
      'GET /repos/your-org/config/actions/runs is not supported by this development host',
    );
    expect(test.host.unsupportedCalls).toEqual([
      'GET /repos/your-org/config/actions/runs',
    ]);
  });

  it('pages with links', async () => {
    test = await TestHost.start();
    for (const i of [1, 2, 3, 4, 5]) await test.commit('main', { f: `${i}` });
    const octokit = test.octokit('reader');
    const all = await octokit.paginate(octokit.rest.repos.listCommits, {
      ...REPO,
      per_page: 2,
    });
    expect(all).toHaveLength(6);
    const { headers, body } = await test.call(
      'GET',
      `${R}/commits?per_page=2&page=2`,
      { user: 'reader' },
    );
    expect(body).toHaveLength(2);
    const url = (page: number) =>
      `<${test.host.apiBaseUrl}${R}/commits?per_page=2&page=${page}>`;
    expect(headers.get('link')).toBe(
      `${url(1)}; rel="prev", ${url(3)}; rel="next", ${url(
        3,
      )}; rel="last", ${url(1)}; rel="first"`,
    );
    const none = await test.call('GET', `${R}/commits/main/status?per_page=0`, {
      user: 'reader',
    });
    expect(none.body.repository.archive_url).toContain(
      '{archive_format}{/ref}',
    );
  });

  it('answers 304 for what is known, which costs nothing', async () => {
    test = await TestHost.start({ rateLimit: 10 });
    const get = (etag?: string) =>
      test.call('GET', `${R}/git/ref/heads/main`, {
        user: 'reader',
        headers: etag ? { 'if-none-match': etag } : {},
      });
    const first = await get();
    const etag = first.headers.get('etag') ?? '';
    expect(first.headers.get('x-ratelimit-remaining')).toBe('9');
    const second = await get(etag);
    expect(second.status).toBe(304);
    expect(second.body).toBeUndefined();
    expect(second.headers.get('x-ratelimit-remaining')).toBe('9');
    await test.commit('main', { a: 'b' });
    expect((await get(etag)).status).toBe(200);
  });

  it('has an hourly limit for each account', async () => {
    let now = Date.parse('2026-05-01T10:00:00Z');
    test = await TestHost.start({ rateLimit: 2, now: () => new Date(now) });
    const get = (user: string) => test.call('GET', R, { user });
    await get('reader');
    await get('reader');
    const { status, headers, body } = await get('reader');
    expect(status).toBe(403);
    expect(body.message).toMatch(/^API rate limit exceeded for user ID \d+\.$/);
    expect(headers.get('x-ratelimit-remaining')).toBe('0');
    expect(headers.get('x-ratelimit-reset')).toBe(String(now / 1000 + 3600));
    expect((await get('amelia')).status).toBe(200);
    const limit = await test.call('GET', '/rate_limit', { user: 'reader' });
    expect(limit.body.rate).toMatchObject({ limit: 2, used: 2, remaining: 0 });
    now += 3_600_000;
    expect((await get('reader')).status).toBe(200);
  });

  it('breaks between any two calls, before or after the effect', async () => {
    test = await TestHost.start();
    const sha = await test.head();
    const create = (name: string) =>
      test.call('POST', `${R}/git/refs`, {
        user: 'amelia',
        body: { ref: `refs/heads/${name}`, sha },
      });
    test.host.faults.set({ afterCalls: 1, status: 500, times: 1 });
    const codes = [];
    for (const name of ['a', 'b', 'c']) codes.push((await create(name)).status);
    expect(codes).toEqual([201, 500, 201]);
    expect(await test.head('b')).toBe('');

    test.host.faults.set({ status: 502, times: 1, carriedOut: true });
    expect((await create('d')).status).toBe(502);
    expect(await test.head('d')).toBe(sha);

    test.host.faults.set([
      { status: 403, times: 1, retryAfterSeconds: 7 },
      { status: 429, times: 1, operation: 'createRef' },
    ]);
    const limited = await create('e');
    expect(limited.status).toBe(403);
    expect(limited.headers.get('retry-after')).toBe('7');
    expect(limited.body.message).toContain('secondary rate limit');
    expect(limited.body.documentation_url).toContain(
      '#about-secondary-rate-limits',
    );
    expect((await create('e')).status).toBe(201);
    expect(test.host.faults.list()).toEqual([
      { status: 429, times: 1, operation: 'createRef' },
    ]);
    test.host.faults.clear();
    expect(
      test.host.calls.map(({ operation, status }) => `${operation} ${status}`),
    ).toEqual([
      'git/create-ref 201',
      'git/create-ref 500',
      'git/create-ref 201',
      'git/create-ref 502',
      'git/create-ref 403',
      'git/create-ref 201',
    ]);
  });

  it('serves files raw, by HEAD, and as archives', async () => {
    test = await TestHost.start();
    const file = `${test.host.apiBaseUrl}${R}/contents/README.md?ref=main`;
    const headers = { authorization: 'token reader-token' };
    const raw = await fetch(file, {
      headers: { ...headers, accept: 'application/vnd.github.v3.raw' },
    });
    expect(await raw.text()).toBe('# Configuration\n');
    const head = await fetch(file, { method: 'HEAD', headers });
    expect([head.status, await head.text()]).toEqual([200, '']);
    const gone = file.replace('README', 'nope');
    expect((await fetch(gone, { method: 'HEAD', headers })).status).toBe(404);
    const archive = await fetch(`${test.host.apiBaseUrl}${R}/tarball/main`, {
      headers,
    });
    expect(archive.status).toBe(200);
    const listing = execFileSync('tar', ['tz'], {
      input: Buffer.from(await archive.arrayBuffer()),
    });
    const short = (await test.head()).slice(0, 7);
    expect(String(listing).split('\n')).toContain(
      `your-org-config-${short}/README.md`,
    );
    expect((await fetch(archive.url)).status).toBe(404);
  });

  it('works at the root of the host too', async () => {
    test = await TestHost.start();
    const octokit = test.octokit('reader', test.host.url);
    const { data } = await octokit.rest.repos.get(REPO);
    expect(data).toMatchObject({
      full_name: 'your-org/config',
      clone_url: `${test.host.url}/your-org/config.git`,
      permissions: { admin: false, push: false, pull: true },
    });
    const { repository } = await octokit.graphql<{
      repository: { id: string };
    }>('{ repository(owner: "your-org", name: "config") { id } }');
    expect(repository.id).toBe(data.node_id);
    const enterprise = test.octokit('reader');
    const { viewer } = await enterprise.graphql<{ viewer: { login: string } }>(
      '{ viewer { login } }',
    );
    expect(viewer.login).toBe('reader');
  });

  it('refuses hostile trees, and keeps modes', async () => {
    test = await TestHost.start();
    const { git } = test.octokit('amelia').rest;
    const base_tree = await test.head();
    const create = (path: string, more: object = { content: 'x' }) =>
      git.createTree({
        ...REPO,
        base_tree,
        tree: [{ path, mode: '100755', type: 'blob', ...more }],
      });
    for (const path of [
      '../x',
      'a/../b',
      '.git/config',
      '.GIT/config',
      '/x',
      'a//b',
      '',
    ]) {
      await expect(create(path)).rejects.toMatchObject({ status: 422 });
    }
    await expect(create('x', { sha: '1'.repeat(40) })).rejects.toMatchObject({
      status: 422,
    });
    const { data } = await create('bin/run');
    const entries = await test.repository.git.listTree(data.sha, {
      recursive: true,
    });
    expect(entries).toContainEqual(
      expect.objectContaining({ path: 'bin/run', mode: '100755', size: 1 }),
    );
    expect(entries.map(({ path }) => path)).toContain('README.md');
  });
});

describe('GitHost', () => {
  it('refuses names that cannot be and that are taken', async () => {
    const test = await TestHost.start();
    const { host } = test;
    const create = (name: string, owner?: string) =>
      host.createRepository({ name, owner, files: { a: 'a' } });
    await expect(create('config')).rejects.toThrow(
      "'your-org/config' exists already",
    );
    await expect(create('../up')).rejects.toThrow(
      "cannot be a repository's name",
    );
    await expect(create('x', 'nobody')).rejects.toThrow("no account 'nobody'");
    await expect(
      host.createRepository({ name: 'y', files: { '../a': '' } }),
    ).rejects.toThrow("'../a' cannot be a path in a tree");
    await test.stop();
  });

  it('seeds from a folder, modes included', async () => {
    const test = await TestHost.start();
    const repository = await test.host.createRepository({
      name: 'seeded',
      files: __dirname,
      branch: 'trunk',
    });
    const sha = await repository.git.resolveCommit('trunk');
    const entries = await repository.git.listTree(sha ?? '');
    expect(entries.map(({ path }) => path)).toContain('ApiService.test.ts');
    await test.stop();
  });
});
