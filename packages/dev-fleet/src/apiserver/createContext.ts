import type { ApiServerOptions } from './ApiServer';
import { ApiContext, ApiSettings } from './ApiRequest';
import { startCustomResourceDefinitions } from './customResourceDefinitions';
import { KindRegistry } from './KindRegistry';
import { defaultKinds } from './kinds/defaultKinds';
import { MemoryObjectStore } from './MemoryObjectStore';
import { startNamespaceLifecycle } from './namespaceLifecycle';

const DEFAULT_SETTINGS: ApiSettings = {
  gitVersion: 'v1.33.5',
  bookmarkIntervalMs: 60_000,
  maxWatchSeconds: 45 * 60,
  continueTtlSeconds: 5 * 60,
  watchList: true,
  expiredWatch: 'event',
  requireNamespaces: true,
};
const FIRST_NAMESPACES = ['default', 'kube-system'];

/**
 * Makes the state of a new cluster: its kinds, their definitions and the
 * namespaces every cluster has.
 *
 * @internal
 */
export function createContext(
  options: Pick<
    ApiServerOptions,
    'kinds' | 'eventLogSize' | 'settings' | 'now'
  >,
): ApiContext {
  const { now = () => new Date(), eventLogSize } = options;
  const kinds = new KindRegistry();
  for (const kind of options.kinds ?? defaultKinds) kinds.registerKind(kind);
  const store = MemoryObjectStore.create({ kinds, now, eventLogSize });
  if (kinds.has('namespaces')) {
    startNamespaceLifecycle({ kinds, store });
    for (const name of FIRST_NAMESPACES) {
      store.create('namespaces', { metadata: { name } });
    }
  }
  if (kinds.has('customresourcedefinitions.apiextensions.k8s.io')) {
    startCustomResourceDefinitions({ kinds, store, now });
  }
  const settings = { ...DEFAULT_SETTINGS, ...options.settings };
  return { kinds, store, now, settings };
}
