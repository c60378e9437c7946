import { ObjectInput } from '../../apiserver/KubeObject';
import { HelmReleaseStory } from '../../story/types';
import { kubeTime } from '../../velero/kubeTime';
import { NEWER_REVISION, REPOSITORY } from './revisions';

const namespace = 'flux-system';

/** The source of the story's Kustomizations, which holds the newer revision. @internal */
export function createGitRepository(now: Date): ObjectInput {
  const at = kubeTime(now);
  const revision = `main@sha1:${NEWER_REVISION}`;
  const path = `gitrepository/${namespace}/config/${NEWER_REVISION}.tar.gz`;
  return {
    metadata: { namespace, name: 'config' },
    spec: {
      interval: '1m',
      timeout: '60s',
      url: REPOSITORY,
      ref: { branch: 'main' },
    },
    status: {
      observedGeneration: 1,
      artifact: {
        revision,
        path,
        url: `http://source-controller.${namespace}.svc.cluster.local./${path}`,
        digest: `sha256:${NEWER_REVISION}`,
        lastUpdateTime: at,
        size: 14_212,
      },
      conditions: ['Ready', 'ArtifactInStorage'].map(type => ({
        type,
        status: 'True',
        reason: 'Succeeded',
        message: `stored artifact for revision '${revision}'`,
        lastTransitionTime: at,
        observedGeneration: 1,
      })),
    },
  };
}

/** A repository of charts. @internal */
export function createHelmRepository(): ObjectInput {
  return {
    metadata: { namespace, name: 'shop-charts' },
    spec: {
      interval: '10m',
      type: 'oci',
      url: 'oci://registry.shop.example/charts',
    },
  };
}

/** A HelmRelease as Flux 2 keeps it. @internal */
export function createHelmRelease(
  story: HelmReleaseStory,
  now: Date,
): ObjectInput {
  const { name, namespace: targetNamespace, state } = story;
  const at = kubeTime(now);
  const failed = state === 'rolled-back';
  return {
    metadata: { namespace, name },
    spec: {
      interval: '10m',
      releaseName: name,
      targetNamespace,
      chart: {
        spec: {
          chart: name,
          version: '2.x',
          sourceRef: { kind: 'HelmRepository', name: 'shop-charts' },
        },
      },
      upgrade: { remediation: { retries: 1, strategy: 'rollback' } },
    },
    status: {
      observedGeneration: 1,
      conditions: conditionsOf(story, at),
      lastAttemptedRevision: '2.1.0',
      lastAttemptedReleaseAction: 'upgrade',
      failures: failed ? 1 : 0,
      upgradeFailures: failed ? 1 : 0,
      history: [
        {
          name,
          namespace: targetNamespace,
          version: failed ? 3 : 2,
          chartName: name,
          chartVersion: failed ? '2.0.3' : '2.1.0',
          configDigest: `sha256:${'0'.repeat(64)}`,
          digest: `sha256:${'1'.repeat(64)}`,
          firstDeployed: at,
          lastDeployed: at,
          status: 'deployed',
        },
      ],
    },
  };
}

function conditionsOf(
  { name, namespace: targetNamespace, state }: HelmReleaseStory,
  lastTransitionTime: string,
) {
  const release = `${targetNamespace}/${name}`;
  const tried = `release ${release} with chart ${name}@2.1.0`;
  const upgraded = {
    status: 'True',
    reason: 'UpgradeSucceeded',
    message: `Helm upgrade succeeded for ${tried}`,
  };
  const undone = {
    reason: 'RollbackSucceeded',
    message: `Helm rollback to previous release ${release}.v1 with chart ${name}@2.0.3 succeeded`,
  };
  const conditions =
    state === 'released'
      ? [
          { type: 'Ready', ...upgraded },
          { type: 'Released', ...upgraded },
        ]
      : [
          { type: 'Ready', status: 'False', ...undone },
          {
            type: 'Released',
            status: 'False',
            reason: 'UpgradeFailed',
            message: `Helm upgrade failed for ${tried}: timed out waiting for the condition`,
          },
          { type: 'Remediated', status: 'True', ...undone },
        ];
  return conditions.map(condition => ({
    ...condition,
    lastTransitionTime,
    observedGeneration: 1,
  }));
}
