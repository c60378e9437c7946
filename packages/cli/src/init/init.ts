import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { isError } from '@backstage/errors';
import type { Parsed } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Streams } from '../Streams';
import type { RepositoryStart } from './RepositoryStart';
import { startRepository } from './startRepository';

/** What was said on the command line; what is missing is asked for. @internal */
export interface InitOptions {
  directory: string;
  engine?: string;
  environments?: string;
  url?: string;
  branch?: string;
  securityTeam?: string;
  reviewers?: string;
}

/**
 * Starts a config repository in an empty folder.
 *
 * @returns the exit status: 2 when nothing was written
 * @internal
 */
export async function init(
  options: InitOptions,
  streams: Streams,
): Promise<number> {
  const { directory } = options;
  const refuse = (reason: string) => {
    streams.stderr.write(`${reason}\n`);
    return 2;
  };
  if (!(await isEmpty(directory))) {
    return refuse(
      `'${directory}' is not an empty folder: nothing was written.`,
    );
  }
  const answered = await complete(options, streams);
  if (!answered.ok) return refuse(answered.reason);
  const started = startRepository(answered.value);
  if (!started.ok) return refuse(started.reason);
  for (const [path, text] of started.value) {
    const file = join(directory, path);
    await mkdir(dirname(file), { recursive: true });
    // 'wx': a file that came to be meanwhile is somebody's.
    await writeFile(file, text, { flag: 'wx' });
    streams.stdout.write(`${path}\n`);
  }
  streams.stdout.write(
    `${started.value.size} files in '${directory}'. Next: commit and push them, import .github/rulesets/base-branch.json, and read docs/deployment-guide.md.\n`,
  );
  return 0;
}

/** Empty but for Git's own folder, or not there yet. */
async function isEmpty(directory: string): Promise<boolean> {
  try {
    return (await readdir(directory)).every(name => name === '.git');
  } catch (error) {
    if (isError(error) && error.code === 'ENOENT') return true;
    if (isError(error) && error.code === 'ENOTDIR') return false;
    throw error;
  }
}

/** Fills in what was not said, by questions where somebody is there to answer. */
async function complete(
  options: InitOptions,
  { stdin, stdout }: Streams,
): Promise<Parsed<RepositoryStart>> {
  const lines = stdin?.isTTY
    ? createInterface({ input: stdin })[Symbol.asyncIterator]()
    : null;
  const ask = async (question: string, fallback?: string) => {
    if (lines === null) return fallback;
    stdout.write(
      fallback === undefined ? `${question}: ` : `${question} (${fallback}): `,
    );
    const { value } = await lines.next();
    return String(value ?? '').trim() || fallback;
  };
  try {
    const url = options.url ?? (await ask('Address of the repository'));
    if (!url) return { ok: false, reason: 'Say --url: where it will be.' };
    const engine =
      options.engine ?? (await ask('Applied by argocd or flux', 'argocd'));
    if (engine !== 'argocd' && engine !== 'flux') {
      return {
        ok: false,
        reason: `The engine '${engine}' is not known; there are argocd and flux.`,
      };
    }
    const environments =
      options.environments ??
      (await ask('Environments', 'production,staging,development'));
    const organisation = organisationOf(url);
    return {
      ok: true,
      value: {
        url,
        engine,
        environments: (environments ?? '').split(',').map(name => name.trim()),
        branch: options.branch ?? 'main',
        securityTeam:
          options.securityTeam ??
          (await ask('Security team', `${organisation}/security`)) ??
          '',
        reviewers:
          options.reviewers ??
          (await ask('Reviewers', `${organisation}/backup-admins`)) ??
          '',
      },
    };
  } finally {
    await lines?.return?.();
  }
}

/** `shop` of `https://git.example.com/shop/backups`. */
function organisationOf(url: string): string {
  return /^[a-z]+:\/\/[^/]+\/([^/]+)\//.exec(url)?.[1] ?? 'your-org';
}
