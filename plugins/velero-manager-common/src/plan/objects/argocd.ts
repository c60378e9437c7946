import {
  CLUSTER_APPS_DIRECTORY,
  leafDirectory,
  type Leaf,
  type RepositorySettings,
} from '../../snapshot';
import { READER_NAMESPACE } from './install';
import { changeAnnotations, ENVIRONMENT_LABEL, placeLabels } from './marks';
import type { OnboardContext } from './OnboardContext';

const ARGOCD = 'argoproj.io/v1alpha1';
/** The cluster that Argo CD itself runs in. */
const OWN_CLUSTER = 'https://kubernetes.default.svc';
/** The project of the Applications that carry Applications. @internal */
export const BOOTSTRAP_PROJECT = 'velero-bootstrap';

/** How often a sync that failed is tried again. @internal */
export const RETRY = {
  limit: 5,
  backoff: { duration: '10s', factor: 2, maxDuration: '3m' },
};

/** What it does without being asked; undefined where it does nothing. @internal */
export function automatedOf(wanted: {
  automated: boolean;
  prune: boolean;
  selfHeal: boolean;
}): { prune: boolean; selfHeal: boolean } | undefined {
  const { automated, prune, selfHeal } = wanted;
  return automated ? { prune, selfHeal } : undefined;
}

/** What the Argo CD project of an environment is called. @internal */
export const projectNameOf = (environment: string) => `velero-${environment}`;

/** A destination of the Argo CD project. @internal */
export interface Destination {
  server: string;
  namespace: string;
}

/** Where the Applications of a cluster may write. @internal */
export function destinationsOf({
  intent,
  settings,
}: OnboardContext): Destination[] {
  return [settings.velero.namespace, READER_NAMESPACE].map(namespace => ({
    server: intent.server,
    namespace,
  }));
}

/** The kinds that the chart and our two leaves hold, and no other. */
const CLUSTER_KINDS = [
  ['', 'Namespace'],
  ['apiextensions.k8s.io', 'CustomResourceDefinition'],
  ['rbac.authorization.k8s.io', 'ClusterRole'],
  ['rbac.authorization.k8s.io', 'ClusterRoleBinding'],
];
const NAMESPACE_KINDS = [
  ['', 'ConfigMap'],
  ['', 'Service'],
  ['', 'ServiceAccount'],
  ['apps', 'DaemonSet'],
  ['apps', 'Deployment'],
  ['rbac.authorization.k8s.io', 'Role'],
  ['rbac.authorization.k8s.io', 'RoleBinding'],
  ['velero.io', 'BackupStorageLocation'],
  ['velero.io', 'Schedule'],
  ['velero.io', 'VolumeSnapshotLocation'],
];
const toKinds = (kinds: string[][]) =>
  kinds.map(([group, kind]) => ({ group, kind }));

/** The AppProject of an environment: this repository, these clusters, these kinds. @internal */
export function projectObject(context: OnboardContext): object {
  const { settings, place } = context;
  return {
    apiVersion: ARGOCD,
    kind: 'AppProject',
    metadata: {
      name: projectNameOf(place.environment),
      namespace: settings.argocd.namespace,
      labels: { [ENVIRONMENT_LABEL]: place.environment },
    },
    spec: {
      description: `Velero on the clusters of ${place.environment}`,
      sourceRepos: [settings.repository.url, settings.velero.chart.repository],
      destinations: destinationsOf(context),
      clusterResourceWhitelist: toKinds(CLUSTER_KINDS),
      namespaceResourceWhitelist: toKinds(NAMESPACE_KINDS),
    },
  };
}

/**
 * The Application that carries the Applications of an environment. It lists
 * them by name, so that one environment's project never carries another's.
 *
 * @internal
 */
export function environmentAppsObject(
  settings: RepositorySettings,
  options: { environment: string; clusters: string[] },
): object {
  return {
    apiVersion: ARGOCD,
    kind: 'Application',
    metadata: {
      name: `velero-${options.environment}-apps`,
      namespace: settings.argocd.namespace,
      labels: { [ENVIRONMENT_LABEL]: options.environment },
    },
    spec: {
      project: BOOTSTRAP_PROJECT,
      source: {
        repoURL: settings.repository.url,
        targetRevision: settings.repository.branch,
        path: CLUSTER_APPS_DIRECTORY,
        directory: { include: includeOf(options.clusters) },
      },
      destination: {
        server: OWN_CLUSTER,
        namespace: settings.argocd.namespace,
      },
      syncPolicy: { automated: { prune: false, selfHeal: true }, retry: RETRY },
    },
  };
}

/** The glob by which a directory source takes the files of these clusters. @internal */
export function includeOf(clusters: readonly string[]): string {
  return `{${clusters.map(cluster => `${cluster}.yaml`).join(',')}}`;
}

/** The clusters of such a glob, or null for one that is written otherwise. @internal */
export function clustersOfInclude(include: string): string[] | null {
  const names = /^\{([^{}]*)\}$/.exec(include)?.[1].split(',') ?? [include];
  const clusters = names.map(
    name => /^([a-z0-9-]+)\.yaml$/.exec(name.trim())?.[1],
  );
  return clusters.every(name => name !== undefined) ? clusters : null;
}

/** The two Applications of a cluster: Velero first, what is for Velero then. @internal */
export function clusterAppObjects(context: OnboardContext): object[] {
  return [installApp(context), configApp(context)];
}

function installApp(context: OnboardContext): object {
  const { settings, place, chartVersion } = context;
  const path = leafDirectory(place, 'velero-install');
  return application(context, 'velero-install', {
    sources: [
      {
        repoURL: settings.velero.chart.repository,
        chart: settings.velero.chart.name,
        targetRevision: chartVersion,
        helm: {
          releaseName: 'velero',
          valueFiles: [`$values/${path}/values.yaml`],
        },
      },
      {
        repoURL: settings.repository.url,
        targetRevision: settings.repository.branch,
        path,
        ref: 'values',
      },
    ],
  });
}

function configApp(context: OnboardContext): object {
  const { settings, place } = context;
  return application(context, 'velero-config', {
    source: {
      repoURL: settings.repository.url,
      targetRevision: settings.repository.branch,
      path: leafDirectory(place, 'velero-config'),
    },
  });
}

/**
 * No cascading finalizer: deleting or renaming the Application would delete
 * Velero's CRDs and with them every Backup. What is installed is never pruned.
 */
function application(
  context: OnboardContext,
  leaf: Leaf,
  source: object,
): object {
  const { intent, settings, place, change } = context;
  const install = leaf === 'velero-install';
  const spec = {
    project: projectNameOf(place.environment),
    ...source,
    destination: {
      server: intent.server,
      namespace: settings.velero.namespace,
    },
    syncPolicy: {
      automated: { prune: !install, selfHeal: true },
      syncOptions: ['SkipDryRunOnMissingResource=true', 'ServerSideApply=true'],
      retry: RETRY,
    },
  };
  return {
    apiVersion: ARGOCD,
    kind: 'Application',
    metadata: {
      name: `${place.cluster}-${leaf}`,
      namespace: settings.argocd.namespace,
      labels: placeLabels(place),
      annotations: {
        'argocd.argoproj.io/sync-wave': install ? '0' : '1',
        ...changeAnnotations(change, spec),
      },
    },
    spec,
  };
}
