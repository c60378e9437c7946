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

const REPOSITORY = 'https://git.shop.example/platform/config.git';

/** The revision that Git is at, in the whole story. */
const REVISION = '7c2f1e9a4b6d8035c1f4e2a9b7d6c5e4f3a2b1c0';

/** How often Argo CD and Flux look again. */
const INTERVAL_MS = 120_000;

/**
 * An Application as Argo CD 3 keeps it, after its last good sync.
 *
 * @internal
 */
export function createApplication(
  story: ApplicationStory,
  options: { environment: string; now: Date },
): ObjectInput {
  const at = kubeTime(options.now);
  return {
    metadata: { namespace: 'argocd', name: story.name },
    spec: {
      project: options.environment,
      source: {
        repoURL: REPOSITORY,
        path: `apps/${story.name}`,
        targetRevision: 'main',
      },
      destination: {
        server: 'https://kubernetes.default.svc',
        namespace: story.namespace,
      },
      syncPolicy: { automated: { prune: true, selfHeal: false } },
    },
    status: {
      sync: {
        status: story.state === 'synced' ? 'Synced' : 'OutOfSync',
        revision: REVISION,
      },
      health: { status: 'Healthy' },
      reconciledAt: at,
      operationState: {
        phase: 'Succeeded',
        message: 'successfully synced (all tasks run)',
        startedAt: at,
        finishedAt: at,
        syncResult: { revision: REVISION },
      },
      history: [{ id: 1, revision: REVISION, deployedAt: at }],
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
  for (const object of store.list(APPLICATIONS)) {
    const { metadata, status } = object;
    if (isOfStory(object, story) && isDue(status?.reconciledAt, now)) {
      store.patch(APPLICATIONS, metadata, {
        patch: { status: { reconciledAt: kubeTime(now) } },
      });
    }
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
  { applications, kustomizations }: ClusterStory,
): boolean {
  const told = kind === 'Application' ? applications : kustomizations;
  return told.some(({ name }) => name === metadata.name);
}

function isDue(last: unknown, now: Date): boolean {
  return now.getTime() - Date.parse(String(last)) >= INTERVAL_MS;
}
