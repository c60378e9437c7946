import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this repository. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Where scripts keep logs, reports and other things that can be thrown away. */
export const cacheDir = join(root, '.cache');

const RUNTIME_NOTE = join(cacheDir, 'runtime.json');
const WANTED = '22';

/** An outcome to show as one message, without a stack. */
export class UserError extends Error {}

// Backstage supports Node 22 and 24. Packages that exist only as ES modules
// are loaded with `require`, which Node 22 can do from 22.12 on.
function isSupported(version) {
  const [major, minor] = version.split('.').map(Number);
  return (major === 22 && minor >= 12) || major === 24;
}

function versionOf(node) {
  const { stdout, status } = spawnSync(node, ['-p', 'process.versions.node'], {
    encoding: 'utf8',
  });
  return status === 0 ? stdout.trim() : null;
}

function rememberedNode() {
  if (!existsSync(RUNTIME_NOTE)) {
    return null;
  }
  const { node } = JSON.parse(readFileSync(RUNTIME_NOTE, 'utf8'));
  const version = existsSync(node) ? versionOf(node) : null;
  return version && isSupported(version) ? node : null;
}

function nodeFromNpm() {
  // Run elsewhere, so that npm does not take this repository for its project.
  const { stdout, stderr, status } = spawnSync(
    'npm',
    [
      'exec',
      '--yes',
      `--package=node@${WANTED}`,
      '--',
      'node',
      '-p',
      'process.execPath',
    ],
    { cwd: tmpdir(), encoding: 'utf8' },
  );
  const node = stdout?.trim().split('\n').pop();
  const version = status === 0 && node ? versionOf(node) : null;
  if (!version || !isSupported(version)) {
    throw new UserError(
      `Node ${WANTED} could not be had through npm. Install Node 22 or 24 from https://nodejs.org and run the command again.\n${
        stderr ?? ''
      }`,
    );
  }
  mkdirSync(cacheDir, { recursive: true });
  writeFileSync(RUNTIME_NOTE, JSON.stringify({ node }));
  return node;
}

// The child notices through the IPC channel when this process is killed
// without a chance to forward the signal.
function runAgainWith(node, script) {
  const child = spawn(
    node,
    [...process.execArgv, script, ...process.argv.slice(2)],
    { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] },
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // Ctrl-C reaches the child by itself, as both are in the foreground.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) {
        child.kill(signal);
      }
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      resolve(code ?? 128 + (constants.signals[signal] ?? 0)),
    );
  });
}

/**
 * Makes sure that the calling script runs on a Node which Backstage supports:
 * if it does not, gets one through npm's `node` package, runs the script again
 * with it and exits as that run does.
 */
export async function useSupportedNode(scriptUrl) {
  if (process.platform === 'win32') {
    throw new UserError(
      'Windows itself is not supported: run this inside WSL 2 (https://learn.microsoft.com/windows/wsl/install), on Linux or on macOS.',
    );
  }
  if (isSupported(process.versions.node)) {
    return;
  }
  let node = rememberedNode();
  if (!node) {
    console.log(
      `This is Node ${process.versions.node}; Backstage needs 22 or 24. Getting Node ${WANTED} through npm for this project alone …`,
    );
    node = nodeFromNpm();
  }
  console.log(
    `Carrying on with Node ${versionOf(node)} instead of ${
      process.versions.node
    }.`,
  );
  process.exit(await runAgainWith(node, fileURLToPath(scriptUrl)));
}

/** The file of the Yarn release that is checked in. */
export function yarnRelease() {
  const config = readFileSync(join(root, '.yarnrc.yml'), 'utf8');
  return join(root, /^yarnPath: (.+)$/m.exec(config)[1].trim());
}

// What npm tells its own scripts would mislead the tools below: its `nodedir`
// belongs to the Node that npm runs on.
const NPM_ONLY =
  /^(npm_(package|lifecycle)_|npm_(execpath|node_execpath|command|config_nodedir|config_user_agent|config_local_prefix)$|NODE$)/;

/**
 * The environment for every tool: `node` is the Node of this process, and
 * `yarn`, which the Backstage CLI calls by name, is the release checked in.
 */
export function toolEnvironment() {
  const bin = join(cacheDir, 'bin');
  const shim = join(bin, 'yarn');
  mkdirSync(bin, { recursive: true });
  writeFileSync(
    shim,
    `#!/bin/sh\nexec '${process.execPath}' '${yarnRelease()}' "$@"\n`,
  );
  chmodSync(shim, 0o755);
  const kept = Object.entries(process.env).filter(
    ([name]) => !NPM_ONLY.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    // Colours would only be noise in the logs.
    ...(process.stdout.isTTY ? {} : { FORCE_COLOR: '0' }),
    PATH: [bin, dirname(process.execPath), process.env.PATH].join(delimiter),
  };
}

/** Runs a script's main function and turns its end into an exit code. */
export async function main(body) {
  try {
    process.exitCode = await body();
  } catch (error) {
    console.error(
      error instanceof UserError ? `\n${error.message}` : error.stack ?? error,
    );
    process.exitCode = 1;
  }
}
