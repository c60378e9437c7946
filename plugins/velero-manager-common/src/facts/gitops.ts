import { ConditionFact } from './condition';

/** An Argo CD Application, reduced to what a verdict needs. @public */
export interface ApplicationFact {
  engine: 'argocd';
  kind: 'Application';
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
  kind: 'Kustomization';
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
  conditions: ConditionFact[];
  lastAppliedRevision: string | null;
  lastAttemptedRevision: string | null;
  lastReconciledAt: string | null;
}

/** An Argo CD ApplicationSet, reduced to what a verdict needs. @public */
export interface ApplicationSetFact {
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  deletedAt: string | null;
  /** `goTemplate: true` and `missingkey=error` among its options. */
  isStrict: boolean;
  conditions: ConditionFact[];
  /** How a progressive sync goes, by Application. */
  applications: { name: string; status: string; message: string }[];
  /** Applications it made, from `status.resources` and tracked owners. */
  resources: { namespace: string; name: string; syncStatus: string }[];
  healthStatus: string;
}

/** A window in which an AppProject allows or denies syncs. @public */
export interface SyncWindowFact {
  kind: 'allow' | 'deny';
  /** Five fields (robfig/cron), in `zone`. */
  cron: string;
  durationSeconds: number;
  zone: string;
  manualSync: boolean;
  /** Globs on Application names, destination namespaces and clusters; any match applies, unless `isAnd`. */
  applications: string[];
  namespaces: string[];
  clusters: string[];
  isAnd: boolean;
}

/** An Argo CD AppProject, reduced to what a verdict needs. @public */
export interface AppProjectFact {
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  sourceRepos: string[];
  destinations: {
    server: string | null;
    name: string | null;
    namespace: string | null;
  }[];
  syncWindows: SyncWindowFact[];
}

/** A source of Flux: GitRepository, OCIRepository, HelmRepository or Bucket. @public */
export interface SourceFact {
  kind: 'GitRepository' | 'OCIRepository' | 'HelmRepository' | 'Bucket';
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  url: string;
  suspended: boolean;
  generation: number;
  observedGeneration: number;
  intervalSeconds: number;
  timeoutSeconds: number;
  /** `status.artifact`: what sync objects are to apply. */
  artifact: { revision: string; at: string | null } | null;
  conditions: ConditionFact[];
}

/** A Flux HelmRelease, reduced to what a verdict needs. @public */
export interface HelmReleaseFact {
  engine: 'flux';
  kind: 'HelmRelease';
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  labels: Record<string, string>;
  suspended: boolean;
  generation: number;
  observedGeneration: number;
  intervalSeconds: number;
  timeoutSeconds: number;
  remote: boolean;
  targetNamespace: string | null;
  chart: { name: string; version: string | null; sourceKind: string } | null;
  driftDetection: 'enabled' | 'warn' | 'disabled';
  conditions: ConditionFact[];
  /** `status.history[0]`: there is no lastAppliedRevision. */
  lastRelease: {
    status: string;
    chartVersion: string;
    deployedAt: string | null;
  } | null;
  lastAttemptedRevision: string | null;
  failures: number;
}

/** Something a GitOps engine keeps equal to Git, told apart by `kind`. @public */
export type SyncObjectFact =
  | ApplicationFact
  | KustomizationFact
  | HelmReleaseFact;
