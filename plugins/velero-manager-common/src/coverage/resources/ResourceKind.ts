/**
 * A kind of object as a cluster's discovery names it.
 *
 * @public
 */
export interface ResourceKind {
  /** The plural, such as `persistentvolumeclaims`. */
  resource: string;
  /** `''` for the core group. */
  group: string;
  /** Such as `PersistentVolumeClaim`; in small letters it is the singular. */
  kind: string;
  shortNames: readonly string[];
  /** True for kinds that lie in no namespace. */
  isClusterScoped?: boolean;
}

/**
 * A kind as Velero writes it in its filters: `deployments.apps`, `pods`.
 *
 * @internal
 */
export function fullNameOf({
  resource,
  group,
}: Pick<ResourceKind, 'resource' | 'group'>): string {
  return group ? `${resource}.${group}` : resource;
}
