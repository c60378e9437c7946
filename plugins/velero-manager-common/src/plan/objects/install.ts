import { readerRules } from '../../kinds';
import { changeAnnotations, placeLabels } from './marks';
import type { OnboardContext } from './OnboardContext';

/** Where the portal's reading account lives; `examples/kubernetes` has the same. @internal */
export const READER_NAMESPACE = 'velero-manager';
const READER_ACCOUNT = 'portal';
const READER_ROLE = 'velero-manager-reader';
const RBAC = 'rbac.authorization.k8s.io';

const KEEP_ARGOCD = {
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
};
const KEEP_FLUX = { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' };

/** Annotations that keep an object in the cluster although it leaves Git. @internal */
export function keepAnnotations(
  context: Pick<OnboardContext, 'engine'>,
): Record<string, string> {
  return context.engine === 'argocd' ? KEEP_ARGOCD : KEEP_FLUX;
}

/**
 * Velero's namespace. The node agent mounts paths of the host, so it asks for
 * the privileged pod security standard.
 *
 * @internal
 */
export function namespaceObject(context: OnboardContext): object {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: context.settings.velero.namespace,
      labels: {
        ...placeLabels(context.place),
        'pod-security.kubernetes.io/enforce': 'privileged',
      },
      annotations: keepAnnotations(context),
    },
  };
}

/**
 * What lets the portal read a cluster, and no more: the rules of
 * `examples/kubernetes/velero-manager-reader.yaml`. Its token is made outside of
 * Git.
 *
 * @internal
 */
export function readerObjects({ place, settings }: OnboardContext): object[] {
  const labels = placeLabels(place);
  const rules = readerRules();
  const inVelero = {
    name: READER_ROLE,
    namespace: settings.velero.namespace,
    labels,
  };
  const account = { name: READER_ACCOUNT, namespace: READER_NAMESPACE };
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: READER_NAMESPACE, labels },
    },
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { ...account, labels },
    },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'ClusterRole',
      metadata: { name: READER_ROLE, labels },
      rules: rules.cluster,
    },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name: READER_ROLE, labels },
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: READER_ROLE },
      subjects: [{ kind: 'ServiceAccount', ...account }],
    },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'Role',
      metadata: inVelero,
      rules: rules.veleroNamespace,
    },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'RoleBinding',
      metadata: inVelero,
      roleRef: { apiGroup: RBAC, kind: 'Role', name: READER_ROLE },
      subjects: [{ kind: 'ServiceAccount', ...account }],
    },
  ];
}

/**
 * Values of Velero's chart. Locations and schedules stand in the other leaf, and
 * each location names its own credentials, so the chart makes neither.
 *
 * @internal
 */
export function chartValues({ settings, place }: OnboardContext): object {
  return {
    backupsEnabled: false,
    snapshotsEnabled: false,
    deployNodeAgent: true,
    upgradeCRDs: false,
    cleanUpCRDs: false,
    credentials: { useSecret: false },
    configuration: {
      features: 'EnableCSI',
      backupStorageLocation: [],
      volumeSnapshotLocation: [],
    },
    initContainers: [
      {
        name: 'velero-plugin-for-aws',
        image: settings.velero.awsPlugin,
        imagePullPolicy: 'IfNotPresent',
        volumeMounts: [{ mountPath: '/target', name: 'plugins' }],
      },
    ],
    labels: placeLabels(place),
  };
}

/** For Flux: the chart's repository and Velero as a release of it. @internal */
export function helmObjects(context: OnboardContext): object[] {
  const { settings, place, chartVersion, change } = context;
  const { namespace, chart } = settings.velero;
  const labels = placeLabels(place);
  const repository = { interval: '24h', url: chart.repository };
  const crds = { crds: 'CreateReplace', remediation: { retries: 3 } };
  const release = {
    interval: '1h',
    releaseName: 'velero',
    chart: {
      spec: {
        chart: chart.name,
        version: chartVersion,
        interval: '24h',
        sourceRef: { kind: 'HelmRepository', name: 'velero', namespace },
      },
    },
    install: crds,
    upgrade: crds,
    values: chartValues(context),
  };
  return [
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'HelmRepository',
      metadata: {
        name: 'velero',
        namespace,
        labels,
        annotations: changeAnnotations(change, repository),
      },
      spec: repository,
    },
    {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: {
        name: 'velero',
        namespace,
        labels,
        annotations: changeAnnotations(change, release),
      },
      spec: release,
    },
  ];
}
