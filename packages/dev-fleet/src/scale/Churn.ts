import { scaleKinds } from './kinds';
import { createRandom } from './createRandom';
import { ScaleCluster, ScaleEvent } from './ScaleCluster';
import { ScaleKind } from './ScaleKind';

const TICK_MS = 10;
/** Of the writes to kinds that come and go, one in five each. */
const COMES_OR_GOES = 0.2;
/** Tries to hit an object that was not deleted. */
const TRIES = 20;

const BUSY = scaleKinds.filter(kind => kind.churn);
const TOTAL = BUSY.reduce((sum, kind) => sum + (kind.churn?.weight ?? 0), 0);

/** Writes to clusters at an even pace, the same for the same seed. @internal */
export class Churn {
  readonly #random: () => number;
  readonly #clusters: ScaleCluster[];
  readonly #onWrite: (cluster: ScaleCluster, event: ScaleEvent) => void;
  #timer: NodeJS.Timeout | undefined;

  private constructor(options: ChurnOptions) {
    this.#random = createRandom(options.seed);
    this.#clusters = options.clusters;
    this.#onWrite = options.onWrite;
  }

  static create(options: ChurnOptions): Churn {
    return new Churn(options);
  }

  /** Sets the pace; 0 rests. */
  pace(perSecond: number): void {
    clearInterval(this.#timer);
    const begun = performance.now();
    let written = 0;
    this.#timer =
      perSecond === 0
        ? undefined
        : setInterval(() => {
            const elapsed = (performance.now() - begun) / 1000;
            for (; written < elapsed * perSecond; written += 1) {
              this.writeOnce();
            }
          }, TICK_MS);
  }

  /** One write somewhere. */
  writeOnce(): void {
    const cluster = this.#clusters[this.#draw(this.#clusters.length)];
    const kind = this.#drawKind();
    const fate = kind.churn?.comesAndGoes ? this.#random() : 1;
    const index = fate < COMES_OR_GOES ? null : this.#drawIndex(cluster, kind);
    let event: ScaleEvent;
    if (index === null) {
      event = cluster.add(kind);
    } else if (fate < 2 * COMES_OR_GOES) {
      event = cluster.remove(kind, index);
    } else {
      event = cluster.modify(kind, index);
    }
    this.#onWrite(cluster, event);
  }

  #drawKind(): ScaleKind {
    let place = this.#random() * TOTAL;
    return (
      BUSY.find(kind => {
        place -= kind.churn?.weight ?? 0;
        return place < 0;
      }) ?? BUSY[0]
    );
  }

  #drawIndex(cluster: ScaleCluster, kind: ScaleKind): number | null {
    for (let i = 0; i < TRIES; i += 1) {
      const index = this.#draw(cluster.count(kind));
      if (cluster.has(kind, index)) return index;
    }
    return null;
  }

  #draw(count: number): number {
    return Math.floor(this.#random() * count);
  }
}

/** Where and how to write. @internal */
export interface ChurnOptions {
  clusters: ScaleCluster[];
  seed: number;
  onWrite(cluster: ScaleCluster, event: ScaleEvent): void;
}
