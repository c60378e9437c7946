import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Whose commits these are: somebody whom the Git host knows by the address. */
const PERSON = [
  ...['-c', 'user.name=Noor Haddad'],
  ...['-c', 'user.email=noor@shop.example'],
];

/** A clone of the config repository, made and changed by stock `git`. */
export class ConfigClone {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Clones over HTTP; `remove` it afterwards. */
  static of(from: { url: string; branch: string }): ConfigClone {
    const folder = mkdtempSync(path.join(tmpdir(), 'config-clone-'));
    run('git', ['clone', '--quiet', '--branch', from.branch, from.url, folder]);
    return new ConfigClone(folder);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Changes a file by hand, and pushes that. */
  edit(file: string, [before, after]: [before: string, after: string]): void {
    const at = path.join(this.folder, file);
    const text = readFileSync(at, 'utf8');
    if (!text.includes(before)) throw new Error(`no '${before}' in '${file}'`);
    writeFileSync(at, text.replace(before, after));
    this.#git(...PERSON, 'commit', '--quiet', '-am', `Edit ${file} by hand`);
    this.#git('push', '--quiet');
  }

  /** Adds files by hand, on a branch of their own, and pushes that. */
  add(branch: string, files: Record<string, string>): void {
    this.#git('switch', '--quiet', '--create', branch);
    for (const [file, text] of Object.entries(files)) {
      const at = path.join(this.folder, file);
      mkdirSync(path.dirname(at), { recursive: true });
      writeFileSync(at, text);
    }
    this.#git('add', '--all');
    this.#git(...PERSON, 'commit', '--quiet', '-m', `Add ${branch} by hand`);
    this.#git('push', '--quiet', 'origin', branch);
  }

  /** Text by path, of all that is under version control. */
  files(): Map<string, string> {
    const names = this.#git('ls-files', '-z').split('\0').filter(Boolean);
    return new Map(
      names.map(name => [
        name,
        readFileSync(path.join(this.folder, name), 'utf8'),
      ]),
    );
  }

  /** The last text of each file that ever was on the branch, by path. */
  everMerged(): Map<string, string> {
    const commits = this.#git(
      'rev-list',
      '--first-parent',
      '--reverse',
      'HEAD',
    );
    // The newest comes last, so the clone is in the end as it was.
    return new Map(
      commits
        .trim()
        .split('\n')
        .flatMap(commit => {
          this.#git('checkout', '--quiet', '--detach', commit);
          return [...this.files()];
        }),
    );
  }

  /** The folders that Argo CD and Flux build. */
  leaves(): string[] {
    return readdirSync(this.folder, { recursive: true, encoding: 'utf8' })
      .filter(name => path.basename(name) === 'kustomization.yaml')
      .map(name => path.dirname(name));
  }

  /** What `kubectl kustomize` makes of a leaf. */
  build(leaf: string): string {
    return run('kubectl', ['kustomize', path.join(this.folder, leaf)]);
  }

  #git(...args: string[]): string {
    return run('git', ['-C', this.folder, ...args]);
  }
}

function run(program: string, args: string[]): string {
  return execFileSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, GIT_TERMINAL_PROMPT: '0' },
  });
}
