import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import type { ClusterDefinition } from '../clusters';

const TRANSFORM = require.resolve('@backstage/cli/config/nodeTransform.cjs');

/** What a replica is told at its start. */
export interface ReplicaSettings {
  /** Its name, also towards PostgreSQL. */
  name: string;
  /** How to connect to PostgreSQL. */
  database: object;
  clusters: ClusterDefinition[];
}

/**
 * Runs a TypeScript file in a process of its own, before all else that the
 * machine does where the user may have that: what is measured is the process.
 */
export function forkTypeScript(file: string): ChildProcess {
  const child = fork(file, {
    execArgv: ['--require', TRANSFORM],
    env: { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '' },
    silent: true,
  });
  try {
    setPriority(child.pid ?? 0, constants.priority.PRIORITY_HIGH);
  } catch {
    // Then it waits its turn.
  }
  return child;
}

/** A replica of the read flow in a process of its own. */
export class ReplicaProcess {
  readonly name: string;
  /** Warnings and errors that it logged. */
  readonly complaints: string[] = [];
  /** Whether it ended by itself, and not well. */
  hasFailed = false;
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;

  private constructor(settings: ReplicaSettings) {
    this.name = settings.name;
    this.#child = forkTypeScript(join(__dirname, 'runReplica.ts'));
    this.#exited = once(this.#child, 'exit');
    this.#child.on('exit', code => {
      this.hasFailed = code !== null && code !== 0;
    });
    // The transform tells over the same channel which files it has read.
    this.#child.on('message', ({ log }: { log?: string }) => {
      if (log) {
        this.complaints.push(log);
      }
    });
    this.#child.stderr?.on('data', chunk => this.complaints.push(`${chunk}`));
    this.#child.send(settings);
  }

  static start(settings: ReplicaSettings): ReplicaProcess {
    return new ReplicaProcess(settings);
  }

  signal(name: 'SIGKILL' | 'SIGTERM' | 'SIGSTOP' | 'SIGCONT'): void {
    this.#child.kill(name);
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }
}
