import { ObjectInput } from '../../apiserver/KubeObject';
import { ObjectStore } from '../../apiserver/ObjectStore';
import {
  ApplicationStory,
  ClusterStory,
  KustomizationStory,
} from '../../story/types';
import { kubeTime } from '../../velero/kubeTime';
import { APPLICATIONS } from '../argocd/Application';
import { KUSTOMIZATIONS } from '../flux/resources';
import {
  applicationStatus,
  ROLL_MS,
  rollingOperation,
} from './applicationStatus';
import { REPOSITORY, REVISION } from './revisions';

/** How often Argo CD and Flux look again. */
const INTERVAL_MS = 120_000;

/**
 * An Application as Argo CD 3 keeps it, in the state that the story tells.
 *
 * @internal
 */
export function createApplication(
  story: ApplicationStory,
  options: { environment: string; resources: object[]; now: Date },
): ObjectInput {
  const isManual = story.state === 'behind';
  return {
    metadata: { namespace: 'argocd', name: story.name },
    spec: {
      project: story.project ?? options.environment,
      source: {
        repoURL: REPOSITORY,
        path: `apps/${story.name}`,
        targetRevision: 'main',
      },
      destination: {
        server: 'https://kubernetes.default.svc',
        namespace: story.namespace,
      },
      syncPolicy: isManual
        ? undefined
        : { automated: { prune: true, selfHeal: false } },
    },
    status: {
      ...applicationStatus(story.state, kubeTime(options.now)),
      resources: options.resources,
    },
  };
}

/**
 * A Kustomization as Flux 2 keeps it.
 *
 * @internal
 */
export function createKustomization(
  story: KustomizationStory,
  options: { now: Date },
): ObjectInput {
  const at = kubeTime(options.now);
  const failing = story.state === 'failing';
  const revision = `main@sha1:${REVISION}`;
  return {
    metadata: { namespace: 'flux-system', name: story.name },
    spec: {
      interval: '2m',
      timeout: '1m',
      path: `./apps/${story.name}`,
      prune: true,
      sourceRef: { kind: 'GitRepository', name: 'config' },
      targetNamespace: story.namespace,
      suspend: story.state === 'suspended',
    },
    status: {
      observedGeneration: 1,
      lastAttemptedRevision: revision,
      lastAppliedRevision: failing ? undefined : revision,
      conditions: [
        {
          type: 'Ready',
          status: failing ? 'False' : 'True',
          reason: failing ? 'BuildFailed' : 'ReconciliationSucceeded',
          message: failing
            ? "kustomize build failed: accumulating resources: 'deployment.yaml' doesn't exist"
            : `Applied revision: ${revision}`,
          lastTransitionTime: at,
          observedGeneration: 1,
        },
      ],
      history: [
        {
          digest: `sha256:${REVISION}`,
          firstReconciled: at,
          lastReconciled: at,
          lastReconciledDuration: '1.2s',
          lastReconciledStatus: failing
            ? 'BuildFailed'
            : 'ReconciliationSucceeded',
          totalReconciliations: 1,
        },
      ],
    },
  };
}

/**
 * Looks at each Application again when it is time, as Argo CD does: the result
 * stays, the moment moves.
 *
 * @internal
 */
export function reconcileApplications(
  store: ObjectStore,
  story: ClusterStory,
  now: Date,
): void {
  for (const { name, state } of story.applications) {
    const key = { namespace: 'argocd', name };
    const status = store.get(APPLICATIONS, key)?.status;
    if (!status || state === 'stale' || !isDue(status.reconciledAt, now)) {
      continue;
    }
    const at = kubeTime(now);
    const { startedAt } = (status.operationState ?? {}) as {
      startedAt?: string;
    };
    const begun = now.getTime() - Date.parse(String(startedAt));
    store.patch(APPLICATIONS, key, {
      patch: {
        status: {
          reconciledAt: at,
          ...(state === 'rolling' && begun >= ROLL_MS
            ? { operationState: rollingOperation(at) }
            : {}),
        },
      },
    });
  }
}

/**
 * Looks at each Kustomization again when it is time, as Flux does; what is
 * suspended is left alone.
 *
 * @internal
 */
export function reconcileKustomizations(
  store: ObjectStore,
  story: ClusterStory,
  now: Date,
): void {
  for (const object of store.list(KUSTOMIZATIONS)) {
    const { metadata, spec, status } = object;
    if (!isOfStory(object, story)) continue;
    const [latest] = (status?.history ?? []) as Record<string, unknown>[];
    if (!spec?.suspend && latest && isDue(latest.lastReconciled, now)) {
      const history = [
        {
          ...latest,
          lastReconciled: kubeTime(now),
          totalReconciliations: Number(latest.totalReconciliations) + 1,
        },
      ];
      store.patch(KUSTOMIZATIONS, metadata, { patch: { status: { history } } });
    }
  }
}

/**
 * Whether a sync object belongs to the story, which tells its state: no
 * repository is behind it.
 *
 * @internal
 */
export function isOfStory(
  { kind, metadata }: { kind: string; metadata: { name: string } },
  { applications, applicationSets, kustomizations, helmReleases }: ClusterStory,
): boolean {
  const told: Record<string, { name: string }[]> = {
    Application: applications,
    ApplicationSet: applicationSets,
    Kustomization: kustomizations,
    HelmRelease: helmReleases,
    GitRepository: hasSource({ kustomizations }) ? [{ name: 'config' }] : [],
    HelmRepository: helmReleases.length > 0 ? [{ name: 'shop-charts' }] : [],
  };
  return told[kind]?.some(({ name }) => name === metadata.name) ?? false;
}

/**
 * Whether the story tells what its Kustomizations are made of: only then can
 * one be behind.
 *
 * @internal
 */
export function hasSource({
  kustomizations,
}: Pick<ClusterStory, 'kustomizations'>): boolean {
  return kustomizations.some(({ state }) => state === 'behind');
}

function isDue(last: unknown, now: Date): boolean {
  return now.getTime() - Date.parse(String(last)) >= INTERVAL_MS;
}
