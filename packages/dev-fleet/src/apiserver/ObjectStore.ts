import { StoreEvent } from './EventLog';
import { KubeObject, ObjectInput, ObjectKey } from './KubeObject';
import { WrittenPart } from './prepareObject';

/**
 * What a list should hold; without a field it holds every object of the kind.
 *
 * @public
 */
export interface ListSelection {
  namespace?: string;
  /** As in `kubectl get -l`. */
  labelSelector?: string;
  /** As in `kubectl get --field-selector`. */
  fieldSelector?: string;
}

/**
 * How a write is done.
 *
 * @public
 */
export interface WriteOptions {
  /** Check and answer, but store nothing. Default: false. */
  dryRun?: boolean;
  /** Default: `all`, since controllers here write spec and status at once. */
  part?: WrittenPart;
}

/**
 * How an object is deleted.
 *
 * @public
 */
export interface DeleteOptions {
  dryRun?: boolean;
  /** The delete fails with 409 unless the object has these. */
  preconditions?: { uid?: string; resourceVersion?: string };
}

/**
 * The objects of one simulated cluster, as the controllers beside the API
 * server see them: synchronous, with the same rules as over HTTP (resource
 * versions, conflicts, finalizers, generations).
 *
 * @remarks
 * Resources are named as Kubernetes names them: `schedules.velero.io`, `pods`.
 * Naming one that is not registered is an Error; what the API server would
 * refuse is a {@link StatusError} with the status it would send. Objects that
 * come out are frozen and shared: copy before changing. Owner references are
 * kept but nothing is collected by them.
 *
 * @public
 */
export interface ObjectStore {
  /** The resourceVersion of the newest write, `0` before the first. */
  readonly resourceVersion: string;

  /** @returns the object, or undefined if there is none of that key */
  get(groupResource: string, key: ObjectKey): KubeObject | undefined;

  /** Objects in the order of namespace, then name. */
  list(groupResource: string, selection?: ListSelection): KubeObject[];

  /**
   * Stores a new object; apiVersion and kind may be left out.
   *
   * @throws StatusError 409 if the name is taken, 422 if it is malformed.
   */
  create(
    groupResource: string,
    object: ObjectInput,
    options?: WriteOptions,
  ): KubeObject;

  /**
   * Replaces an object. A resourceVersion in its metadata must be the present
   * one. A write that changes nothing makes no event.
   *
   * @throws StatusError 404 if it is not there, 409 if it has changed.
   */
  update(
    groupResource: string,
    object: ObjectInput,
    options?: WriteOptions,
  ): KubeObject;

  /**
   * Merges a patch into an object (RFC 7386: null removes a field).
   *
   * @throws StatusError 404 if it is not there.
   */
  patch(
    groupResource: string,
    key: ObjectKey,
    options: { patch: Record<string, unknown> } & WriteOptions,
  ): KubeObject;

  /**
   * Deletes an object, or marks it as being deleted while it has finalizers.
   *
   * @throws StatusError 404 if it is not there, 409 on a precondition.
   */
  delete(
    groupResource: string,
    key: ObjectKey,
    options?: DeleteOptions,
  ): DeleteResult;

  /**
   * Calls back after every write from now on, in the order of the writes,
   * also when a listener writes itself. For what exists already use
   * {@link ObjectStore.list} first: nothing can come between.
   *
   * @returns a function that ends the subscription
   */
  subscribe(listener: (event: StoreEvent) => void): () => void;
}

/**
 * What became of a deleted object.
 *
 * @public
 */
export interface DeleteResult {
  object: KubeObject;
  /** False while finalizers hold the object. */
  removed: boolean;
}
