import { ConditionFact } from './condition';

/**
 * An object of a backup engine that a sync object applies: what joins "Git says
 * so" with "the controller makes backups".
 *
 * @public
 */
export interface AppliedBackupObject {
  /** API group: `velero.io`, `postgresql.cnpg.io`, `longhorn.io`. */
  group: string;
  kind: string;
  namespace: string;
  name: string;
  /** Argo CD's `Synced`, `OutOfSync` or `Unknown`; `''` where Flux lists it as applied. */
  status: string;
  /** Argo CD: it lies in the cluster and no longer in Git. */
  isExtra: boolean;
}

/** An Argo CD Application, reduced to what a verdict needs. @public */
export interface ApplicationFact {
  engine: 'argocd';
  kind: 'Application';
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  deletedAt: string | null;
  /** Digest of what a change wrote, from annotation `velero-manager.io/spec-hash`. */
  specHash: string | null;
  project: string;
  labels: Record<string, string>;
  /** Name of the ApplicationSet that made it. */
  applicationSet: string | null;
  destination: {
    server: string | null;
    name: string | null;
    namespace: string | null;
  };
  automated: boolean;
  /** Automated, and it also takes away what Git no longer has. */
  prunes: boolean;
  /** Automated, and it also undoes what others change in the cluster. */
  selfHeals: boolean;
  /** Finalizer `resources-finalizer.argocd.argoproj.io`: what it applied goes with it. */
  cascades: boolean;
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
  /** A sync was asked for and has not begun: field `operation` beside the spec. */
  isSyncRequested: boolean;
  operation: {
    phase: string;
    message: string | null;
    startedAt: string | null;
    finishedAt: string | null;
    revisions: string[];
    /** How often it was tried again since it began. */
    retries: number;
    /** Who asked for it; `null` where Argo CD began it by itself. */
    initiatedBy: string | null;
  } | null;
  /** Each one is a problem: Argo CD removes those that are over. */
  conditions: { type: string; message: string }[];
  lastDeployed: { at: string; revisions: string[] } | null;
  /** The syncs that succeeded, as far as Argo CD still lists them (ten by default). */
  deployments: {
    startedAt: string | null;
    finishedAt: string;
    revisions: string[];
    initiatedBy: string | null;
  }[];
  /** How many objects Argo CD found in Git or still has of it, of all kinds. */
  resourceCount: number;
  /** Velero's CustomResourceDefinitions are among them. */
  ownsVeleroCrds: boolean;
  backupObjects: AppliedBackupObject[];
}

/** The source that a Flux object applies. @public */
export interface SourceReference {
  kind: string;
  namespace: string;
  name: string;
}

/** A Flux Kustomization, reduced to what a verdict needs. @public */
export interface KustomizationFact {
  engine: 'flux';
  kind: 'Kustomization';
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  deletedAt: string | null;
  /** Digest of what a change wrote, from annotation `velero-manager.io/spec-hash`. */
  specHash: string | null;
  labels: Record<string, string>;
  suspended: boolean;
  generation: number;
  observedGeneration: number;
  /** The newest generation that was applied, from `status.observedGeneration`. */
  settledGeneration: number;
  path: string | null;
  /** `spec.prune`: what Git no longer has is taken away. */
  prunes: boolean;
  /** Velero's CustomResourceDefinitions are in its inventory. */
  ownsVeleroCrds: boolean;
  sourceRef: SourceReference;
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
  /** From `status.history`, which Flux has since 2.7. */
  lastReconciledAt: string | null;
  /** How the newest reconciliation that got as far as applying ended. */
  lastOutcome: { status: string; revision: string | null } | null;
  /** What was applied and how that ended, as far as Flux still lists it (five). */
  reconciliations: {
    status: string;
    revision: string | null;
    /** When it first ended so. */
    since: string;
  }[];
  backupObjects: AppliedBackupObject[];
}

/** An Argo CD ApplicationSet, reduced to what a verdict needs. @public */
export interface ApplicationSetFact {
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  deletedAt: string | null;
  /** Digest of what a change wrote, from annotation `velero-manager.io/spec-hash`. */
  specHash: string | null;
  /** `goTemplate: true` and `missingkey=error` among its options. */
  isStrict: boolean;
  conditions: ConditionFact[];
  /** How a progressive sync goes, by Application. */
  applications: {
    name: string;
    status: string;
    message: string;
    at: string | null;
  }[];
  /** Applications it made, from `status.resources`. */
  resources: { namespace: string; name: string; syncStatus: string }[];
  healthStatus: string;
}

/** A window in which an AppProject allows or denies syncs. @public */
export interface SyncWindowFact {
  kind: 'allow' | 'deny';
  /** Five fields (robfig/cron), in `zone`. */
  cron: string;
  /** `null` when it is no duration; Argo CD then lets nothing sync. */
  durationSeconds: number | null;
  zone: string;
  /** Whether people may sync while it is closed. */
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
  /** Digest of what a change wrote, from annotation `velero-manager.io/spec-hash`. */
  specHash: string | null;
  sourceRepos: string[];
  destinations: {
    server: string | null;
    name: string | null;
    namespace: string | null;
  }[];
  syncWindows: SyncWindowFact[];
}

/** A kind of source that Flux fetches. @public */
export type SourceKind =
  | 'GitRepository'
  | 'OCIRepository'
  | 'HelmRepository'
  | 'Bucket';

/** A source of Flux: GitRepository, OCIRepository, HelmRepository or Bucket. @public */
export interface SourceFact {
  kind: SourceKind;
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  deletedAt: string | null;
  url: string;
  suspended: boolean;
  /** A HelmRepository of type `oci`: Flux never fetches it and gives it no status. */
  isStatic: boolean;
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
  deletedAt: string | null;
  labels: Record<string, string>;
  suspended: boolean;
  generation: number;
  observedGeneration: number;
  /** The newest generation that was released, from `status.observedGeneration`. */
  settledGeneration: number;
  intervalSeconds: number;
  timeoutSeconds: number;
  remote: boolean;
  targetNamespace: string | null;
  /** Namespaces of the objects it applied, where Flux says (since 2.8). */
  inventoryNamespaces: string[];
  /** `null` when the chart is one that `spec.chartRef` names. */
  chart: { name: string; version: string | null } | null;
  /** Where the chart comes from. */
  sourceRef: SourceReference | null;
  driftDetection: 'enabled' | 'warn' | 'disabled';
  conditions: ConditionFact[];
  /** The newest entry of `status.history`: there is no lastAppliedRevision. */
  lastRelease: {
    status: string;
    chartVersion: string;
    deployedAt: string | null;
  } | null;
  /** Version of the chart that was tried last. */
  lastAttemptedRevision: string | null;
  /** Digest of the OCI artifact that was tried last. */
  lastAttemptedDigest: string | null;
  failures: number;
  backupObjects: AppliedBackupObject[];
}

/** Something a GitOps engine keeps equal to Git, told apart by `kind`. @public */
export type SyncObjectFact =
  | ApplicationFact
  | KustomizationFact
  | HelmReleaseFact;
