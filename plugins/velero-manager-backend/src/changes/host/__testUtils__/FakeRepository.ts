import { createHash } from 'node:crypto';

export interface FakeCommit {
  oid: string;
  parents: string[];
  message: string;
  files: Map<string, string>;
}

const sha = (text: string) => createHash('sha1').update(text).digest('hex');

/** The hash by which Git knows a text. */
export const blobOid = (text: string) =>
  sha(`blob ${Buffer.byteLength(text)}\0${text}`);

/** As much of Git as a host needs to show branches, commits and merges. */
export class FakeRepository {
  readonly commits = new Map<string, FakeCommit>();
  readonly refs = new Map<string, string>();

  constructor(files: Record<string, string>) {
    this.refs.set(
      'main',
      this.write([], 'Begin', new Map(Object.entries(files))),
    );
  }

  write(parents: string[], message: string, files: Map<string, string>) {
    const oid = sha(
      JSON.stringify([parents, message, [...files], this.commits.size]),
    );
    this.commits.set(oid, { oid, parents, message, files });
    return oid;
  }

  commit(oid: string): FakeCommit {
    const commit = this.commits.get(oid);
    if (!commit) throw new Error(`no commit ${oid}`);
    return commit;
  }

  /** The newest commit of a branch. */
  head(branch: string): FakeCommit {
    return this.commit(this.refs.get(branch) ?? '');
  }

  /** Commits to a branch; `null` deletes. */
  push(branch: string, message: string, files: Record<string, string | null>) {
    const head = this.head(branch);
    const after = new Map(head.files);
    for (const [path, text] of Object.entries(files)) {
      if (text === null) after.delete(path);
      else after.set(path, text);
    }
    const oid = this.write([head.oid], message, after);
    this.refs.set(branch, oid);
    return oid;
  }

  ancestors(oid: string): Set<string> {
    const found = new Set<string>();
    const open = [oid];
    for (let next = open.pop(); next; next = open.pop()) {
      if (!found.has(next)) {
        found.add(next);
        open.push(...this.commit(next).parents);
      }
    }
    return found;
  }

  mergeBase(a: string, b: string): string {
    const ofB = this.ancestors(b);
    const common = [...this.ancestors(a)].filter(oid => ofB.has(oid));
    const best = common.find(oid =>
      common.every(other => this.ancestors(oid).has(other)),
    );
    return best ?? common[0];
  }

  /** Merges by whole files; `null` where both sides changed one differently. */
  merge(ours: string, theirs: string, message: string): string | null {
    const base = this.commit(this.mergeBase(ours, theirs)).files;
    const [a, b] = [this.commit(ours).files, this.commit(theirs).files];
    const merged = new Map(a);
    for (const path of new Set([...base.keys(), ...a.keys(), ...b.keys()])) {
      const [o, x, y] = [base.get(path), a.get(path), b.get(path)];
      if (y === o || x === y) continue;
      if (x !== o) return null;
      if (y === undefined) merged.delete(path);
      else merged.set(path, y);
    }
    return this.write([ours, theirs], message, merged);
  }

  compare(base: string, head: string) {
    const ofBase = this.ancestors(base);
    const ofHead = this.ancestors(head);
    const ahead = [...ofHead].filter(oid => !ofBase.has(oid)).reverse();
    const start = this.commit(this.mergeBase(base, head)).files;
    const end = this.commit(head).files;
    const files = [...new Set([...start.keys(), ...end.keys()])]
      .filter(path => start.get(path) !== end.get(path))
      .map(path => ({
        filename: path,
        status: statusOf(start.has(path), end.has(path)),
      }));
    return {
      ahead_by: ahead.length,
      behind_by: [...ofBase].filter(oid => !ofHead.has(oid)).length,
      commits: ahead.map(oid => ({
        sha: oid,
        commit: { message: this.commit(oid).message },
        parents: this.commit(oid).parents.map(parent => ({ sha: parent })),
      })),
      files,
    };
  }

  /** What lies directly in a directory. */
  entries(commit: FakeCommit, directory: string) {
    const names = new Map<string, 'blob' | 'tree'>();
    for (const path of commit.files.keys()) {
      if (path.startsWith(`${directory}/`)) {
        const [name, ...rest] = path.slice(directory.length + 1).split('/');
        names.set(name, rest.length > 0 ? 'tree' : 'blob');
      }
    }
    return [...names].map(([name, type]) => ({ name, type }));
  }

  /** A directory as a tree: its id is that of what it holds. */
  tree(commit: FakeCommit, directory: string) {
    const below = [...commit.files].filter(([path]) =>
      path.startsWith(`${directory}/`),
    );
    return below.length > 0
      ? {
          oid: sha(JSON.stringify([directory, below])),
          entries: below.map(([path, text]) => ({
            path: path.slice(directory.length + 1),
            type: 'blob',
            sha: blobOid(text),
          })),
        }
      : null;
  }
}

function statusOf(before: boolean, after: boolean): string {
  if (!after) return 'removed';
  return before ? 'modified' : 'added';
}
