import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { yarn } from './install.mjs';
import { publishedPackages } from './packages.mjs';
import { run } from './processes.mjs';
import { oneCheck } from './results.mjs';
import { root } from './runtime.mjs';

const MINUTE_MS = 60_000;

/** The file of a tool's command line, as its package names it. */
export function tool(packageName, binary) {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  return join(folder, typeof bin === 'string' ? bin : bin[binary]);
}

/** Runs a tool of ours with Node, in the repository's folder. */
export function runTool([packageName, binary, ...args], { env, ...options }) {
  return run(process.execPath, [tool(packageName, binary), ...args], {
    name: binary,
    cwd: root,
    env,
    ...options,
  });
}

async function toolsPass(commands, { env, logFile, verbose }) {
  const failures = [];
  for (const command of commands) {
    const { code, tail } = await runTool(command, {
      env,
      verbose,
      logFile,
      timeoutMs: 15 * MINUTE_MS,
    });
    if (code !== 0) {
      failures.push(`${command.slice(1).join(' ')}:\n${tail}`);
    }
  }
  return oneCheck(failures.length === 0, failures.join('\n\n'));
}

export const checkFormat = options =>
  toolsPass([['prettier', 'prettier', '--check', '.']], options);

export const checkLint = options =>
  toolsPass(
    [
      ['@backstage/cli', 'backstage-cli', 'repo', 'lint', '--max-warnings=0'],
      [
        'eslint',
        'eslint',
        '--max-warnings=0',
        '--ext=.mjs,.js,.ts',
        '--no-error-on-unmatched-pattern',
        'scripts',
        'e2e-tests',
        'playwright.config.ts',
      ],
    ],
    options,
  );

// The declarations it writes are what the API reports and packing read.
export const checkTypes = options =>
  toolsPass(
    [
      ['typescript', 'tsc'],
      ['typescript', 'tsc', '--project', 'tsconfig.e2e.json'],
    ],
    options,
  );

export const checkMetadata = options =>
  toolsPass(
    [
      [
        '@backstage/cli',
        'backstage-cli',
        'repo',
        'fix',
        '--check',
        '--publish',
      ],
    ],
    options,
  );

export const checkApiReports = options =>
  toolsPass(
    [
      [
        '@backstage/repo-tools',
        'backstage-repo-tools',
        'api-reports',
        '--ci',
        // Members speak for themselves; a type of a sister package is read from
        // its sources, under a path that differs from machine to machine.
        '--allow-all-warnings',
        '--omit-messages',
        'ae-undocumented,ae-wrong-input-file-type',
        ...publishedPackages(),
      ],
    ],
    options,
  );

// A lock file that names a registry installs only where that one is reachable.
const REGISTRY_ADDRESS =
  /https?:\/\/|^\s+resolved\b|\b(registry|npm|packages?|artifacts?)\.[a-z0-9-]+\.[a-z]{2,}\b/;

function registryAddresses(file) {
  return readFileSync(join(root, file), 'utf8')
    .split('\n')
    .map((line, index) => ({ line, at: `${file}:${index + 1}` }))
    .filter(({ line }) => REGISTRY_ADDRESS.test(line))
    .map(({ line, at }) => `${at}: ${line.trim()}`);
}

export async function checkLockFile({ env, logFile, verbose }) {
  const { code, tail } = await yarn(
    ['install', '--immutable', '--mode=skip-build'],
    { env, logFile, verbose, timeoutMs: 10 * MINUTE_MS },
  );
  const problems = registryAddresses('yarn.lock').map(
    found => `A registry's address: ${found}`,
  );
  if (code !== 0) {
    problems.push(`yarn.lock does not fit the package.json files:\n${tail}`);
  }
  return oneCheck(problems.length === 0, problems.join('\n'));
}
