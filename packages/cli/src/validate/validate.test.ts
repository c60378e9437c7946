import {
  cp,
  mkdtemp,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { main } from '../main';

const EXAMPLE = resolve(__dirname, '../../../../examples/config-repository');
const LEAF = 'environments/production/clusters/prod-cluster-01/velero-config';
const SCHEDULE = `${LEAF}/backup-schedules/daily-returns-30day.yaml`;

async function run(...args: string[]) {
  const told = { stdout: '', stderr: '' };
  const exitCode = await main(args, {
    stdout: { write: (text: string) => (told.stdout += text) },
    stderr: { write: (text: string) => (told.stderr += text) },
  });
  return { exitCode, ...told };
}

describe('velero-manager validate', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'velero-manager-cli-'));
    await cp(EXAMPLE, directory, { recursive: true });
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  const edit = async (path: string, before: string, after: string) => {
    const text = await readFile(join(directory, path), 'utf8');
    expect(text).toContain(before);
    await writeFile(join(directory, path), text.replace(before, after));
  };

  it('passes the example repository, with the one warning that it explains', async () => {
    const { exitCode, stdout, stderr } = await run('validate', EXAMPLE);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(
      /^environments\/production\/clusters\/prod-cluster-02\/.*:17 warning PREFIX_MISSING /,
    );
    expect(stdout).toMatch(
      /\n\d+ files: 0 errors, 1 warnings\. 21 more could not be checked/,
    );
  });

  it('names file, line, code and what to do, and fails', async () => {
    await edit(SCHEDULE, '  template:', '  skipImmediately: true\n  template:');
    const { exitCode, stdout } = await run('validate', directory);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(
      `${SCHEDULE}:14 error SKIP_IMMEDIATELY Velero sets skipImmediately back to false and skips a slot each time Git sets it again. Take it out.\n`,
    );
  });

  it('finds what waits for itself, and never comes', async () => {
    const path = 'flux/clusters/staging-cluster-01.yaml';
    const [install, config] = ['install', 'config'].map(
      leaf => `staging-cluster-01-velero-${leaf}`,
    );
    await edit(
      path,
      '  prune: false\n',
      `  prune: false\n  dependsOn:\n    - name: ${config}\n`,
    );
    const { exitCode, stdout } = await run('validate', directory);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(
      `${path}:39 error DEPENDENCY_CYCLE The Kustomization '${install}' depends on itself by way of '${config}': Flux waits with all of them for ever. Take one of these dependencies away.\n`,
    );
  });

  it('writes JSON for programs', async () => {
    await edit(SCHEDULE, '0 2 * * *', '0 25 * * *');
    const { exitCode, stdout } = await run(
      'validate',
      directory,
      '--format',
      'json',
    );
    expect(exitCode).toBe(1);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ errors: 1, warnings: 1, infos: 21 });
    expect(report.findings[0]).toMatchObject({
      code: 'CRON_INVALID',
      path: SCHEDULE,
      line: 13,
    });
  });

  it('writes annotations for GitHub, and lets no name end them early', async () => {
    await writeFile(join(directory, 'docs/a,b::x%\n::error::y.md'), 'text');
    const { exitCode, stdout } = await run(
      'validate',
      directory,
      '--format=github',
    );
    expect(exitCode).toBe(1);
    const lines = stdout.split('\n').filter(line => line.startsWith('::error'));
    expect(lines).toEqual([
      expect.stringMatching(
        /^::error file=docs\/a%2Cb%3A%3Ax%25%0A%3A%3Aerror%3A%3Ay\.md,title=PATH_UNSAFE::The path /,
      ),
    ]);
  });

  it('does not let a name write to the terminal', async () => {
    await writeFile(join(directory, 'docs/\u001b[2Jx.md'), 'text');
    const { stdout } = await run('validate', directory);
    expect(stdout).toContain('docs/\\u001b[2Jx.md error PATH_UNSAFE');
    expect(stdout).not.toContain('\u001b');
  });

  it('never follows a link', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'velero-manager-outside-'));
    await writeFile(
      join(outside, 'secret.yaml'),
      'aws_secret_access_key = abcdefghijklmnopqrstuvwxyz0123456789abcd',
    );
    await symlink(outside, join(directory, 'environments/outside'));
    await symlink('/etc/passwd', join(directory, 'docs/passwd'));
    const { exitCode, stdout } = await run('validate', directory);
    await rm(outside, { recursive: true });
    expect(exitCode).toBe(1);
    expect(stdout.match(/ error \S+/g)).toEqual([' error LINK', ' error LINK']);
  });

  it('tells what is no text or too large, and reads on', async () => {
    await writeFile(join(directory, LEAF, 'big.yaml'), 'x'.repeat(1_000_001));
    await writeFile(
      join(directory, LEAF, 'binary.yaml'),
      Buffer.from([0, 1, 2]),
    );
    await writeFile(
      join(directory, 'docs/picture.png'),
      Buffer.from([0x89, 0x50, 0]),
    );
    const { exitCode, stdout } = await run('validate', directory);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`${LEAF}/big.yaml error FILE_TOO_LARGE`);
    expect(stdout).toContain(`${LEAF}/binary.yaml error FILE_NOT_TEXT`);
    expect(stdout).not.toContain('picture.png');
  });

  it.each([
    [[], /Which command\?/],
    [['check'], /The command 'check' is not known/],
    [['validate', 'a', 'b'], /Only one directory/],
    [
      ['validate', '--format', 'xml'],
      /The format 'xml' is not known; there are text, json, github/,
    ],
    [['validate', '--colour'], /--colour/],
    [['validate', '/nowhere/at/all'], /is no directory/],
  ])('explains %j', async (args, problem) => {
    const { exitCode, stdout, stderr } = await run(...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(problem);
  });

  it('helps', async () => {
    expect(await run('--help')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('Usage: velero-manager validate'),
    });
  });
});
