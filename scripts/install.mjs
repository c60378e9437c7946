import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './processes.mjs';
import { cacheDir, root, UserError, yarnRelease } from './runtime.mjs';

const STAMP = join(root, 'node_modules', '.installed-lockfile');

function lockHash() {
  const lock = readFileSync(join(root, 'yarn.lock'));
  return createHash('sha256').update(lock).digest('hex');
}

function isUpToDate() {
  return (
    existsSync(join(root, 'node_modules', '.yarn-state.yml')) &&
    existsSync(STAMP) &&
    readFileSync(STAMP, 'utf8') === lockHash()
  );
}

/** Runs the checked-in Yarn in `cwd` and answers as `run` does. */
export function yarn(args, { env, cwd = root, ...options }) {
  return run(process.execPath, [yarnRelease(), ...args], {
    name: 'yarn',
    env,
    cwd,
    ...options,
  });
}

/**
 * Installs the dependencies when `node_modules` is missing or belongs to
 * another lock file; else does nothing. Answers what it did, as a sentence.
 */
export async function installDependencies({ env, verbose = false }) {
  if (isUpToDate()) {
    return 'Dependencies are up to date.';
  }
  console.log(
    'Installing the dependencies that yarn.lock names (about a minute on a good line) …',
  );
  const begun = Date.now();
  const options = {
    env,
    verbose,
    logFile: join(cacheDir, 'logs', 'install.log'),
    timeoutMs: 20 * 60_000,
  };
  let result = await yarn(['install', '--immutable'], options);
  if (result.code !== 0) {
    console.log('That failed; registries have bad moments. Trying once more …');
    result = await yarn(['install', '--immutable'], options);
  }
  if (result.code !== 0) {
    throw new UserError(
      `Installing the dependencies failed twice. The whole output is in ${options.logFile}; its end:\n${result.tail}`,
    );
  }
  writeFileSync(STAMP, lockHash());
  const seconds = Math.round((Date.now() - begun) / 1000);
  return `Dependencies installed in ${seconds} s.`;
}
