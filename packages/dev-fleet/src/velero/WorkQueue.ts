import { KubeObject } from '../apiserver/KubeObject';
import { ObjectStore } from '../apiserver/ObjectStore';
import { BACKUPS, DELETE_REQUESTS, RESTORES } from './types';

/** The kinds that go through phases to an end. */
export type WorkResource =
  | typeof BACKUPS
  | typeof RESTORES
  | typeof DELETE_REQUESTS;

/** Phases that nothing follows. */
const ENDED = [
  'Completed',
  'PartiallyFailed',
  'Failed',
  'FailedValidation',
  'Processed',
];

/**
 * What of Velero's own namespace is not done yet. As the queues of real
 * controllers it follows the writes, so that a look at it costs nothing however
 * long the past is.
 *
 * @internal
 */
export class WorkQueue {
  readonly #store: ObjectStore;
  readonly #namespace: string;
  readonly #open: Record<WorkResource, Set<string>> = {
    [BACKUPS]: new Set(),
    [RESTORES]: new Set(),
    [DELETE_REQUESTS]: new Set(),
  };
  #removals = 0;

  private constructor(store: ObjectStore, namespace: string) {
    this.#store = store;
    this.#namespace = namespace;
  }

  static follow(store: ObjectStore, namespace: string): WorkQueue {
    const queue = new WorkQueue(store, namespace);
    for (const resource of [BACKUPS, RESTORES, DELETE_REQUESTS] as const) {
      store
        .list(resource, { namespace })
        .forEach(object => queue.#note(resource, object));
    }
    store.subscribe(({ type, groupResource, object }) => {
      if (!queue.#isWork(groupResource)) return;
      if (object.metadata.namespace !== namespace) return;
      if (type === 'DELETED') queue.#forget(groupResource, object);
      else queue.#note(groupResource, object);
    });
    return queue;
  }

  /** What is not done, in the order of names. */
  open(resource: WorkResource): KubeObject[] {
    const namespace = this.#namespace;
    return [...this.#open[resource]]
      .sort()
      .flatMap(name => this.#store.get(resource, { namespace, name }) ?? []);
  }

  /** Rises whenever something is deleted. */
  get removals(): number {
    return this.#removals;
  }

  #isWork(resource: string): resource is WorkResource {
    return Object.hasOwn(this.#open, resource);
  }

  #note(resource: WorkResource, { metadata, status }: KubeObject): void {
    const names = this.#open[resource];
    if (ENDED.includes(String(status?.phase ?? ''))) {
      names.delete(metadata.name);
    } else {
      names.add(metadata.name);
    }
  }

  #forget(resource: WorkResource, { metadata }: KubeObject): void {
    this.#open[resource].delete(metadata.name);
    this.#removals += 1;
  }
}
