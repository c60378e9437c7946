import { KubeObject } from '../apiserver/KubeObject';
import { ObjectStore } from '../apiserver/ObjectStore';
import { SCHEDULES, ServerSettings } from '../velero/types';

const DEFINITIONS = 'customresourcedefinitions.apiextensions.k8s.io';

/**
 * Finds the Velero that came into a cluster with its chart: a server that runs,
 * beside the kinds it works on.
 *
 * @returns null where there is none
 * @internal
 */
export function findInstalledVelero(store: ObjectStore): {
  namespace: string;
  version: string;
  settings: Partial<ServerSettings>;
} | null {
  if (!store.get(DEFINITIONS, { name: SCHEDULES })) return null;
  const [server] = store
    .list('deployments.apps', {
      labelSelector: 'app.kubernetes.io/name=velero,component=velero',
    })
    .filter(({ status }) => Number(status?.readyReplicas ?? 0) > 0);
  if (!server) return null;
  const { namespace = '', labels = {} } = server.metadata;
  const version = labels['app.kubernetes.io/version'] ?? '1.18.1';
  return { namespace, version, settings: { features: featuresOf(server) } };
}

function featuresOf({ spec }: KubeObject): string[] {
  const { template } = (spec ?? {}) as {
    template?: { spec?: { containers?: { args?: string[] }[] } };
  };
  const args = template?.spec?.containers?.flatMap(({ args: each }) => each);
  const value = args?.find(arg => arg?.startsWith('--features='));
  return value?.slice('--features='.length).split(',') ?? [];
}
