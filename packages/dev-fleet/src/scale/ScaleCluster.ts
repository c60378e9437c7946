import { ClusterSize, FIRST_REVISION, ScaleKind, uidOf } from './ScaleKind';

/** A write, as watches are told of it. @internal */
export interface ScaleEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  kind: ScaleKind;
  index: number;
  revision: number;
}

/** What is not as at first; all else follows from the index. */
interface KindState {
  next: number;
  readonly revisions: Map<number, number>;
  readonly deleted: Set<number>;
}

/** Writes over which a watch can resume. */
const KEPT_EVENTS = 2_000;

/**
 * The objects of one simulated cluster. Holds no object, just what was
 * written since the start: a fleet of a million objects is a few megabytes.
 *
 * @internal
 */
export class ScaleCluster {
  readonly name: string;
  readonly size: ClusterSize;
  readonly #epoch: number;
  readonly #states = new Map<ScaleKind, KindState>();
  readonly #listeners = new Set<(event: ScaleEvent) => void>();
  #revision = FIRST_REVISION;
  #compacted = FIRST_REVISION;
  #events: ScaleEvent[] = [];

  private constructor(options: ScaleClusterOptions) {
    this.name = options.name;
    this.size = options.size;
    this.#epoch = options.epoch;
  }

  static create(options: ScaleClusterOptions): ScaleCluster {
    return new ScaleCluster(options);
  }

  /** The namespace by whose uid a client tells one cluster from another. */
  get identity(): object {
    const uid = uidOf('kube-system', { cluster: this.name, index: 0 });
    return {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'kube-system', uid, resourceVersion: '1' },
    };
  }

  /** The newest write. */
  get revision(): number {
    return this.#revision;
  }

  /** The indexes of the objects of a kind from one on, in order. */
  *indexes(kind: ScaleKind, from = 0): Generator<number> {
    const { next, deleted } = this.#stateOf(kind);
    for (let index = from; index < next; index += 1) {
      if (!deleted.has(index)) yield index;
    }
  }

  /** How many objects of a kind there have ever been. */
  count(kind: ScaleKind): number {
    return this.#stateOf(kind).next;
  }

  has(kind: ScaleKind, index: number): boolean {
    const { next, deleted } = this.#stateOf(kind);
    return index < next && !deleted.has(index);
  }

  keyOf(kind: ScaleKind, index: number) {
    return kind.keyOf(this.#object(index, FIRST_REVISION));
  }

  /** An object as JSON, as it is or as it was after a write. */
  write(kind: ScaleKind, index: number, revision?: number): string {
    const { revisions } = this.#stateOf(kind);
    const at = revision ?? revisions.get(index) ?? FIRST_REVISION;
    return kind.write(this.#object(index, at));
  }

  add(kind: ScaleKind): ScaleEvent {
    const state = this.#stateOf(kind);
    const index = state.next;
    state.next += 1;
    return this.#commit('ADDED', kind, index);
  }

  modify(kind: ScaleKind, index: number): ScaleEvent {
    return this.#commit('MODIFIED', kind, index);
  }

  remove(kind: ScaleKind, index: number): ScaleEvent {
    this.#stateOf(kind).deleted.add(index);
    return this.#commit('DELETED', kind, index);
  }

  /** The writes after a revision; `null` where some of them are forgotten. */
  eventsSince(revision: number): ScaleEvent[] | null {
    return revision < this.#compacted
      ? null
      : this.#events.filter(event => event.revision > revision);
  }

  /** Calls back after each write. @returns a function that ends it */
  subscribe(listener: (event: ScaleEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #commit(
    type: ScaleEvent['type'],
    kind: ScaleKind,
    index: number,
  ): ScaleEvent {
    this.#revision += 1;
    const event = { type, kind, index, revision: this.#revision };
    const { revisions } = this.#stateOf(kind);
    if (type === 'DELETED') {
      revisions.delete(index);
    } else {
      revisions.set(index, event.revision);
    }
    this.#events.push(event);
    if (this.#events.length > 2 * KEPT_EVENTS) {
      const forgotten = this.#events.splice(0, KEPT_EVENTS);
      this.#compacted = forgotten[KEPT_EVENTS - 1].revision;
    }
    this.#listeners.forEach(listener => listener(event));
    return event;
  }

  #object(index: number, revision: number) {
    const { name, size } = this;
    return { cluster: name, size, index, revision, epoch: this.#epoch };
  }

  #stateOf(kind: ScaleKind): KindState {
    const known = this.#states.get(kind);
    if (known) return known;
    const state = {
      next: kind.count(this.size),
      revisions: new Map(),
      deleted: new Set<number>(),
    };
    this.#states.set(kind, state);
    return state;
  }
}

/** How a cluster of a fleet in size is made. @internal */
export interface ScaleClusterOptions {
  name: string;
  size: ClusterSize;
  /** When the fleet began, in milliseconds since 1970. */
  epoch: number;
}
