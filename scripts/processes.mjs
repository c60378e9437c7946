import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { UserError } from './runtime.mjs';

const TAIL_LINES = 60;
const GRACE_MS = 15_000;

const running = new Set();
let ending = false;

function groupExists(pid) {
  try {
    process.kill(-pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') {
      throw error;
    }
  }
}

async function groupGone(pid, ms) {
  for (let waited = 0; waited < ms; waited += 50) {
    if (!groupExists(pid)) {
      return true;
    }
    await pause(50);
  }
  return false;
}

async function stopGroup(pid) {
  signalGroup(pid, 'SIGTERM');
  if (!(await groupGone(pid, GRACE_MS))) {
    signalGroup(pid, 'SIGKILL');
    await groupGone(pid, 2_000);
  }
}

function collectOutput(child, { name, logFile, verbose, onLine }) {
  const tail = [];
  if (logFile) {
    mkdirSync(dirname(logFile), { recursive: true });
  }
  const log = logFile ? createWriteStream(logFile) : null;
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', line => {
      log?.write(`${line}\n`);
      tail.push(line);
      if (tail.length > TAIL_LINES) {
        tail.shift();
      }
      if (verbose) {
        console.log(`[${name}] ${line}`);
      }
      onLine?.(line);
    });
  }
  child.once('close', () => log?.end());
  return tail;
}

/**
 * Starts a command in a process group of its own, so that it can be stopped
 * together with everything it started. Options: `name` (the prefix of its
 * lines), `env`, `cwd`, `logFile`, `verbose`, `onLine`.
 *
 * `exited` resolves with the exit code, or with `null` after a signal; a
 * command that cannot be started at all exits with 127.
 */
export function startProcess(command, args, options) {
  if (ending) {
    throw new UserError('Not started any more: everything is being stopped.');
  }
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env,
    uid: options.uid,
    gid: options.gid,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const tail = collectOutput(child, options);
  const exited = new Promise(resolve => {
    child.once('error', error => {
      tail.push(`${command} could not be started: ${error.message}`);
      resolve(127);
    });
    // Output may follow the exit; a grandchild that holds it open may not.
    child.once('exit', async code => {
      await Promise.race([once(child, 'close'), pause(1_000)]);
      resolve(code);
    });
  });
  const handle = {
    name: options.name,
    exited,
    tail: () => tail.join('\n'),
    kill: signal => child.kill(signal),
    stop: async () => {
      if (child.pid) {
        await stopGroup(child.pid);
      }
      running.delete(handle);
    },
  };
  running.add(handle);
  return handle;
}

/**
 * Runs a command to its end. Answers `{ code, tail }`; after `timeoutMs` the
 * command is stopped and `code` is `null`.
 */
export async function run(command, args, { timeoutMs, ...options }) {
  const started = startProcess(command, args, options);
  let timer;
  const timedOut = new Promise(resolve => {
    timer = timeoutMs && setTimeout(() => resolve('timeout'), timeoutMs);
  });
  const end = await Promise.race([started.exited, timedOut]);
  clearTimeout(timer);
  // Also after a good end: what a command leaves behind must not live on.
  await started.stop();
  return end === 'timeout'
    ? {
        code: null,
        tail: `${started.tail()}\n(stopped: it took longer than ${
          timeoutMs / 60_000
        } minutes)`,
      }
    : { code: end, tail: started.tail() };
}

/** Stops everything that `startProcess` started and that still runs. */
export async function stopEverything() {
  await Promise.all([...running].map(handle => handle.stop()));
}

/** Stops everything and lets nothing new start: the script is about to end. */
export async function endEverything() {
  ending = true;
  await stopEverything();
}

/**
 * A promise for the moment at which somebody asks this script to end: Ctrl-C,
 * SIGTERM, a closed terminal, or the death of the npm that started it.
 */
export function askedToStop() {
  // The listeners stay, so that an impatient second Ctrl-C cannot cut the
  // stopping short.
  const asked = ['SIGINT', 'SIGTERM', 'SIGHUP'].map(
    signal => new Promise(resolve => process.on(signal, resolve)),
  );
  if (process.channel) {
    process.channel.unref();
    asked.push(once(process, 'disconnect').then(() => 'SIGTERM'));
  }
  if (process.env.npm_lifecycle_event) {
    asked.push(parentDied().then(() => 'SIGTERM'));
  }
  return Promise.race(asked);
}

async function parentDied() {
  const parent = process.ppid;
  while (process.ppid === parent) {
    await pause(1_000, undefined, { ref: false });
  }
}
