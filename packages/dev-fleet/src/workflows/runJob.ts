import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gitOutput } from '../githost/git/runGit';
import { LocalPackage } from './LocalPackage';
import { readCommand } from './readCommand';
import { Job, Step } from './Workflow';

/** Where and for what a job runs. @internal */
export interface JobOptions {
  /** The bare repository. */
  gitDir: string;
  sha: string;
  packages: LocalPackage[];
  signal: AbortSignal;
}

/** How a job ended. @internal */
export interface JobResult {
  succeeded: boolean;
  /** All that its steps wrote, with what was run before each. */
  log: string;
}

/** More of a log would only be heaped up. */
const MAX_LOG = 200_000;

/**
 * Runs the steps of a job in a folder of its own until one fails. Commands are
 * processes of their own, and know nothing of the environment of this one.
 *
 * @internal
 */
export async function runJob(
  job: Job,
  options: JobOptions,
): Promise<JobResult> {
  const folder = await mkdtemp(join(tmpdir(), 'workflow-'));
  const deadline = AbortSignal.timeout(job.timeoutMinutes * 60_000);
  const signal = AbortSignal.any([options.signal, deadline]);
  let log = '';
  try {
    for (const step of job.steps) {
      const { code, output } = await runStep(step, {
        ...options,
        signal,
        folder,
      });
      log += output;
      if (code !== 0) {
        log += `Process completed with exit code ${code}.\n`;
        return { succeeded: false, log: log.slice(0, MAX_LOG) };
      }
    }
    return { succeeded: true, log: log.slice(0, MAX_LOG) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface StepResult {
  code: number;
  output: string;
}

async function runStep(
  step: Step,
  options: JobOptions & { folder: string },
): Promise<StepResult> {
  if ('unsupported' in step) {
    const output = `'${step.unsupported}' is not supported here.\n`;
    return { code: 1, output };
  }
  if ('uses' in step) {
    const output = `Run ${step.uses}\n`;
    // Node is there already: the one that this process runs on.
    if (step.uses === 'actions/checkout') await checkOut(options);
    return { code: 0, output };
  }
  let output = '';
  for (const line of step.run.split('\n').filter(text => text.trim())) {
    output += `Run ${line.trim()}\n`;
    const command = readCommand(line, options.packages);
    if (!command.ok)
      return { code: 127, output: `${output}${command.reason}\n` };
    const result = await runNode([command.script, ...command.args], options);
    output += result.output;
    if (result.code !== 0) return { code: result.code, output };
  }
  return { code: 0, output };
}

/** One commit without its history, as `actions/checkout` takes it. */
async function checkOut(options: {
  gitDir: string;
  sha: string;
  folder: string;
}): Promise<void> {
  const { gitDir, sha, folder } = options;
  const git = (...args: string[]) => gitOutput(['-C', folder, ...args]);
  await git('init', '--quiet');
  await git('fetch', '--quiet', '--depth=1', `file://${gitDir}`, sha);
  await git('checkout', '--quiet', '--detach', 'FETCH_HEAD');
}

function runNode(
  args: string[],
  { folder, signal }: { folder: string; signal: AbortSignal },
): Promise<StepResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: folder, CI: 'true' },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', chunk => chunks.push(chunk));
    child.stderr.on('data', chunk => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', code => {
      const output = Buffer.concat(chunks).toString('utf8');
      resolve({ code: code ?? 1, output });
    });
  });
}
