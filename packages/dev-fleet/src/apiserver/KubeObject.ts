/**
 * The metadata of a stored object, as an API server keeps it.
 *
 * @public
 */
export interface ObjectMeta {
  name: string;
  /** Absent on objects of cluster-scoped kinds. */
  namespace?: string;
  uid: string;
  /** A decimal number; rises with every write anywhere in the server. */
  resourceVersion: string;
  /** RFC 3339, whole seconds. */
  creationTimestamp: string;
  /** Absent on the kinds of the core group, as in a real server. */
  generation?: number;
  generateName?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  finalizers?: string[];
  deletionTimestamp?: string;
  deletionGracePeriodSeconds?: number;
  ownerReferences?: Array<Record<string, unknown>>;
  managedFields?: ManagedFieldsEntry[];
}

/**
 * Who wrote an object, and (for server-side apply) which fields.
 *
 * @public
 */
export interface ManagedFieldsEntry {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  time: string;
  fieldsType: 'FieldsV1';
  /** Tree of `f:` names; kept for `Apply`, empty for `Update`. */
  fieldsV1: FieldsTree;
  subresource?: string;
}

/**
 * A tree of field names with the prefix `f:`; a leaf is an empty object.
 *
 * @public
 */
export interface FieldsTree {
  [field: string]: FieldsTree;
}

/**
 * An object as it is stored: frozen, shared, with complete metadata.
 *
 * @public
 */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  spec?: Record<string, unknown>;
  status?: Record<string, unknown>;
  [field: string]: unknown;
}

/**
 * An object on its way in: the server adds what is missing.
 *
 * @public
 */
export interface ObjectInput {
  apiVersion?: string;
  kind?: string;
  metadata?: Partial<ObjectMeta>;
  [field: string]: unknown;
}

/**
 * Where an object stands within its kind; no namespace for cluster-scoped
 * kinds.
 *
 * @public
 */
export interface ObjectKey {
  namespace?: string;
  name: string;
}

/**
 * Tells whether a value is a JSON object (neither a list nor null).
 *
 * @internal
 */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
