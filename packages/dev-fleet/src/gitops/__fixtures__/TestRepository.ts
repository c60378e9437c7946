import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gitOutput } from '../../githost/git/runGit';

// Real git processes do the work, and the machine may be busy.
jest.setTimeout(60_000);

/** Files by path; null deletes one. */
export type Changes = Record<string, string | null>;

/** A real bare repository in a temporary folder. */
export class TestRepository {
  readonly url: string;
  readonly dir: string;

  private constructor(dir: string, url: string) {
    this.dir = dir;
    this.url = url;
  }

  static async create(
    files: Changes = {},
    url = 'https://git.example.com/shop/config',
  ): Promise<TestRepository> {
    const dir = await mkdtemp(join(tmpdir(), 'gitops-'));
    await gitOutput([
      'init',
      '--quiet',
      '--bare',
      '--initial-branch=main',
      dir,
    ]);
    const repository = new TestRepository(dir, url);
    await repository.commit(files);
    return repository;
  }

  /** A bare repository that somebody else made and will remove. */
  static open(dir: string, url: string): TestRepository {
    return new TestRepository(dir, url);
  }

  /** As a merge: the branch moves on. @returns the commit */
  async commit(changes: Changes, branch = 'main'): Promise<string> {
    const ref = `refs/heads/${branch}`;
    const files = Object.entries(changes).map(([path, text]) =>
      text === null
        ? `D ${path}\n`
        : `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`,
    );
    const parent = await this.git('for-each-ref', '--format=%(refname)', ref);
    const input = [
      `commit ${ref}\n`,
      'committer Test <test@example.com> 1700000000 +0000\n',
      'data 6\nchange\n',
      ...(parent ? [`from ${ref}^0\n`] : []),
      ...files,
      '\n',
    ].join('');
    await gitOutput(['fast-import', '--quiet', '--force'], {
      gitDir: this.dir,
      input,
    });
    return this.git('rev-parse', ref);
  }

  async git(...args: string[]): Promise<string> {
    const output = await gitOutput(args, { gitDir: this.dir });
    return output.toString('utf8').trim();
  }

  async remove(): Promise<void> {
    await rm(this.dir, { recursive: true, force: true });
  }
}
