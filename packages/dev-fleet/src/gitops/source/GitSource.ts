import { runGit } from '../../githost/git/runGit';
import { readTree } from './readTree';
import { SourceTree } from './SourceTree';

/** Where a repository is, and how manifests call it. @public */
export interface GitSourceOptions {
  /** Addresses; `.git` at the end and a slash there make no difference. */
  urls: string[];
  /** The bare repository. */
  gitDir: string;
  /** How long a branch's head is taken as known. Default: 1,000. */
  pollMs?: number;
}

/** What a revision leads to, or why to nothing. @internal */
export type ResolvedSource =
  | { ok: true; tree: SourceTree }
  | { ok: false; reason: string };

const SHA = /^[0-9a-f]{40}$/;

/** Trees of other commits are read anew when they are asked for again. */
const KEPT_TREES = 16;

/**
 * A Git repository as Argo CD and Flux see it: branches whose heads move, and
 * the files behind them. Looks at the refs once in a while, or when notified.
 *
 * @public
 */
export class GitSource {
  readonly #urls: Set<string>;
  readonly #gitDir: string;
  readonly #pollMs: number;
  #refs: Promise<Map<string, string>> | undefined;
  #lookedAt = -Infinity;
  /** By commit; they never change. */
  readonly #treeIds = new Map<string, string>();
  readonly #trees = new Map<string, Promise<ReadonlyMap<string, string>>>();

  private constructor(options: GitSourceOptions) {
    this.#urls = new Set(options.urls.map(canonicalUrl));
    this.#gitDir = options.gitDir;
    this.#pollMs = options.pollMs ?? 1_000;
  }

  static create(options: GitSourceOptions): GitSource {
    return new GitSource(options);
  }

  /** Whether an address means this repository. */
  has(url: string): boolean {
    return this.#urls.has(canonicalUrl(url));
  }

  /** Something was pushed: the next read looks at the refs again. */
  notify(): void {
    this.#refs = undefined;
  }

  /**
   * The files at a revision.
   *
   * @param revision - a branch, a tag, a full commit id, or `HEAD`
   * @param now - decides whether the refs must be looked at again
   */
  async read(revision: string, now: Date): Promise<ResolvedSource> {
    const commit = SHA.test(revision)
      ? revision
      : (await this.#heads(now)).get(revision);
    const id = commit && (await this.#treeOf(commit));
    if (!commit || !id) {
      const reason = `unable to resolve '${revision}' to a commit SHA`;
      return { ok: false, reason };
    }
    const files = await this.#files(id);
    return { ok: true, tree: { revision: commit, id, files } };
  }

  #heads(now: Date): Promise<Map<string, string>> {
    const age = now.getTime() - this.#lookedAt;
    if (!this.#refs || age >= this.#pollMs || age < 0) {
      this.#lookedAt = now.getTime();
      this.#refs = this.#readRefs();
    }
    return this.#refs;
  }

  async #readRefs(): Promise<Map<string, string>> {
    const { stdout } = await runGit(['show-ref', '--head', '--dereference'], {
      gitDir: this.#gitDir,
    }); // exit code 1: there is no ref yet
    const refs = new Map<string, string>();
    for (const line of stdout.toString('utf8').split('\n').filter(Boolean)) {
      const sha = line.slice(0, 40);
      const ref = line.slice(41);
      const name = ref
        .replace(/^refs\/(heads|tags)\//, '')
        // An annotated tag is followed by the commit it stands for.
        .replace(/\^\{\}$/, '');
      const isTag = ref.startsWith('refs/tags/');
      if (isTag && refs.has(name) && !ref.endsWith('^{}')) continue;
      refs.set(name, sha);
    }
    return refs;
  }

  async #treeOf(commit: string): Promise<string | undefined> {
    const known = this.#treeIds.get(commit);
    if (known) return known;
    const { code, stdout } = await runGit(
      ['rev-parse', '--verify', '--quiet', `${commit}^{tree}`],
      { gitDir: this.#gitDir },
    );
    if (code !== 0) return undefined;
    const id = stdout.toString('utf8').trim();
    this.#treeIds.set(commit, id);
    return id;
  }

  #files(id: string): Promise<ReadonlyMap<string, string>> {
    const known = this.#trees.get(id);
    if (known) return known;
    const reading = readTree(this.#gitDir, id);
    this.#trees.set(id, reading);
    reading.catch(() => this.#trees.delete(id)); // the caller gets the error
    for (const old of [...this.#trees.keys()].slice(0, -KEPT_TREES)) {
      this.#trees.delete(old);
    }
    return reading;
  }
}

/**
 * Writes an address so that equal ones are equal: in lower case, without `.git`
 * and slashes at the end.
 *
 * @internal
 */
export function canonicalUrl(url: string): string {
  return url
    .trim()
    .toLocaleLowerCase('en-US')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '');
}
