import {
  ClusterSize,
  FIRST_REVISION,
  firstState,
  ScaleKind,
  ScaleObject,
  ScaleState,
  uidOf,
} from './ScaleKind';

/** A write, as watches are told of it. @internal */
export interface ScaleEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  kind: ScaleKind;
  index: number;
  revision: number;
  /** What became of the object. */
  state: ScaleState;
}

/** What is not as at first; all else follows from the index. */
interface KindState {
  next: number;
  readonly states: Map<number, ScaleState>;
  readonly deleted: Set<number>;
}

/** Writes over which a watch can resume. */
const KEPT_EVENTS = 2_000;
const SECOND_MS = 1000;

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
  readonly #kinds = new Map<ScaleKind, KindState>();
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
    const { next, deleted } = this.#kindOf(kind);
    for (let index = from; index < next; index += 1) {
      if (!deleted.has(index)) yield index;
    }
  }

  /** How many objects of a kind there have ever been. */
  count(kind: ScaleKind): number {
    return this.#kindOf(kind).next;
  }

  has(kind: ScaleKind, index: number): boolean {
    const { next, deleted } = this.#kindOf(kind);
    return index < next && !deleted.has(index);
  }

  keyOf(kind: ScaleKind, index: number) {
    return kind.keyOf(this.#object(kind, index));
  }

  /** An object as JSON, as it is or as it was after a write. */
  write(kind: ScaleKind, index: number, state?: ScaleState): string {
    return kind.write(this.#object(kind, index, state));
  }

  add(kind: ScaleKind): ScaleEvent {
    const state = this.#kindOf(kind);
    const index = state.next;
    state.next += 1;
    return this.#commit('ADDED', { kind, index }, this.#change());
  }

  modify(kind: ScaleKind, index: number): ScaleEvent {
    return this.#commit('MODIFIED', { kind, index }, this.#change());
  }

  /** Writes that somebody still looks after an object, and nothing else. */
  beat(kind: ScaleKind, index: number): ScaleEvent {
    const { beats } = this.#stateOf(kind, index);
    return this.#commit(
      'MODIFIED',
      { kind, index },
      { beatAfter: this.#now(), beats: beats + 1 },
    );
  }

  remove(kind: ScaleKind, index: number): ScaleEvent {
    this.#kindOf(kind).deleted.add(index);
    return this.#commit('DELETED', { kind, index }, this.#change());
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
    { kind, index }: Pick<ScaleEvent, 'kind' | 'index'>,
    changes: Partial<ScaleState>,
  ): ScaleEvent {
    this.#revision += 1;
    const revision = this.#revision;
    const state = {
      ...this.#stateOf(kind, index),
      ...changes,
      version: revision,
    };
    const event = { type, kind, index, revision, state };
    const { states } = this.#kindOf(kind);
    if (type === 'DELETED') {
      states.delete(index);
    } else {
      states.set(index, state);
    }
    this.#events.push(event);
    if (this.#events.length > 2 * KEPT_EVENTS) {
      const forgotten = this.#events.splice(0, KEPT_EVENTS);
      this.#compacted = forgotten[KEPT_EVENTS - 1].revision;
    }
    this.#listeners.forEach(listener => listener(event));
    return event;
  }

  /** What the next write makes of an object: whoever changes it looks after it. */
  #change(): Omit<ScaleState, 'version'> {
    const now = this.#now();
    const revision = this.#revision + 1;
    return { revision, changedAfter: now, beatAfter: now, beats: 0 };
  }

  /** Whole seconds since the fleet began. */
  #now(): number {
    return Math.floor((Date.now() - this.#epoch) / SECOND_MS);
  }

  #stateOf(kind: ScaleKind, index: number): ScaleState {
    const written = this.#kindOf(kind).states.get(index);
    return written ?? firstState(kind, { cluster: this.name, index });
  }

  #object(kind: ScaleKind, index: number, state?: ScaleState): ScaleObject {
    const { name: cluster, size } = this;
    return {
      ...(state ?? this.#stateOf(kind, index)),
      ...{ cluster, size, index, epoch: this.#epoch },
    };
  }

  #kindOf(kind: ScaleKind): KindState {
    const known = this.#kinds.get(kind);
    if (known) return known;
    const state = {
      next: kind.count(this.size),
      states: new Map<number, ScaleState>(),
      deleted: new Set<number>(),
    };
    this.#kinds.set(kind, state);
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
