import { leafDirectory, type Leaf } from '../../snapshot';
import { changeAnnotations, placeLabels } from './marks';
import type { OnboardContext } from './OnboardContext';

const SOURCE_NAME = 'velero-gitops-config';

/**
 * What the Flux of a cluster needs: the repository, then Velero, and only when
 * that is ready (`wait`, `dependsOn`) what is for Velero.
 *
 * @internal
 */
export function fluxClusterObjects(context: OnboardContext): object[] {
  const install = kustomization(context, 'velero-install', {
    prune: false,
    timeout: '10m',
  });
  const config = kustomization(context, 'velero-config', {
    prune: true,
    timeout: '5m',
    dependsOn: [{ name: nameOf(context, 'velero-install') }],
  });
  return [gitRepository(context), install, config];
}

function nameOf({ place }: OnboardContext, leaf: Leaf): string {
  return `${place.cluster}-${leaf}`;
}

function gitRepository(context: OnboardContext): object {
  const { repository, flux } = context.settings;
  return fluxObject(context, {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    name: SOURCE_NAME,
    spec: {
      interval: '1m',
      url: repository.url,
      ref: { branch: repository.branch },
      ...(flux.gitSecret ? { secretRef: { name: flux.gitSecret } } : {}),
    },
  });
}

function kustomization(
  context: OnboardContext,
  leaf: Leaf,
  own: object,
): object {
  return fluxObject(context, {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    name: nameOf(context, leaf),
    spec: {
      interval: '10m',
      retryInterval: '1m',
      path: `./${leafDirectory(context.place, leaf)}`,
      sourceRef: { kind: 'GitRepository', name: SOURCE_NAME },
      wait: true,
      ...own,
    },
  });
}

function fluxObject(
  { settings, place, change }: OnboardContext,
  object: { apiVersion: string; kind: string; name: string; spec: object },
): object {
  const { apiVersion, kind, name, spec } = object;
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      namespace: settings.flux.namespace,
      labels: placeLabels(place),
      annotations: changeAnnotations(change, spec),
    },
    spec,
  };
}
