import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { main } from '../main';

const EXAMPLE = resolve(__dirname, '../../../../examples/config-repository');
const LEAF = 'environments/production/clusters/prod-cluster-01/velero-config';
const SCHEDULE = `${LEAF}/backup-schedules/daily-returns-30day.yaml`;
const OTHER = `${LEAF}/backup-schedules/hourly-payments-30day.yaml`;

describe('validate --changed-since', () => {
  let root: string;
  /** The config repository is a folder of a larger one. */
  let directory: string;

  const git = (...args: string[]) =>
    execFileSync(
      'git',
      [
        ...[
          '-C',
          root,
          '-c',
          'user.name=Test',
          '-c',
          'user.email=t@example.com',
        ],
        ...['-c', 'commit.gpgsign=false', ...args],
      ],
      { encoding: 'utf8' },
    );
  const commit = () => {
    git('add', '--all');
    git('commit', '--quiet', '--message', 'Change');
  };

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'velero-manager-changes-'));
    directory = join(root, 'backups');
    await cp(EXAMPLE, directory, { recursive: true });
    git('init', '--quiet', '--initial-branch', 'main');
    await breakCron(SCHEDULE);
    commit();
    git('checkout', '--quiet', '-b', 'change');
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  async function breakCron(path: string) {
    const file = join(directory, path);
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(/schedule: .*/, 'schedule: 0 25 * * *'));
  }

  async function since(revision: string) {
    const told = { stdout: '', stderr: '' };
    const exitCode = await main(
      [
        'validate',
        directory,
        '--format',
        'json',
        `--changed-since=${revision}`,
      ],
      {
        stdout: { write: (text: string) => (told.stdout += text) },
        stderr: { write: (text: string) => (told.stderr += text) },
      },
    );
    const found = told.stdout ? JSON.parse(told.stdout).findings : [];
    const errors = found
      .filter(({ severity }: any) => severity === 'error')
      .map(({ code, path }: any) => `${code} ${path}`);
    return { exitCode, errors, stderr: told.stderr };
  }

  it('leaves out what was wrong before', async () => {
    expect(await since('main')).toEqual({
      exitCode: 0,
      errors: [],
      stderr: '',
    });
  });

  it('tells what is wrong in changed files, committed or not', async () => {
    await breakCron(OTHER);
    const expected = {
      exitCode: 1,
      errors: [`CRON_INVALID ${OTHER}`],
      stderr: '',
    };
    expect(await since('main')).toEqual(expected);
    commit();
    expect(await since('main')).toEqual(expected);
    expect(await since('HEAD')).toMatchObject({ exitCode: 0, errors: [] });
  });

  it('tells what is wrong elsewhere because of a deleted file', async () => {
    await rm(join(directory, OTHER));
    const { exitCode, errors } = await since('main');
    expect(exitCode).toBe(1);
    expect(errors).toEqual([
      expect.stringContaining(`${LEAF}/kustomization.yaml`),
    ]);
  });

  it('tells of a file that Git does not know yet', async () => {
    await writeFile(join(directory, LEAF, 'lost.yaml'), 'a: [');
    const { errors } = await since('main');
    expect(errors).toContainEqual(expect.stringContaining(`${LEAF}/lost.yaml`));
  });

  it('compares with where the branch left the revision', async () => {
    git('checkout', '--quiet', 'main');
    await breakCron(OTHER);
    commit();
    git('checkout', '--quiet', 'change');
    expect(await since('main')).toEqual({
      exitCode: 0,
      errors: [],
      stderr: '',
    });
  });

  it.each(['nowhere', '--output=x', '', 'main:README.md'])(
    'explains that there is no revision %j',
    async revision => {
      const { exitCode, stderr } = await since(revision);
      expect(exitCode).toBe(2);
      expect(stderr).toContain('Git knows no common history');
    },
  );
});
