import { spawn } from 'node:child_process';

/** What a git command left behind. @internal */
export interface GitResult {
  code: number;
  stdout: Buffer;
  stderr: string;
}

/** How a git command is run. @internal */
export interface RunGitOptions {
  /** A bare repository. */
  gitDir?: string;
  input?: string | Buffer;
  env?: Record<string, string>;
}

/**
 * The environment of every git process: nothing of the developer's own
 * configuration, no prompts, no translations.
 *
 * @internal
 */
export function gitEnvironment(
  extra: Record<string, string> = {},
): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: '/nonexistent',
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    ...extra,
  };
}

/**
 * Runs a git command without a shell.
 *
 * @returns the result whatever the exit code is
 * @throws Error where git cannot be started
 * @internal
 */
export function runGit(
  args: string[],
  options: RunGitOptions = {},
): Promise<GitResult> {
  const { gitDir, input, env } = options;
  const all = gitDir ? [`--git-dir=${gitDir}`, ...args] : args;
  return new Promise((resolve, reject) => {
    const child = spawn('git', all, { env: gitEnvironment(env) });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', chunk => out.push(chunk));
    child.stderr.on('data', chunk => err.push(chunk));
    child.on('error', reject);
    // git may be done before it has read all of its input.
    child.stdin.on('error', () => {});
    child.on('close', code => {
      resolve({
        code: code ?? -1,
        stdout: Buffer.concat(out),
        stderr: Buffer.concat(err).toString('utf8'),
      });
    });
    child.stdin.end(input);
  });
}

/**
 * Runs a git command that must succeed.
 *
 * @returns what it printed
 * @throws Error with git's own words on any other exit code than 0
 * @internal
 */
export async function gitOutput(
  args: string[],
  options: RunGitOptions = {},
): Promise<Buffer> {
  const { code, stdout, stderr } = await runGit(args, options);
  if (code !== 0) {
    throw new Error(`'git ${args[0]}' ended with ${code}: ${stderr.trim()}`);
  }
  return stdout;
}
