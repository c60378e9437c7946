import { ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import type {
  ClusterSize,
  Fault,
  ScaleAnswers,
  ScaleCommand,
  ScaleReport,
  ScaleWrite,
} from '@velero-manager/dev-fleet';
import { ClusterDefinition } from '../src/clusters';

const TRANSFORM = '@backstage/cli/config/nodeTransform.cjs';
const SERVER = join(
  dirname(require.resolve('@velero-manager/dev-fleet/package.json')),
  'src/scale/serve.ts',
);

/** The API servers of a fleet, in a process of their own. */
export class CollectorFleet {
  readonly clusters: string[];
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (report: ScaleReport) => void>();
  readonly #listeners = new Set<(writes: ScaleWrite[]) => void>();
  #address: ScaleAnswers['start'] = { baseUrl: '', ca: '' };
  #lastId = 0;

  private constructor(clusters: string[]) {
    this.clusters = clusters;
    this.#child = fork(SERVER, { execArgv: ['--require', TRANSFORM] });
    this.#child.on('message', (report: ScaleReport) => {
      if (report.type === 'written') {
        this.#listeners.forEach(listener => listener(report.writes));
      } else {
        this.#waiting.get(report.id)?.(report);
        this.#waiting.delete(report.id);
      }
    });
  }

  static async start(options: {
    clusters: number;
    size: ClusterSize;
    seed: number;
    bookmarkIntervalMs?: number;
  }): Promise<CollectorFleet> {
    const { size, seed, bookmarkIntervalMs = 60_000 } = options;
    const clusters = Array.from(
      { length: options.clusters },
      (_, i) => `cluster-${String(i).padStart(4, '0')}`,
    );
    const fleet = new CollectorFleet(clusters);
    fleet.#address = await fleet.#tell({
      type: 'start',
      seed,
      options: {
        ...{ clusters, size, bookmarkIntervalMs },
        epoch: Date.now(),
        watchList: true,
      },
    });
    return fleet;
  }

  /** How the portal knows these clusters. */
  definitions(): ClusterDefinition[] {
    return this.clusters.map(name => ({
      name,
      title: null,
      environment: 'production',
      definedAt: `veleroManager.clusters[${name}]`,
      url: this.urlOf(name),
      auth: { type: 'serviceAccountToken', token: 'bench' },
      ca: this.#address.ca,
      skipTLSVerify: false,
      veleroNamespaces: null,
      argocd: { names: [name], servers: [] },
    }));
  }

  urlOf(cluster: string): string {
    return `${this.#address.baseUrl}${cluster}`;
  }

  get ca(): string {
    return this.#address.ca;
  }

  /** Writes at a pace, and tells of each write where somebody listens. */
  churn(perSecond: number, clusters?: string[]): Promise<null> {
    const report = this.#listeners.size > 0;
    return this.#tell({ type: 'churn', perSecond, clusters, report });
  }

  /** Writes to one cluster, all at once. */
  burst(cluster: string, writes: number): Promise<null> {
    return this.#tell({ type: 'burst', cluster, writes });
  }

  /** Whether controllers write that they are alive, all over the fleet. */
  beats(on: boolean): Promise<null> {
    return this.#tell({ type: 'beats', on });
  }

  /** How often they wrote so since the start. */
  beaten(): Promise<number> {
    return this.#tell({ type: 'beaten' });
  }

  setFaults(cluster: string, faults: Fault[]): Promise<null> {
    return this.#tell({ type: 'faults', cluster, faults });
  }

  /** How often each verb was asked for since the start. */
  counts(): Promise<Record<string, number>> {
    return this.#tell({ type: 'counts' });
  }

  /** @returns a function that ends it */
  onWritten(listener: (writes: ScaleWrite[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async stop(): Promise<void> {
    const exited = once(this.#child, 'exit');
    this.#child.disconnect();
    await exited;
  }

  #tell<C extends ScaleCommand>(command: C): Promise<ScaleAnswers[C['type']]> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, report => {
        if (report.type === 'answer' && report.error === null) {
          // The process answers each command with what belongs to it.
          resolve(report.value as ScaleAnswers[C['type']]);
        } else {
          reject(new Error(`The fleet failed: ${JSON.stringify(report)}`));
        }
      });
      this.#child.send({ ...command, id });
    });
  }
}
