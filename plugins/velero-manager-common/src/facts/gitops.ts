/** An Argo CD Application, reduced to what a verdict needs. @public */
export interface ApplicationFact {
  engine: 'argocd';
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  project: string;
  labels: Record<string, string>;
  destination: {
    server: string | null;
    name: string | null;
    namespace: string | null;
  };
  automated: boolean;
  /** Annotation `argocd.argoproj.io/skip-reconcile: "true"`. */
  skipReconcile: boolean;
  sources: {
    repoURL: string;
    path: string | null;
    chart: string | null;
    targetRevision: string | null;
  }[];
  /** `Synced`, `OutOfSync`, `Unknown` or `''`. */
  syncStatus: string;
  /** Revision of each source as last compared. */
  revisions: string[];
  healthStatus: string;
  reconciledAt: string | null;
  operation: {
    phase: string;
    message: string | null;
    startedAt: string | null;
    finishedAt: string | null;
    revisions: string[];
  } | null;
  conditions: { type: string; message: string }[];
  lastDeployed: { at: string; revisions: string[] } | null;
}

/** A Flux Kustomization, reduced to what a verdict needs. @public */
export interface KustomizationFact {
  engine: 'flux';
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  labels: Record<string, string>;
  suspended: boolean;
  generation: number;
  observedGeneration: number;
  path: string | null;
  sourceRef: { kind: string; namespace: string; name: string };
  intervalSeconds: number;
  timeoutSeconds: number;
  /** True when it applies to another cluster through `spec.kubeConfig`. */
  remote: boolean;
  targetNamespace: string | null;
  /** Namespaces of the objects it applied, from `status.inventory`. */
  inventoryNamespaces: string[];
  conditions: {
    type: string;
    status: string;
    reason: string;
    message: string;
    at: string | null;
  }[];
  lastAppliedRevision: string | null;
  lastAttemptedRevision: string | null;
  lastReconciledAt: string | null;
}

/** Something a GitOps engine keeps equal to Git. @public */
export type SyncObjectFact = ApplicationFact | KustomizationFact;
