import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import {
  parseSettings,
  policyOf,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { main } from '../main';
import { readRepository } from '../validate/readRepository';

const URL = 'https://git.example.com/shop/backups';

describe('velero-manager init', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'velero-manager-init-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  async function run(args: string[], stdin?: PassThrough) {
    const told = { stdout: '', stderr: '' };
    const exitCode = await main(args, {
      stdin,
      stdout: { write: (text: string) => (told.stdout += text) },
      stderr: { write: (text: string) => (told.stderr += text) },
    });
    return { exitCode, ...told };
  }
  const start = (...more: string[]) =>
    run(['init', join(directory, 'new'), ...more]);
  const read = (path: string) => readFile(join(directory, 'new', path), 'utf8');
  const files = async () => {
    const found = await readRepository(join(directory, 'new'));
    if (!found.ok) throw new Error(found.reason);
    return [...found.value.files.keys()].sort();
  };

  const environments = ['--environments', 'production,staging,development'];
  const teams = [
    ...['--security-team', 'shop/security'],
    ...['--reviewers', 'shop/backup-admins'],
  ];

  it.each(['argocd', 'flux'])(
    'writes a repository for %s in which validate finds nothing wrong',
    async engine => {
      const started = await start(
        ...['--url', URL, '--engine', engine],
        ...environments,
        ...teams,
      );
      expect(started).toMatchObject({ exitCode: 0, stderr: '' });
      expect(await files()).toEqual(
        expect.arrayContaining([
          '.github/CODEOWNERS',
          '.github/rulesets/base-branch.json',
          '.github/workflows/validate.yaml',
          '.velero-manager.yaml',
          'README.md',
          engine === 'argocd'
            ? 'argocd-apps/bootstrap/root-app.yaml'
            : 'flux/bootstrap/README.md',
          'docs/deployment-guide.md',
          'policies/exemptions.yaml',
        ]),
      );
      expect(
        await run(['validate', join(directory, 'new'), '--format', 'json']),
      ).toMatchObject({
        exitCode: 0,
        stdout: expect.stringMatching(/"errors": 0,\s+"warnings": 0,/),
      });
    },
  );

  it('asks more of production than of development', async () => {
    await start('--url', URL, '--engine', 'argocd', ...environments, ...teams);
    const settings = parseSettings(await read('.velero-manager.yaml'));
    if (!settings.ok) throw new Error(settings.reason);
    expect(policyOf(settings.value, 'production')).toMatchObject({
      approvals: 2,
      teams: ['shop/security'],
      autoMerge: false,
    });
    expect(policyOf(settings.value, 'development')).toMatchObject({
      approvals: 0,
      autoMerge: false,
    });
    const owners = await read('.github/CODEOWNERS');
    expect(owners).toMatch(
      /^\/environments\/production\/ +@shop\/security @shop\/backup-admins$/m,
    );
    expect(owners).toMatch(/^\/environments\/development\/$/m);
    expect(owners).toMatch(/^\/\.velero-manager\.yaml +@shop\/security$/m);
    const ruleset = JSON.parse(await read('.github/rulesets/base-branch.json'));
    expect(ruleset).toMatchObject({
      enforcement: 'active',
      bypass_actors: [],
      conditions: { ref_name: { include: ['refs/heads/main'] } },
      rules: expect.arrayContaining([
        {
          type: 'required_status_checks',
          parameters: expect.objectContaining({
            required_status_checks: [
              { context: 'validate' },
              { context: 'velero-manager/policy' },
            ],
          }),
        },
      ]),
    });
  });

  it('quotes names that YAML would read as something else', async () => {
    const started = await start(
      ...['--url', URL, '--engine', 'flux', '--branch', 'on'],
      ...['--environments', 'no,0123', ...teams],
    );
    expect(started.exitCode).toBe(0);
    expect(await run(['validate', join(directory, 'new')])).toMatchObject({
      exitCode: 0,
    });
    const settings = parseSettings(await read('.velero-manager.yaml'));
    expect(settings).toMatchObject({
      ok: true,
      value: {
        repository: { branch: 'on' },
        environments: { no: {}, '0123': {} },
      },
    });
  });

  it('asks on a terminal for what was not said', async () => {
    const stdin = Object.assign(new PassThrough(), { isTTY: true });
    stdin.end(`${URL}\nflux\nproduction\n\n\n`);
    const { exitCode, stdout } = await run(
      ['init', join(directory, 'new')],
      stdin,
    );
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Security team (shop/security): ');
    expect(await read('.velero-manager.yaml')).toContain('engine: flux');
  });

  it.each([
    ['no address', ['--engine', 'flux'], /Say --url/],
    [
      'an address that is none',
      ['--url', 'git.example.com'],
      /repository\.url/,
    ],
    ['an engine', ['--url', URL, '--engine', 'helm'], /'helm' is not known/],
    [
      'an environment',
      ['--url', URL, '--environments', '../x'],
      /environments/,
    ],
    ['none', ['--url', URL, '--environments', ''], /environments/],
    [
      'one twice',
      ['--url', URL, '--environments', 'a,a'],
      /'a' is named twice/,
    ],
    ['a team', ['--url', URL, '--reviewers', 'x'], /'x' is no team/],
    [
      'a branch that breaks out',
      ['--url', URL, '--branch', "a'\n- b"],
      /repository\.branch/,
    ],
    ['a flag of another command', ['--format', 'json'], /takes no '--format'/],
  ])('refuses %s and writes nothing', async (_, args, problem) => {
    const defaults = ['--engine', '--environments', '--reviewers'].flatMap(
      (flag, index) =>
        args.includes(flag) ? [] : [flag, ['flux', 'a', 'shop/admins'][index]],
    );
    const told = await start(
      ...args,
      ...defaults,
      ...['--security-team', 'shop/security'],
    );
    expect(told).toMatchObject({ exitCode: 2, stdout: '' });
    expect(told.stderr).toMatch(problem);
    expect(await readRepository(join(directory, 'new'))).toMatchObject({
      ok: false,
    });
  });

  it('writes over nothing', async () => {
    await writeFile(join(directory, 'mine.txt'), 'mine');
    expect(await run(['init', directory, '--url', URL])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('is not an empty folder'),
    });
  });
});
