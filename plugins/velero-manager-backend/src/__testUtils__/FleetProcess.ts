import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import type { ClusterDefinition } from '../clusters';
import { clusterDefinition } from '../kubernetes/__testUtils__/clusterDefinition';
import { forkTypeScript } from './ReplicaProcess';

/** How many objects a cluster begins with: a few of all twenty kinds. */
const SIZE = {
  namespaces: 3,
  schedules: 3,
  backups: 10,
  claims: 3,
  copies: 3,
  syncObjects: 3,
};

/** Is not watched, but listed now and then where there are claims. */
const POLLED = 'pods';

/** Simulated API servers in a process of their own. */
export class FleetProcess {
  readonly #child: ChildProcess;
  readonly #names: string[];
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #address = { baseUrl: '', ca: '' };
  #lastId = 0;

  private constructor(names: string[]) {
    this.#names = names;
    const folder = dirname(
      require.resolve('@velero-manager/dev-fleet/package.json'),
    );
    this.#child = forkTypeScript(join(folder, 'src/scale/serve.ts'));
    this.#child.on('exit', code =>
      this.#waiting.forEach((answer, id) =>
        answer({ id, value: null, error: `The fleet exited with ${code}` }),
      ),
    );
    this.#child.on('message', (answer: Answer) => {
      this.#waiting.get(answer.id)?.(answer);
      this.#waiting.delete(answer.id);
    });
  }

  static async start(options: { clusters: number }): Promise<FleetProcess> {
    const names = Array.from(
      { length: options.clusters },
      (_, i) => `cluster-${100 + i}`,
    );
    const fleet = new FleetProcess(names);
    fleet.#address = await fleet.#tell({
      type: 'start',
      seed: 1,
      options: {
        ...{ clusters: names, size: SIZE, watchList: false },
        epoch: Date.now(),
        bookmarkIntervalMs: 2_000,
      },
    });
    return fleet;
  }

  /** How a portal knows these clusters. */
  definitions(): ClusterDefinition[] {
    const { baseUrl, ca } = this.#address;
    return this.#names.map(name =>
      clusterDefinition({ name, url: `${baseUrl}${name}`, ca }),
    );
  }

  /** Lets objects change; 0 lets them rest. */
  async churn(perSecond: number): Promise<void> {
    await this.#tell({ type: 'churn', perSecond, report: false });
  }

  /** How many lists were asked for of what is watched, and how many watches are open. */
  async counts(): Promise<{ lists: number; openWatches: number }> {
    type Counts = Record<string, number>;
    const { openWatches } = await this.#tell<Counts>({ type: 'counts' });
    const lists = Object.entries(await this.#tell<Counts>({ type: 'lists' }))
      .filter(([resource]) => resource !== POLLED)
      .reduce((sum, [, count]) => sum + count, 0);
    return { lists, openWatches };
  }

  async stop(): Promise<void> {
    const exited = once(this.#child, 'exit');
    this.#child.disconnect();
    await exited;
  }

  #tell<T>(command: object): Promise<T> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ value, error }) =>
        error === null ? resolve(value as T) : reject(new Error(error)),
      );
      this.#child.send({ ...command, id });
    });
  }
}

interface Answer {
  id: number;
  value: unknown;
  error: string | null;
}
