import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import {
  buildSchema,
  graphql,
  GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import { blobOid, FakeRepository } from './FakeRepository';

export interface FakePull {
  number: number;
  title: string;
  body: string;
  head: string;
  base: string;
  state: 'open' | 'closed';
  merged_at: string | null;
  closed_at: string | null;
  labels: string[];
  reviewers: string[];
  fork: boolean;
  reviews: { user: { login: string }; state: string; commit_id: string }[];
  updated_at: string;
}

/** An answer that GitHub gives instead of doing what it was asked. */
export interface Fault {
  status: number;
  message?: string;
  headers?: Record<string, string>;
}

class Refusal extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

let schema: GraphQLSchema | undefined;

/** The package lets its schema be imported by ES modules alone. */
function readSchema(from = __dirname): string {
  const file = join(
    from,
    'node_modules/@octokit/graphql-schema/schema.graphql',
  );
  return existsSync(file)
    ? readFileSync(file, 'utf8')
    : readSchema(dirname(from));
}

/**
 * The few calls of GitHub that are made, over HTTP and on a repository in
 * memory. GraphQL is executed against GitHub's published schema, so that a
 * query it does not know fails here too. Every call is in the log, any call can
 * be made to fail, and the connection can be cut at any of them.
 */
export class FakeGitHub {
  repository: FakeRepository;
  archived = false;
  truncated = false;
  readonly pulls: FakePull[] = [];
  /** As `POST /repos/o/r/git/refs`, or `mutation` and `query`. */
  readonly log: string[] = [];
  readonly tokens = new Set<string | undefined>();
  /** Reviewers that are not known. */
  strangers: string[] = [];
  #server: Server;
  #faults = new Map<number, Fault>();
  #cut: { at: number; when: 'before' | 'after' } | null = null;

  private constructor(files: Record<string, string>) {
    this.repository = new FakeRepository(files);
    this.#server = createServer((req, res) => {
      this.#serve(req).then(
        answer => {
          if (!answer) {
            res.destroy();
            return;
          }
          res.writeHead(answer.status, {
            'content-type': 'application/json',
            ...answer.headers,
          });
          res.end(answer.body === undefined ? '' : JSON.stringify(answer.body));
        },
        error => {
          process.stderr.write(String(error.stack));
          res.writeHead(599, {}).end(String(error.stack));
        },
      );
    });
  }

  static async start(files: Record<string, string>): Promise<FakeGitHub> {
    const fake = new FakeGitHub(files);
    await new Promise<void>(resolve => {
      fake.#server.listen(0, '127.0.0.1', resolve);
    });
    return fake;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }

  /** Begins anew: another repository, nothing proposed, nothing in the log. */
  reset(files: Record<string, string>): void {
    this.repository = new FakeRepository(files);
    this.pulls.length = 0;
    this.archived = false;
    this.truncated = false;
    this.strangers = [];
    this.clear();
  }

  /** Forgets the log, and with it what was to fail. */
  clear(): void {
    this.log.length = 0;
    this.#faults.clear();
    this.#cut = null;
  }

  /** Has the call at a place of the log (from 0) fail; once. */
  fail(at: number, fault: Fault): void {
    this.#faults.set(at, fault);
  }

  /** Has every call fail from one on, as if the caller had died: with or without its effect. */
  cut(at: number, when: 'before' | 'after'): void {
    this.#cut = { at, when };
  }

  merge(number: number, how: 'merge' | 'squash' = 'merge'): void {
    const pull = this.pulls.find(one => one.number === number)!;
    const [base, head] = [
      this.repository.head(pull.base),
      this.repository.head(pull.head),
    ];
    const merged = this.repository.merge(base.oid, head.oid, 'Merge')!;
    const { files } = this.repository.commit(merged);
    this.repository.refs.set(
      pull.base,
      how === 'merge'
        ? merged
        : this.repository.write([base.oid], 'Squash', files),
    );
    Object.assign(pull, { state: 'closed', merged_at: '2026-11-21T10:00:00Z' });
  }

  async #serve(req: IncomingMessage) {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    const body =
      chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : {};
    const path = decodeURIComponent((req.url ?? '').split('?')[0]);
    const index = this.log.length;
    const what =
      path === '/graphql'
        ? body.query.trim().split(/\W/)[0]
        : `${req.method} ${path}`;
    this.log.push(what);
    this.tokens.add(req.headers.authorization);

    const isCut = this.#cut && index >= this.#cut.at;
    if (isCut && !(index === this.#cut?.at && this.#cut.when === 'after')) {
      return null;
    }
    const fault = this.#faults.get(index);
    if (fault) {
      return {
        status: fault.status,
        headers: fault.headers,
        body: { message: fault.message ?? 'Fault' },
      };
    }
    const answer = await this.#answer(req, path, body);
    return isCut ? null : answer;
  }

  async #answer(req: IncomingMessage, path: string, body: any) {
    if (path === '/graphql') {
      return { status: 200, body: await this.#graphql(body) };
    }
    try {
      return this.#rest(
        `${req.method} ${path.replace('/repos/o/r', '')}`,
        req,
        body,
      );
    } catch (error) {
      if (error instanceof Refusal) {
        return { status: error.status, body: { message: error.message } };
      }
      throw error;
    }
  }

  #rest(
    call: string,
    req: IncomingMessage,
    body: any,
  ): { status: number; headers?: Record<string, string>; body?: unknown } {
    const { repository } = this;
    const [, sha] = /^GET \/git\/trees\/(\w+)$/.exec(call) ?? [];
    if (sha) {
      for (const commit of repository.commits.values()) {
        for (const path of commit.files.keys()) {
          const parts = path.split('/');
          for (let depth = 1; depth < parts.length; depth += 1) {
            const tree = repository.tree(
              commit,
              parts.slice(0, depth).join('/'),
            );
            if (tree?.oid === sha) {
              return {
                status: 200,
                body: { tree: tree.entries, truncated: this.truncated },
              };
            }
          }
        }
      }
      throw new Refusal(404, 'Not Found');
    }
    if (call === 'POST /git/refs') {
      const branch = body.ref.replace('refs/heads/', '');
      if (repository.refs.has(branch))
        throw new Refusal(422, 'Reference already exists');
      repository.refs.set(branch, body.sha);
      return {
        status: 201,
        body: { ref: body.ref, object: { sha: body.sha } },
      };
    }
    const [, reset] = /^PATCH \/git\/refs\/heads\/(.+)$/.exec(call) ?? [];
    if (reset) {
      if (!repository.refs.has(reset))
        throw new Refusal(422, 'Reference does not exist');
      if (
        !body.force &&
        !repository.ancestors(body.sha).has(repository.refs.get(reset)!)
      ) {
        throw new Refusal(422, 'Update is not a fast forward');
      }
      repository.refs.set(reset, body.sha);
      return { status: 200, body: {} };
    }
    const [, base, head] = /^GET \/compare\/(\w+)\.\.\.(\w+)$/.exec(call) ?? [];
    if (base) {
      return { status: 200, body: repository.compare(base, head) };
    }
    if (call === 'POST /merges') {
      const ours = repository.refs.get(body.base)!;
      const merged = repository.merge(ours, body.head, body.commit_message);
      if (!merged) throw new Refusal(409, 'Merge conflict');
      repository.refs.set(body.base, merged);
      return { status: 201, body: { sha: merged } };
    }
    return this.#restPulls(call, req, body);
  }

  #restPulls(call: string, req: IncomingMessage, body: any) {
    const { repository } = this;
    if (call === 'POST /pulls') {
      const open = this.pulls.some(
        pull => pull.head === body.head && pull.state === 'open' && !pull.fork,
      );
      if (open)
        throw new Refusal(
          422,
          `A pull request already exists for o:${body.head}.`,
        );
      if (repository.head(body.head).oid === repository.head(body.base).oid) {
        throw new Refusal(
          422,
          `No commits between ${body.base} and ${body.head}`,
        );
      }
      const pull = this.addPull(body);
      return { status: 201, body: this.#renderPull(pull) };
    }
    const [, method, text, rest = ''] =
      /^(\w+) \/(?:pulls|issues)\/(\d+)(\/.*)?$/.exec(call) ?? [];
    const pull = this.pulls.find(one => one.number === Number(text));
    if (!pull) throw new Refusal(404, 'Not Found');
    if (method === 'POST' && rest === '/labels') {
      pull.labels.push(...body.labels);
      return { status: 200, body: [] };
    }
    if (method === 'POST' && rest === '/requested_reviewers') {
      const all = [...body.reviewers, ...body.team_reviewers];
      if (all.some(name => this.strangers.includes(name))) {
        throw new Refusal(
          422,
          'Reviews may only be requested from collaborators.',
        );
      }
      pull.reviewers.push(...all);
      return { status: 201, body: this.#renderPull(pull) };
    }
    if (method === 'GET' && rest === '/reviews') {
      return { status: 200, body: pull.reviews };
    }
    if (method === 'PATCH') {
      Object.assign(pull, body);
    }
    const etag = `W/"${blobOid(JSON.stringify(this.#renderPull(pull)))}"`;
    return req.headers['if-none-match'] === etag
      ? { status: 304 }
      : { status: 200, headers: { etag }, body: this.#renderPull(pull) };
  }

  addPull(
    pull: Pick<FakePull, 'title' | 'body' | 'head' | 'base'> &
      Partial<FakePull>,
  ) {
    const added: FakePull = {
      number: this.pulls.length + 1,
      state: 'open',
      merged_at: null,
      closed_at: null,
      labels: [],
      reviewers: [],
      reviews: [],
      updated_at: '2026-11-21T09:00:00Z',
      fork: false,
      ...pull,
    };
    this.pulls.push(added);
    return added;
  }

  #renderPull(pull: FakePull) {
    return {
      number: pull.number,
      html_url: `${this.url}/o/r/pull/${pull.number}`,
      state: pull.state,
      merged_at: pull.merged_at,
      closed_at: pull.closed_at,
      updated_at: pull.updated_at,
      user: { login: 'portal[bot]' },
      head: { sha: this.repository.refs.get(pull.head) ?? '' },
    };
  }

  async #graphql({ query, variables }: { query: string; variables: any }) {
    schema ??= buildSchema(readSchema(), { assumeValid: true });
    const { data, errors } = await graphql({
      schema,
      source: query,
      variableValues: variables,
      rootValue: this.#root(),
    });
    return {
      data,
      ...(errors && {
        errors: errors.map(({ message, extensions, path }) => ({
          message,
          path,
          type: extensions.type,
        })),
      }),
    };
  }

  #root() {
    return {
      repository: ({ owner, name }: { owner: string; name: string }) => {
        if (owner !== 'o' || name !== 'r') {
          throw new GraphQLError('Could not resolve to a Repository', {
            extensions: { type: 'NOT_FOUND' },
          });
        }
        return this.#repositoryNode();
      },
      createCommitOnBranch: ({ input }: { input: any }) =>
        this.#commitOnBranch(input),
    };
  }

  #repositoryNode() {
    const { repository } = this;
    return {
      isArchived: this.archived,
      ref: ({ qualifiedName }: { qualifiedName: string }) => {
        const oid = repository.refs.get(
          qualifiedName.replace('refs/heads/', ''),
        );
        return oid ? { target: { __typename: 'Commit', oid } } : null;
      },
      object: ({ expression, oid }: { expression?: string; oid?: string }) => {
        if (oid) {
          const text = [...repository.commits.values()]
            .flatMap(commit => [...commit.files.values()])
            .find(one => blobOid(one) === oid);
          if (text === undefined) return null;
          const isBinary = text.includes('\0');
          return {
            __typename: 'Blob',
            oid,
            text: isBinary ? null : text,
            isBinary,
            isTruncated: false,
            byteSize: Buffer.byteLength(text),
          };
        }
        const [revision, path] = expression!.split(/:(.*)/s);
        const commit = repository.commit(revision);
        const text = commit.files.get(path);
        const tree = repository.tree(commit, path);
        if (text !== undefined)
          return { __typename: 'Blob', oid: blobOid(text) };
        return (
          tree && {
            __typename: 'Tree',
            oid: tree.oid,
            entries: repository.entries(commit, path),
          }
        );
      },
      pullRequests: ({ headRefName, baseRefName, states }: any) => ({
        nodes: this.pulls
          .filter(
            pull =>
              pull.head === headRefName &&
              pull.base === baseRefName &&
              states.includes(pull.state.toUpperCase()),
          )
          .map(pull => ({
            number: pull.number,
            url: `${this.url}/o/r/pull/${pull.number}`,
            body: pull.body,
            isCrossRepository: pull.fork,
            labels: { nodes: pull.labels.map(name => ({ name })) },
            reviewRequests: { totalCount: pull.reviewers.length },
            reviews: { totalCount: pull.reviews.length },
          })),
      }),
    };
  }

  #commitOnBranch(input: any) {
    const { branchName } = input.branch;
    const head = this.repository.head(branchName).oid;
    if (head !== input.expectedHeadOid) {
      throw new GraphQLError(
        `Expected branch to point to "${input.expectedHeadOid}" but it did not. Pull and try again.`,
        { extensions: { type: 'STALE_DATA' } },
      );
    }
    const changes: Record<string, string | null> = {};
    for (const { path, contents } of input.fileChanges.additions) {
      changes[path] = Buffer.from(contents, 'base64').toString();
    }
    for (const { path } of input.fileChanges.deletions) {
      if (!this.repository.commit(head).files.has(path)) {
        throw new GraphQLError(
          `A path was requested for deletion which does not exist: ${path}`,
        );
      }
      changes[path] = null;
    }
    const { headline, body } = input.message;
    const oid = this.repository.push(
      branchName,
      `${headline}\n\n${body}`,
      changes,
    );
    return { commit: { oid } };
  }
}
