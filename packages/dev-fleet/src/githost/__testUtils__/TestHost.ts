import { Octokit } from '@octokit/rest';
import { GitHost, GitHostOptions } from '../GitHost';
import { RepositoryOptions } from '../repositories/RepositoryOptions';

// Real git processes do the work, and the machine may be busy.
jest.setTimeout(60_000);

const silent = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
};

export const REPO = { owner: 'your-org', repo: 'config' };

/** A host with one organization, a repository `config` and a few people. */
export class TestHost {
  readonly host: GitHost;

  private constructor(host: GitHost) {
    this.host = host;
  }

  static async start(
    options: Partial<GitHostOptions> = {},
    repository: Partial<RepositoryOptions> = {},
  ): Promise<TestHost> {
    const host = await GitHost.start({
      org: 'your-org',
      users: [
        { login: 'amelia', name: 'Amelia Stone', tokens: ['amelia-token'] },
        { login: 'piotr', name: 'Piotr Nowak', tokens: ['piotr-token'] },
        { login: 'noor', name: 'Noor Haddad', tokens: ['noor-token'] },
        { login: 'reader', tokens: ['reader-token'] },
        { login: 'stranger', tokens: ['stranger-token'] },
        { login: 'boss', tokens: ['boss-token'], isOwner: true },
      ],
      teams: [{ slug: 'platform', members: ['piotr', 'noor'] }],
      ...options,
    });
    await host.createRepository({
      name: 'config',
      files: {
        'README.md': '# Configuration\n',
        'environments/production/clusters/prod-01.yaml': 'name: prod-01\n',
        'environments/production/clusters/prod-02.yaml': 'name: prod-02\n',
      },
      access: { amelia: 'write', reader: 'read', '@platform': 'write' },
      labels: ['velero-manager'],
      ...repository,
    });
    return new TestHost(host);
  }

  get repository() {
    return this.host.repositories[0];
  }

  /** @throws Error where the host itself failed on the way */
  async stop() {
    await this.host.stop();
    const [failure] = this.host.failures;
    if (failure) throw failure;
  }

  octokit(user: string, baseUrl = this.host.apiBaseUrl): Octokit {
    return new Octokit({ baseUrl, auth: `${user}-token`, log: silent });
  }

  async call(
    method: string,
    path: string,
    options: {
      user?: string;
      body?: unknown;
      headers?: Record<string, string>;
    } = {},
  ) {
    const { user, body, headers = {} } = options;
    const response = await fetch(`${this.host.apiBaseUrl}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(user ? { authorization: `Bearer ${user}-token` } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text ? JSON.parse(text) : undefined,
    };
  }

  /** @returns `data` and `errors` as they were sent */
  async graphql(
    user: string,
    query: string,
    variables: Record<string, unknown> = {},
  ) {
    const response = await fetch(`${this.host.url}/api/graphql`, {
      method: 'POST',
      headers: { authorization: `bearer ${user}-token` },
      body: JSON.stringify({ query, variables }),
    });
    return response.json();
  }

  async head(branch = 'main'): Promise<string> {
    const ref = await this.repository.git.readRef(`refs/heads/${branch}`);
    return ref?.sha ?? '';
  }

  /** Commits files to a branch, which is made from `main` if need be. */
  async commit(
    branch: string,
    files: Record<string, string>,
    user = 'amelia',
  ): Promise<string> {
    const octokit = this.octokit(user);
    const found = await this.head(branch);
    const base = found || (await this.head());
    const tree = await octokit.rest.git.createTree({
      ...REPO,
      base_tree: base,
      tree: Object.entries(files).map(([path, content]) => ({
        path,
        content,
        mode: '100644',
        type: 'blob',
      })),
    });
    const commit = await octokit.rest.git.createCommit({
      ...REPO,
      message: `Change ${branch}`,
      tree: tree.data.sha,
      parents: [base],
    });
    const { sha } = commit.data;
    if (found) {
      await octokit.rest.git.updateRef({
        ...REPO,
        ref: `heads/${branch}`,
        sha,
      });
    } else {
      const ref = `refs/heads/${branch}`;
      await octokit.rest.git.createRef({ ...REPO, ref, sha });
    }
    return sha;
  }

  /** A pull request of `user` that changes one file. */
  async propose(branch = 'feature/one', user = 'amelia') {
    await this.commit(branch, { [`${branch}.yaml`]: 'a: 1\n' }, user);
    const { data } = await this.octokit(user).rest.pulls.create({
      ...REPO,
      head: branch,
      base: 'main',
      title: `Propose ${branch}`,
      body: 'Because.',
    });
    return data;
  }
}
