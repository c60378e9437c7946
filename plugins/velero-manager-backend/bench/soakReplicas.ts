import { ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { SoakOrder } from './soakReplica';

const TRANSFORM = '@backstage/cli/config/nodeTransform.cjs';

/** The replicas of a soak, which come and go. */
export class SoakReplicas {
  readonly #order: Omit<SoakOrder, 'name'>;
  readonly #living: (ChildProcess | null)[];
  #born = 0;
  /** How often one ended in each way. */
  readonly ends = { killed: 0, stopped: 0 };

  private constructor(order: Omit<SoakOrder, 'name'>, count: number) {
    this.#order = order;
    this.#living = Array.from({ length: count }, () => null);
  }

  static async start(
    order: Omit<SoakOrder, 'name'>,
    count: number,
  ): Promise<SoakReplicas> {
    const replicas = new SoakReplicas(order, count);
    await replicas.revive();
    return replicas;
  }

  get count(): number {
    return this.#living.length;
  }

  /** Ends one as a crash does, or in good order. */
  async end(place: number, how: 'killed' | 'stopped'): Promise<void> {
    const child = this.#living[place];
    if (!child) {
      return;
    }
    this.#living[place] = null;
    this.ends[how] += 1;
    const exited = once(child, 'exit');
    child.kill(how === 'killed' ? 'SIGKILL' : 'SIGTERM');
    await exited;
  }

  /** Starts those that ended. @throws Error when one cannot start */
  async revive(): Promise<void> {
    await Promise.all(
      this.#living.map(async (living, place) => {
        if (!living) {
          this.#living[place] = await this.#fork();
        }
      }),
    );
  }

  async #fork(): Promise<ChildProcess> {
    this.#born += 1;
    const child = fork(join(__dirname, 'soakReplica.ts'), {
      execArgv: ['--require', TRANSFORM],
    });
    child.send({ ...this.#order, name: `replica-${this.#born}` });
    const started = new Promise<'started'>(resolve => {
      // The loader of TypeScript speaks over the same channel.
      child.on('message', message => {
        if (message === 'started') {
          resolve(message);
        }
      });
    });
    const end = await Promise.race([started, once(child, 'exit')]);
    if (end !== 'started') {
      throw new Error(`A replica ended with ${end} before it had started`);
    }
    child.once('exit', code => {
      if (code !== 0 && this.#living.includes(child)) {
        console.error(`A replica ended by itself with ${code}`);
        process.exitCode = 1;
      }
    });
    return child;
  }
}
