import { scaleKinds } from './kinds';
import { ScaleCluster } from './ScaleCluster';
import { ScaleKind } from './ScaleKind';

const TICK_MS = 10;

/** How the objects of a kind take turns, in all clusters together. */
interface Rhythm {
  kind: ScaleKind;
  /** Turns in a round, of so many seconds. */
  turns: number;
  seconds: number;
  /** Turns since the fleet began. */
  done: number;
  /** What was done of them when it was told to start last. */
  doneBefore: number;
}

/**
 * Writes what controllers write though nothing changed. Of each kind each object
 * has one turn in its interval; turns come at an even pace and go from cluster
 * to cluster, the same way in each run. Who stops it and starts it again has it
 * go on where it was.
 *
 * @internal
 */
export class Beats {
  readonly #clusters: ScaleCluster[];
  readonly #rhythms: Rhythm[];
  #timer: NodeJS.Timeout | undefined;
  #written = 0;

  private constructor(clusters: ScaleCluster[]) {
    this.#clusters = clusters;
    this.#rhythms = scaleKinds.flatMap(kind => {
      if (!kind.beat) return [];
      const most = Math.max(0, ...clusters.map(one => one.count(kind)));
      const turns = most * clusters.length;
      const seconds = kind.beat.everySeconds;
      return [{ kind, turns, seconds, done: 0, doneBefore: 0 }];
    });
  }

  static create(clusters: ScaleCluster[]): Beats {
    return new Beats(clusters);
  }

  /** How many were written since the fleet began. */
  get written(): number {
    return this.#written;
  }

  /** Does nothing where it has started already. */
  start(): void {
    if (this.#timer) return;
    const begun = performance.now();
    this.#rhythms.forEach(rhythm => {
      rhythm.doneBefore = rhythm.done;
    });
    this.#timer = setInterval(() => {
      const elapsed = (performance.now() - begun) / 1000;
      this.#rhythms.forEach(rhythm => this.#advance(rhythm, elapsed));
    }, TICK_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #advance(rhythm: Rhythm, elapsed: number): void {
    const { kind, turns, seconds, doneBefore } = rhythm;
    const due = doneBefore + Math.floor((elapsed * turns) / seconds);
    for (; rhythm.done < due; rhythm.done += 1) {
      const turn = rhythm.done % turns;
      const cluster = this.#clusters[turn % this.#clusters.length];
      const index = Math.floor(turn / this.#clusters.length);
      if (cluster.has(kind, index)) {
        cluster.beat(kind, index);
        this.#written += 1;
      }
    }
  }
}
