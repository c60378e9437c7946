import { ApiKindDefinition, groupResourceOf } from '../../apiserver/ApiKind';
import { veleroKinds } from '../../apiserver/kinds/veleroKinds';
import { recordOf, textFieldsOf } from '../manifests/lenient';
import { Manifest } from '../manifests/Manifest';
import { ManifestError } from '../manifests/ManifestError';

/** A chart that is to be rendered. @internal */
export interface ChartRelease {
  chart: string;
  /** Exactly one: ranges are not looked up. */
  version: string;
  releaseName: string;
  namespace: string;
  values: Record<string, unknown>;
}

/** Which Velero a major version of the chart brings. */
const APP_VERSIONS: Record<string, string> = { 11: '1.17.1', 12: '1.18.1' };

/**
 * Renders what matters of the chart `velero`: its kinds, its rights, the server
 * and (with `deployNodeAgent`) the node agent. No other chart is known.
 *
 * @throws ManifestError for another chart, or a version that is not known
 * @internal
 */
export function renderVelero(release: ChartRelease): Manifest[] {
  const { chart, version, values } = release;
  if (chart !== 'velero') {
    throw new ManifestError(
      `chart "${chart}" is not supported here; supported is: velero`,
    );
  }
  const major = /^(\d+)\.\d+\.\d+$/.exec(version)?.[1] ?? '';
  if (!Object.hasOwn(APP_VERSIONS, major)) {
    throw new ManifestError(
      `chart "${chart}" version "${version}" not found; known are the versions ${Object.keys(
        APP_VERSIONS,
      )
        .map(known => `${known}.y.z`)
        .join(', ')}`,
    );
  }
  const named = { ...release, appVersion: APP_VERSIONS[major] };
  return [
    ...veleroKinds.map(definitionOf),
    ...accessOf(named),
    serverOf(named),
    ...(values.deployNodeAgent === true ? [nodeAgentOf(named)] : []),
  ];
}

type NamedRelease = ChartRelease & { appVersion: string };

/** The CustomResourceDefinition of a kind that the simulated server knows. */
function definitionOf(kind: ApiKindDefinition): Manifest {
  const { group, resource, versions, namespaced = true } = kind;
  const singular = kind.kind.toLocaleLowerCase('en-US');
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: groupResourceOf(kind),
      labels: { component: 'velero' },
    },
    spec: {
      group,
      names: {
        plural: resource,
        singular,
        kind: kind.kind,
        listKind: `${kind.kind}List`,
        shortNames: kind.shortNames ?? [],
        categories: kind.categories ?? [],
      },
      scope: namespaced ? 'Namespaced' : 'Cluster',
      versions: versions.map((name, index) => ({
        name,
        served: true,
        storage: index === 0,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            'x-kubernetes-preserve-unknown-fields': true,
          },
        },
        subresources: kind.statusSubresource ? { status: {} } : {},
        additionalPrinterColumns: kind.printerColumns ?? [],
      })),
    },
  };
}

function labelsOf(release: NamedRelease): Record<string, string> {
  return {
    'app.kubernetes.io/name': 'velero',
    'app.kubernetes.io/instance': release.releaseName,
    'app.kubernetes.io/managed-by': 'Helm',
    'app.kubernetes.io/version': release.appVersion,
    'helm.sh/chart': `velero-${release.version}`,
  };
}

/** `velero`, unless the release is called otherwise. */
function fullName({ releaseName }: ChartRelease): string {
  return releaseName.includes('velero') ? releaseName : `${releaseName}-velero`;
}

function accessOf(release: NamedRelease): Manifest[] {
  const { namespace } = release;
  const name = `${fullName(release)}-server`;
  const labels = labelsOf(release);
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name, namespace, labels },
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name, labels },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'cluster-admin',
      },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    },
  ];
}

function serverOf(release: NamedRelease): Manifest {
  const { namespace, values } = release;
  const labels = {
    ...labelsOf(release),
    component: 'velero',
    ...textFieldsOf(values.labels),
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'velero', namespace, labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: selectorOf(release) },
      template: podOf({
        labels: { ...labelsOf(release), name: 'velero' },
        name: 'velero',
        args: ['server', ...featuresOf(values)],
        release,
      }),
    },
  };
}

function nodeAgentOf(release: NamedRelease): Manifest {
  const { namespace, values } = release;
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'node-agent', namespace, labels: labelsOf(release) },
    spec: {
      selector: { matchLabels: { name: 'node-agent' } },
      template: podOf({
        labels: {
          ...labelsOf(release),
          name: 'node-agent',
          role: 'node-agent',
        },
        name: 'node-agent',
        args: ['node-agent', 'server', ...featuresOf(values)],
        release,
      }),
    },
  };
}

function selectorOf({ releaseName }: ChartRelease): Record<string, string> {
  return {
    'app.kubernetes.io/instance': releaseName,
    'app.kubernetes.io/name': 'velero',
  };
}

function featuresOf(values: Record<string, unknown>): string[] {
  const { features } = recordOf(values.configuration);
  return typeof features === 'string' && features
    ? [`--features=${features}`]
    : [];
}

function podOf(pod: {
  labels: Record<string, string>;
  name: string;
  args: string[];
  release: NamedRelease;
}): object {
  const { labels, name, args, release } = pod;
  const { initContainers } = release.values;
  return {
    metadata: { labels },
    spec: {
      serviceAccountName: `${fullName(release)}-server`,
      containers: [
        {
          name,
          image: `velero/velero:v${release.appVersion}`,
          command: ['/velero'],
          args,
        },
      ],
      ...(Array.isArray(initContainers) ? { initContainers } : {}),
    },
  };
}
