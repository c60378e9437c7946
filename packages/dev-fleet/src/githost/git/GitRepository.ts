import { ChangedFile, parseChangedFiles } from './ChangedFile';
import { ObjectReader, RawObject } from './ObjectReader';
import { Commit, formatCommit, parseCommit } from './parseCommit';
import { gitOutput, runGit } from './runGit';
import { parseTreeListing, TreeEntry } from './TreeEntry';
import { writeObject } from './writeObject';

/** A name that points to an object. @internal */
export interface GitRef {
  /** In full: `refs/heads/main`. */
  ref: string;
  sha: string;
  type: 'commit' | 'tag';
}

/** The commits that a listing shows. @internal */
export interface CommitRange {
  from: string;
  /** What is reachable from here is left out. */
  without?: string;
  path?: string;
  skip?: number;
  limit?: number;
}

const SHA = /^[0-9a-f]{40}$/;
const SHORT_SHA = /^[0-9a-f]{7,40}$/;

/** The value that stands for "no object" in updates. @internal */
export const NO_SHA = '0'.repeat(40);

/**
 * A bare Git repository on disk, read and written by git itself.
 *
 * @internal
 */
export class GitRepository {
  readonly dir: string;
  readonly #objects: ObjectReader;

  private constructor(dir: string) {
    this.dir = dir;
    this.#objects = ObjectReader.create(dir);
  }

  /** Makes an empty repository in a folder that does not exist yet. */
  static async create(dir: string, branch: string): Promise<GitRepository> {
    await gitOutput([
      'init',
      '--quiet',
      '--bare',
      `--initial-branch=${branch}`,
      dir,
    ]);
    const repository = new GitRepository(dir);
    // As GitHub: any commit may be fetched by its sha, blobs may be left out.
    for (const [key, value] of [
      ['uploadpack.allowAnySHA1InWant', 'true'],
      ['uploadpack.allowFilter', 'true'],
      ['receive.hideRefs', 'refs/pull'],
    ]) {
      await repository.git(['config', key, value]);
    }
    return repository;
  }

  /** Runs a git command that must succeed in this repository. */
  git(args: string[], input?: string | Buffer): Promise<Buffer> {
    return gitOutput(args, { gitDir: this.dir, input });
  }

  /** Any object by `<sha>` or `<sha>:<path>`; undefined where there is none. */
  read(name: string): Promise<RawObject | undefined> {
    return this.#objects.read(name);
  }

  /** @returns undefined where the sha is no commit */
  async readCommit(sha: string): Promise<Commit | undefined> {
    const object = SHORT_SHA.test(sha) ? await this.read(sha) : undefined;
    return object?.type === 'commit'
      ? parseCommit(object.oid, object.content)
      : undefined;
  }

  /** The sha of a commit named by branch, tag, ref or (short) sha. */
  async resolveCommit(revision: string): Promise<string | undefined> {
    const names = [
      ...(SHORT_SHA.test(revision) || revision === 'HEAD' ? [revision] : []),
      ...(revision.startsWith('refs/') ? [revision] : []),
      ...['refs/heads/', 'refs/tags/', 'refs/'].map(
        prefix => `${prefix}${revision}`,
      ),
    ];
    const objects = await Promise.all(
      names.map(name => this.read(`${name}^{commit}`)),
    );
    return objects.find(object => object?.type === 'commit')?.oid;
  }

  async readRef(ref: string): Promise<GitRef | undefined> {
    return (await this.listRefs(ref)).find(found => found.ref === ref);
  }

  /** The refs that begin with a prefix, such as `refs/heads/feature`. */
  async listRefs(prefix: string): Promise<GitRef[]> {
    const output = await this.git([
      'for-each-ref',
      '--format=%(objectname) %(objecttype) %(refname)',
    ]);
    return output
      .toString('utf8')
      .split('\n')
      .filter(Boolean)
      .map((line): GitRef => {
        const [sha, type, ...name] = line.split(' ');
        return {
          sha,
          type: type === 'tag' ? 'tag' : 'commit',
          ref: name.join(' '),
        };
      })
      .filter(({ ref }) => ref.startsWith(prefix));
  }

  /** Whether git takes this as the full name of a ref. */
  async isValidRefName(ref: string): Promise<boolean> {
    const { code } = await runGit(['check-ref-format', ref]);
    return code === 0;
  }

  /**
   * Moves, makes (`before` is {@link NO_SHA}) or removes (`after` is) a ref if
   * it is still where the caller saw it.
   *
   * @returns false where it was moved in between
   */
  async updateRef(
    ref: string,
    before: string,
    after: string,
  ): Promise<boolean> {
    const args =
      after === NO_SHA
        ? ['update-ref', '-d', ref, before]
        : ['update-ref', ref, after, before];
    const { code } = await runGit(args, { gitDir: this.dir });
    return code === 0;
  }

  async isAncestor(ancestor: string, of: string): Promise<boolean> {
    const { code } = await runGit(
      ['merge-base', '--is-ancestor', ancestor, of],
      { gitDir: this.dir },
    );
    return code === 0;
  }

  /** @returns undefined for histories that have nothing in common */
  async mergeBase(one: string, other: string): Promise<string | undefined> {
    const { code, stdout } = await runGit(['merge-base', one, other], {
      gitDir: this.dir,
    });
    return code === 0 ? stdout.toString('utf8').trim() : undefined;
  }

  async countCommits(from: string, without: string): Promise<number> {
    const output = await this.git(['rev-list', '--count', from, `^${without}`]);
    return Number(output.toString('utf8').trim());
  }

  /** Newest first. */
  async listCommits(range: CommitRange): Promise<Commit[]> {
    const output = await this.git([
      'rev-list',
      ...(range.skip ? [`--skip=${range.skip}`] : []),
      ...(range.limit ? [`--max-count=${range.limit}`] : []),
      range.from,
      ...(range.without ? [`^${range.without}`] : []),
      '--',
      ...(range.path ? [`:(literal)${range.path}`] : []),
    ]);
    const shas = output.toString('utf8').split('\n').filter(Boolean);
    const commits = await Promise.all(shas.map(sha => this.readCommit(sha)));
    return commits.flatMap(commit => commit ?? []);
  }

  /** The entries of a tree named by sha; with `recursive` of all below too. */
  async listTree(
    sha: string,
    options: { recursive?: boolean } = {},
  ): Promise<TreeEntry[]> {
    const flags = options.recursive ? ['-r', '-t'] : [];
    return parseTreeListing(
      await this.git(['ls-tree', '-l', '-z', ...flags, sha]),
    );
  }

  /** What differs between two commits, renames found. */
  async listChangedFiles(from: string, to: string): Promise<ChangedFile[]> {
    const diff = (...flags: string[]) =>
      this.git(['diff-tree', '-r', '-M', '--no-ext-diff', ...flags, from, to]);
    const [raw, counts, patch] = await Promise.all([
      diff('--raw', '-z', '--no-abbrev'),
      diff('--numstat', '-z'),
      diff('--patch', '--no-color'),
    ]);
    return parseChangedFiles({ raw, counts, patch });
  }

  /**
   * Merges two commits without writing a commit.
   *
   * @returns the sha of the merged tree; undefined where they conflict
   */
  async mergeTrees(ours: string, theirs: string): Promise<string | undefined> {
    const { code, stdout, stderr } = await runGit(
      ['merge-tree', '--write-tree', ours, theirs],
      { gitDir: this.dir },
    );
    if (code === 0) return stdout.toString('utf8').split('\n')[0].trim();
    if (code === 1) return undefined;
    throw new Error(`'git merge-tree' ended with ${code}: ${stderr.trim()}`);
  }

  writeBlob(content: Buffer): Promise<string> {
    return writeObject(this.dir, 'blob', content);
  }

  /** The sha of the tree without entries, which is written if need be. */
  async emptyTree(): Promise<string> {
    const output = await this.git([
      'hash-object',
      '-w',
      '-t',
      'tree',
      '--stdin',
    ]);
    return output.toString('utf8').trim();
  }

  /** Writes a commit object; nothing points to it yet. @returns its sha */
  writeCommit(commit: Omit<Commit, 'sha'>): Promise<string> {
    return writeObject(this.dir, 'commit', Buffer.from(formatCommit(commit)));
  }
}

/** Whether a text is a full object id. @internal */
export function isSha(text: string): boolean {
  return SHA.test(text);
}
