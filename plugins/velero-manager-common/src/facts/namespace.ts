/** A Kubernetes Namespace, reduced to what a verdict needs. @public */
export interface NamespaceFact {
  name: string;
  uid: string;
  createdAt: string;
  deletedAt: string | null;
  /** `Active` or `Terminating`. */
  phase: string;
  /** Only labels that decide something: `velero.io/*` and `velero-manager.io/*`. */
  labels: Record<string, string>;
  /** Annotation or label `velero-manager.io/entity`: confirms an entity's claim. */
  confirmedEntity: string | null;
}
