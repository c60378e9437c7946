import { ArgocdApplicationSaveIntent, intentIdentity } from '../../intents';
import type { RepositorySettings } from '../../snapshot';
import { automatedOf, RETRY } from './argocd';
import { changeAnnotations, ENVIRONMENT_LABEL } from './marks';

/** What a saved Application says, field by field. @internal */
export function applicationFields(
  intent: ArgocdApplicationSaveIntent,
): [path: string[], value: unknown][] {
  const { syncOptions } = intent;
  return [
    [['metadata', 'labels', ENVIRONMENT_LABEL], intent.environment],
    [['spec', 'project'], intent.project],
    [['spec', 'source', 'repoURL'], intent.repository],
    [['spec', 'source', 'targetRevision'], intent.revision],
    [['spec', 'source', 'path'], intent.path],
    [['spec', 'destination', 'server'], intent.server],
    [['spec', 'destination', 'namespace'], intent.namespace],
    [['spec', 'syncPolicy', 'automated'], automatedOf(intent)],
    [
      ['spec', 'syncPolicy', 'syncOptions'],
      syncOptions.length > 0 ? syncOptions : undefined,
    ],
  ];
}

/**
 * The Application of a team. No cascading finalizer: what it applied outlives
 * it, so that a wrong rename deletes nothing.
 *
 * @internal
 */
export function savedApplicationObject(
  intent: ArgocdApplicationSaveIntent,
  settings: RepositorySettings,
): object {
  const { syncOptions } = intent;
  const automated = automatedOf(intent);
  const spec = {
    project: intent.project,
    source: {
      repoURL: intent.repository,
      targetRevision: intent.revision,
      path: intent.path,
    },
    destination: { server: intent.server, namespace: intent.namespace },
    syncPolicy: {
      ...(automated ? { automated } : {}),
      ...(syncOptions.length > 0 ? { syncOptions } : {}),
      retry: RETRY,
    },
  };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: intent.name,
      namespace: settings.argocd.namespace,
      labels: { [ENVIRONMENT_LABEL]: intent.environment },
      annotations: changeAnnotations(intentIdentity(intent), spec),
    },
    spec,
  };
}
