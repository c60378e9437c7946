import { isDeepStrictEqual } from 'node:util';
import { ApiKind } from './ApiKind';
import { EventLog, StoreEvent } from './EventLog';
import { KindRegistry } from './KindRegistry';
import { KubeObject, ObjectInput, ObjectKey } from './KubeObject';
import { mergePatch } from './mergePatch';
import {
  DeleteOptions,
  DeleteResult,
  ListSelection,
  ObjectStore,
  WriteOptions,
} from './ObjectStore';
import { kubeTime, prepareNew, prepareUpdate } from './prepareObject';
import { parseSelection } from './parseSelection';
import { StatusError } from './StatusError';

/**
 * How a store is made.
 *
 * @public
 */
export interface MemoryObjectStoreOptions {
  kinds: KindRegistry;
  now: () => Date;
  /** Writes that a watch can resume over. Default: 10,000. */
  eventLogSize?: number;
}

const DEFAULT_EVENT_LOG_SIZE = 10_000;

/**
 * Keeps the objects of one simulated cluster in memory, with one
 * resourceVersion that rises with every write.
 *
 * @public
 */
export class MemoryObjectStore implements ObjectStore {
  readonly #kinds: KindRegistry;
  readonly #now: () => Date;
  readonly #log: EventLog;
  readonly #objects = new Map<string, Map<string, KubeObject>>();
  readonly #listeners = new Set<(event: StoreEvent) => void>();
  readonly #undelivered: StoreEvent[] = [];
  #delivering = false;
  #revision = 0;

  private constructor(options: MemoryObjectStoreOptions) {
    this.#kinds = options.kinds;
    this.#now = options.now;
    this.#log = EventLog.create({
      limit: options.eventLogSize ?? DEFAULT_EVENT_LOG_SIZE,
    });
  }

  static create(options: MemoryObjectStoreOptions): MemoryObjectStore {
    return new MemoryObjectStore(options);
  }

  get resourceVersion(): string {
    return String(this.#revision);
  }

  get(groupResource: string, key: ObjectKey): KubeObject | undefined {
    return this.#objectsOf(groupResource).get(keyText(key));
  }

  list(groupResource: string, selection: ListSelection = {}): KubeObject[] {
    const kind = this.#kinds.require(groupResource);
    const matches = parseSelection(selection, kind);
    return sorted(this.#objectsOf(groupResource)).filter(matches);
  }

  create(
    groupResource: string,
    object: ObjectInput,
    options: WriteOptions = {},
  ): KubeObject {
    const kind = this.#kinds.require(groupResource);
    const { part = 'all', dryRun } = options;
    const created = prepareNew(kind, object, { now: this.#now(), part });
    if (this.get(groupResource, created.metadata)) {
      throw StatusError.alreadyExists(kind, created.metadata.name);
    }
    if (dryRun) return created;
    return this.#commit(kind, { type: 'ADDED', object: created });
  }

  update(
    groupResource: string,
    object: ObjectInput,
    options: WriteOptions = {},
  ): KubeObject {
    const kind = this.#kinds.require(groupResource);
    const { name = '', namespace } = object.metadata ?? {};
    const current = this.#require(kind, { name, namespace });
    checkUnchanged(kind, current, object.metadata ?? {});
    const { part = 'all', dryRun } = options;
    const next = prepareUpdate(kind, current, { input: object, part });
    if (isDeepStrictEqual(next, current)) return current;
    if (dryRun) return next;
    const { deletionTimestamp, finalizers = [] } = next.metadata;
    const type =
      deletionTimestamp && finalizers.length === 0 ? 'DELETED' : 'MODIFIED';
    return this.#commit(kind, { type, object: next, previous: current });
  }

  patch(
    groupResource: string,
    key: ObjectKey,
    options: { patch: Record<string, unknown> } & WriteOptions,
  ): KubeObject {
    const kind = this.#kinds.require(groupResource);
    const current = this.#require(kind, key);
    // A merge of an object into an object is an object with the same metadata.
    const patched = mergePatch(current, options.patch) as KubeObject;
    const { name, namespace } = current.metadata;
    return this.update(
      groupResource,
      { ...patched, metadata: { ...patched.metadata, name, namespace } },
      options,
    );
  }

  delete(
    groupResource: string,
    key: ObjectKey,
    options: DeleteOptions = {},
  ): DeleteResult {
    const kind = this.#kinds.require(groupResource);
    const current = this.#require(kind, key);
    checkUnchanged(kind, current, options.preconditions ?? {});
    const { finalizers = [], deletionTimestamp } = current.metadata;
    const removed = finalizers.length === 0;
    if (options.dryRun) return { object: current, removed };
    if (removed) {
      const event = { type: 'DELETED' as const, previous: current };
      return {
        object: this.#commit(kind, { ...event, object: current }),
        removed,
      };
    }
    if (deletionTimestamp) return { object: current, removed };
    const marked = {
      ...current,
      metadata: {
        ...current.metadata,
        deletionTimestamp: kubeTime(this.#now()),
        deletionGracePeriodSeconds: 0,
      },
    };
    const event = { type: 'MODIFIED' as const, previous: current };
    return {
      object: this.#commit(kind, { ...event, object: marked }),
      removed,
    };
  }

  subscribe(listener: (event: StoreEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Removes all objects of a kind, finalizers or not: its CRD is gone. */
  removeAll(groupResource: string): void {
    const kind = this.#kinds.require(groupResource);
    for (const object of sorted(this.#objectsOf(groupResource))) {
      this.#commit(kind, { type: 'DELETED', object, previous: object });
    }
  }

  /** Forgets the history of writes: watches and pages from before expire. */
  compact(): void {
    this.#log.compact();
  }

  /** The writes after a revision; undefined if some of them are forgotten. */
  eventsSince(revision: number): StoreEvent[] | undefined {
    return this.#log.since(revision);
  }

  /**
   * The objects of a kind as they were at a revision, in order; undefined if
   * history does not reach back so far.
   */
  snapshotAt(
    groupResource: string,
    revision: number,
  ): KubeObject[] | undefined {
    const events = this.#log.since(revision);
    if (!events) return undefined;
    const objects = new Map(this.#objectsOf(groupResource));
    for (const event of events.reverse()) {
      if (event.groupResource !== groupResource) continue;
      const key = keyText(event.object.metadata);
      if (event.previous) objects.set(key, event.previous);
      else objects.delete(key);
    }
    return sorted(objects);
  }

  #objectsOf(groupResource: string): Map<string, KubeObject> {
    let objects = this.#objects.get(groupResource);
    if (!objects) {
      objects = new Map();
      this.#objects.set(groupResource, objects);
    }
    return objects;
  }

  #require(kind: ApiKind, key: ObjectKey): KubeObject {
    const object = this.get(kind.groupResource, key);
    if (!object) throw StatusError.notFound(kind, key.name);
    return object;
  }

  #commit(
    kind: ApiKind,
    write: Pick<StoreEvent, 'type' | 'object' | 'previous'>,
  ): KubeObject {
    this.#revision += 1;
    const object = deepFreeze({
      ...write.object,
      metadata: {
        ...write.object.metadata,
        resourceVersion: this.resourceVersion,
      },
    });
    const objects = this.#objectsOf(kind.groupResource);
    const key = keyText(object.metadata);
    if (write.type === 'DELETED') objects.delete(key);
    else objects.set(key, object);
    const { groupResource } = kind;
    const event = { ...write, groupResource, object, revision: this.#revision };
    this.#log.append(event);
    this.#undelivered.push(event);
    this.#deliver();
    return object;
  }

  /** A listener that writes only adds to the queue: order is kept for all. */
  #deliver(): void {
    if (this.#delivering) return;
    this.#delivering = true;
    try {
      let event = this.#undelivered.shift();
      while (event) {
        for (const listener of [...this.#listeners]) listener(event);
        event = this.#undelivered.shift();
      }
    } finally {
      this.#delivering = false;
    }
  }
}

function keyText(key: ObjectKey): string {
  return `${key.namespace ?? ''}/${key.name}`;
}

function sorted(objects: Map<string, KubeObject>): KubeObject[] {
  return [...objects.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, object]) => object);
}

function checkUnchanged(
  kind: ApiKind,
  current: KubeObject,
  expected: { uid?: string; resourceVersion?: string },
): void {
  const { name, uid, resourceVersion } = current.metadata;
  if (expected.uid && expected.uid !== uid) {
    const why = `Precondition failed: UID in precondition: ${expected.uid}, UID in object meta: ${uid}`;
    throw StatusError.conflict(kind, name, why);
  }
  if (
    expected.resourceVersion &&
    expected.resourceVersion !== resourceVersion
  ) {
    throw StatusError.conflict(kind, name);
  }
}

function deepFreeze<T extends object>(value: T): T {
  if (Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && inner !== null) deepFreeze(inner);
  }
  return value;
}
