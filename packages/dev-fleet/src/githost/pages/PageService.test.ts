import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { REPO, TestHost } from '../__testUtils__/TestHost';

const PULL = '/your-org/config/pull/1';

describe('the pages', () => {
  let test: TestHost;
  afterEach(() => test.stop());

  const open = async (path: string) => {
    const response = await fetch(`${test.host.url}${path}`);
    return {
      status: response.status,
      headers: response.headers,
      text: await response.text(),
    };
  };
  const submit = async (
    form: Record<string, string>,
    headers: Record<string, string> = { origin: test.host.url },
  ) => {
    const response = await fetch(`${test.host.url}${PULL}`, {
      method: 'POST',
      redirect: 'manual',
      headers,
      body: new URLSearchParams({
        sha: test.repository.pulls[0].head.sha,
        body: '',
        ...form,
      }),
    });
    return { status: response.status, text: await response.text() };
  };

  it('show a pull request, and let people approve and merge it', async () => {
    test = await TestHost.start(
      {},
      { protection: { main: { requiredApprovals: 1 } } },
    );
    await test.propose();
    await test.octokit('amelia').rest.repos.createCommitStatus({
      ...REPO,
      sha: test.repository.pulls[0].head.sha,
      state: 'pending',
      context: 'validate',
      description: 'Looking',
    });
    expect((await open('/')).text).toContain('your-org/config');
    expect((await open('/your-org/config')).text).toContain(
      '#1 Propose feature/one',
    );
    const page = await open(PULL);
    expect(page.text).toContain('<h1>Propose feature/one #1</h1>');
    expect(page.text).toContain('<ins>+a: 1</ins>');
    expect(page.text).toMatch(
      /<strong>validate<\/strong>:\s+pending – Looking/,
    );
    expect(page.text).toContain('At least 1 approving review is required');
    expect(page.text).not.toContain('stranger');
    const policy = page.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    const style = /<style>([^]*?)<\/style>/.exec(page.text)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(policy).toContain(`style-src 'sha256-${hash}'`);

    const own = await submit({ user: 'amelia', action: 'approve' });
    expect(own.status).toBe(422);
    expect(own.text).toContain('Can not approve your own pull request');
    const early = await submit({ user: 'piotr', action: 'merge' });
    expect(early.status).toBe(405);
    const changes = { user: 'noor', action: 'request-changes' };
    expect((await submit(changes)).status).toBe(422);
    expect((await submit({ ...changes, body: 'No.' })).status).toBe(303);
    expect((await submit({ user: 'noor', action: 'approve' })).status).toBe(
      303,
    );
    expect((await submit({ user: 'reader', action: 'merge' })).status).toBe(
      403,
    );
    expect((await submit({ user: 'piotr', action: 'squash' })).status).toBe(
      303,
    );
    expect(test.repository.pulls[0].merged?.by.login).toBe('piotr');
    const merged = (await open(PULL)).text;
    expect(merged).toContain('<span class="state">Merged</span>');
    expect(merged).not.toContain('<form');
    const { number } = await test.propose('feature/two');
    await test.commit('feature/two', {
      'README.md': '# Configuration\nmore\n',
    });
    const other = await open(`/your-org/config/pull/${number}`);
    expect(other.text).toContain('</span> # Configuration\n<ins>+more</ins>');
    const commit = await open(`/your-org/config/commit/${await test.head()}`);
    expect(commit.text).toContain('feature/one.yaml');
    const blob = await open('/your-org/config/blob/main/README.md');
    expect(blob.text).toContain('# Configuration');
    const raw = await open('/your-org/config/raw/feature/one/README.md');
    expect(raw.text).toBe('# Configuration\n');
    expect((await open(`${PULL}.diff`)).text).toContain('diff --git');
  });

  it('take no form from elsewhere, nor one about an older head', async () => {
    test = await TestHost.start();
    await test.propose();
    const form = { user: 'piotr', action: 'merge' };
    const foreign: Array<Record<string, string>> = [
      {},
      { origin: 'https://evil.example.com' },
      { origin: 'null' },
    ];
    for (const headers of foreign) {
      expect((await submit(form, headers)).status).toBe(409);
    }
    const sha = test.repository.pulls[0].head.sha;
    await test.commit('feature/one', { 'sneaked-in.yaml': 'x: 1\n' });
    const stale = await submit({ ...form, sha });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('has moved since you opened this page');
    expect(test.repository.pulls[0].merged).toBeNull();
    expect((await submit({ user: 'nobody', action: 'merge' })).status).toBe(
      404,
    );
    expect((await submit({ user: 'piotr', action: 'explode' })).status).toBe(
      422,
    );
  });

  it('are not served under a foreign name', async () => {
    test = await TestHost.start();
    const status = await new Promise(resolve => {
      const { port } = new URL(test.host.url);
      const options = {
        port,
        host: '127.0.0.1',
        path: '/',
        headers: { host: 'evil.example.com' },
      };
      request(options, response => {
        response.resume();
        resolve(response.statusCode);
      }).end();
    });
    expect(status).toBe(404);
  });

  it('show hostile names and texts as what they are', async () => {
    test = await TestHost.start();
    const script = '<script>alert(1)</script>';
    await test.commit('evil"><img/src=x>', {
      [`${script}.yaml`]: `a: ${script}\n`,
      'quote".yaml': 'q: 1\n',
      'line\nbreak.yaml': 'l: 1\n',
      'turned\u202eround.yaml': 'access: \u2066admin\u2069\n',
      'ünïcode/ナ.yaml': 'u: 1\n',
      'tab\t.yaml': 'diff --git a/fake b/fake\n',
    });
    await test.octokit('amelia').rest.pulls.create({
      ...REPO,
      head: 'evil"><img/src=x>',
      base: 'main',
      title: script,
      body: script,
    });
    for (const path of [PULL, '/your-org/config/pulls']) {
      const { text } = await open(path);
      expect(text).not.toContain('<script');
      expect(text).not.toContain('<img');
      expect(text).toContain('&lt;script&gt;alert(1)');
    }
    const { text } = await open(PULL);
    expect(text).toContain('turned\\u202eround.yaml');
    expect(text).toContain('\\u2066admin');
    expect(text).toContain('ünïcode/ナ.yaml');
    const { data } = await test
      .octokit('reader')
      .rest.pulls.listFiles({ ...REPO, pull_number: 1 });
    const byName = new Map(data.map(file => [file.filename, file.patch]));
    expect(byName.get('line\nbreak.yaml')).toBe('@@ -0,0 +1 @@\n+l: 1');
    expect(byName.get('tab\t.yaml')).toBe(
      '@@ -0,0 +1 @@\n+diff --git a/fake b/fake',
    );
    expect(byName.get('quote".yaml')).toBe('@@ -0,0 +1 @@\n+q: 1');
    expect(byName.size).toBe(6);
    expect((await open('/your-org/config/pull/99')).status).toBe(404);
    expect((await open('/%ff/x')).status).toBe(404);
  });
});
