import { createHash } from 'node:crypto';
import { KubeObject } from '../../apiserver/KubeObject';
import { kubeTime } from '../../velero/kubeTime';
import { renderVelero } from '../charts/renderVelero';
import { listOf, recordOf, textOf } from '../manifests/lenient';
import { Manifest } from '../manifests/Manifest';
import { ManifestError } from '../manifests/ManifestError';
import { applyAll } from './applyAll';
import { conditionsOf, FluxCondition } from './conditions';
import { FluxContext, requestOf } from './FluxContext';
import { HELM_RELEASES, HELM_REPOSITORIES } from './resources';
import { secondsOf } from './seconds';

const MANAGER = 'helm-controller';

/**
 * Installs and upgrades the HelmReleases of a cluster, when they or what they
 * ask for changed. Hand edits stay, as without drift detection in Flux; what a
 * newer chart leaves out stays too.
 *
 * @internal
 */
export function reconcileHelmReleases(context: FluxContext, now: Date): void {
  const { store, kinds, isStory } = context.cluster;
  if (!kinds.has(HELM_RELEASES)) return;
  for (const object of store.list(HELM_RELEASES)) {
    if (!isStory?.(object)) look(context, object, now);
  }
}

function look(context: FluxContext, object: KubeObject, now: Date): void {
  const { metadata, spec = {} } = object;
  if (spec.suspend || metadata.deletionTimestamp) return;
  const seen = JSON.stringify([metadata.generation, requestOf(object)]);
  const entry = context.agenda.get(metadata.uid);
  if (entry?.seen === seen && now.getTime() < entry.dueAt) return;
  const release = releaseOf(object);
  const failure = install(context, object, { release, now });
  if (failure) writeFailure(context, object, { ...failure, release, now });
  else writeSuccess(context, object, { release, now });
  // Nothing changes by itself once it is installed.
  const pauseMs = failure ? secondsOf(spec.interval, 600) * 1000 : Infinity;
  context.agenda.set(metadata.uid, { seen, dueAt: now.getTime() + pauseMs });
}

interface Release {
  chart: string;
  version: string;
  releaseName: string;
  namespace: string;
  values: Record<string, unknown>;
  repository: { kind: string; name: string; namespace: string };
}

function releaseOf({ metadata, spec = {} }: KubeObject): Release {
  const chart = recordOf(recordOf(spec.chart).spec);
  const source = recordOf(chart.sourceRef);
  const target = textOf(spec.targetNamespace);
  const own = metadata.namespace ?? '';
  return {
    chart: textOf(chart.chart) ?? '',
    version: textOf(chart.version) ?? '',
    releaseName:
      textOf(spec.releaseName) ??
      [...(target ? [target] : []), metadata.name].join('-'),
    namespace: target ?? own,
    values: recordOf(spec.values),
    repository: {
      kind: textOf(source.kind) ?? '',
      name: textOf(source.name) ?? '',
      namespace: textOf(source.namespace) ?? own,
    },
  };
}

interface Failure {
  reason: string;
  message: string;
}

function install(
  context: FluxContext,
  object: KubeObject,
  options: { release: Release; now: Date },
): Failure | null {
  const { release, now } = options;
  const { cluster } = context;
  const { kind, name, namespace } = release.repository;
  const chartName = `${object.metadata.namespace}/${object.metadata.namespace}-${object.metadata.name}`;
  const isThere =
    kind === 'HelmRepository' &&
    cluster.kinds.has(HELM_REPOSITORIES) &&
    cluster.store.get(HELM_REPOSITORIES, { namespace, name }) !== undefined;
  if (!isThere) {
    return {
      reason: 'SourceNotReady',
      message: `HelmChart '${chartName}' is not ready: failed to get source: ${kind} '${namespace}/${name}' not found`,
    };
  }
  try {
    const manifests = renderVelero(release).filter(each =>
      isWanted(each, object),
    );
    const marked = manifests.map(each => withRelease(each, object, release));
    const applied = applyAll(cluster, {
      manifests: marked,
      manager: MANAGER,
      now,
    });
    return applied.ok
      ? null
      : {
          reason: isInstalled(object) ? 'UpgradeFailed' : 'InstallFailed',
          message: `Helm install failed for release ${release.namespace}/${release.releaseName} with chart ${release.chart}@${release.version}: ${applied.reason}`,
        };
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    return {
      reason: 'SourceNotReady',
      message: `HelmChart '${chartName}' is not ready: ${error.message}`,
    };
  }
}

function isInstalled({ status }: KubeObject): boolean {
  return listOf(status?.history).length > 0;
}

/** Definitions come with the first install; later only where they are to. */
function isWanted(manifest: Manifest, object: KubeObject): boolean {
  if (manifest.kind !== 'CustomResourceDefinition') return true;
  const { install: first, upgrade } = recordOf(object.spec);
  return isInstalled(object)
    ? ['Create', 'CreateReplace'].includes(String(recordOf(upgrade).crds))
    : recordOf(first).crds !== 'Skip';
}

function withRelease(
  manifest: Manifest,
  { metadata }: KubeObject,
  release: Release,
): Manifest {
  const labels = {
    ...manifest.metadata.labels,
    'helm.toolkit.fluxcd.io/name': metadata.name,
    'helm.toolkit.fluxcd.io/namespace': metadata.namespace ?? '',
  };
  const annotations = {
    ...manifest.metadata.annotations,
    'meta.helm.sh/release-name': release.releaseName,
    'meta.helm.sh/release-namespace': release.namespace,
  };
  return {
    ...manifest,
    metadata: { ...manifest.metadata, labels, annotations },
  };
}

function writeSuccess(
  { cluster }: FluxContext,
  object: KubeObject,
  options: { release: Release; now: Date },
): void {
  const { release, now } = options;
  const { chart, version, releaseName, namespace } = release;
  const [newest, ...older] = listOf(object.status?.history).map(recordOf);
  const digest = digestOf([chart, version, release.values]);
  const isNew = newest?.configDigest !== digest;
  const number = Number(newest?.version ?? 0) + (isNew ? 1 : 0);
  const at = kubeTime(now);
  const entry = {
    name: releaseName,
    namespace,
    version: number,
    chartName: chart,
    chartVersion: version,
    configDigest: digest,
    digest: digestOf([digest, number]),
    firstDeployed: newest?.firstDeployed ?? at,
    lastDeployed: isNew ? at : newest.lastDeployed,
    status: 'deployed',
  };
  const past = isNew && newest ? [{ ...newest, status: 'superseded' }] : [];
  const action = number > 1 ? 'upgrade' : 'install';
  const done = {
    status: 'True' as const,
    reason: number > 1 ? 'UpgradeSucceeded' : 'InstallSucceeded',
    message: `Helm ${action} succeeded for release ${namespace}/${releaseName}.v${number} with chart ${chart}@${version}`,
  };
  write(cluster, object, {
    status: {
      observedGeneration: object.metadata.generation,
      history: [entry, ...past, ...older].slice(0, 5),
      failures: undefined,
      lastAttemptedReleaseAction: action,
    },
    conditions: [
      { type: 'Ready', ...done },
      { type: 'Released', ...done },
    ],
    release,
    now,
  });
}

function writeFailure(
  { cluster }: FluxContext,
  object: KubeObject,
  options: Failure & { release: Release; now: Date },
): void {
  const { reason, message, release, now } = options;
  const failures = Number(object.status?.failures ?? 0) + 1;
  const failed = { status: 'False' as const, reason, message };
  write(cluster, object, {
    status: { failures },
    conditions: [
      { type: 'Ready', ...failed },
      ...(reason === 'SourceNotReady' ? [] : [{ type: 'Released', ...failed }]),
    ],
    release,
    now,
  });
}

function write(
  cluster: FluxContext['cluster'],
  object: KubeObject,
  options: {
    status: Record<string, unknown>;
    conditions: FluxCondition[];
    release: Release;
    now: Date;
  },
): void {
  const { status, conditions, release, now } = options;
  const { namespace, name } = object.metadata;
  cluster.store.update(HELM_RELEASES, {
    ...object,
    status: {
      ...object.status,
      ...status,
      helmChart: `${namespace}/${namespace}-${name}`,
      storageNamespace: release.namespace,
      lastAttemptedGeneration: object.metadata.generation,
      lastAttemptedRevision: release.version,
      lastHandledReconcileAt: requestOf(object),
      conditions: conditionsOf(object, conditions, now),
    },
  });
}

function digestOf(value: unknown): string {
  const hex = createHash('sha256').update(JSON.stringify(value)).digest('hex');
  return `sha256:${hex}`;
}
