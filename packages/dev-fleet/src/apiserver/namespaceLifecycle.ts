import { KindRegistry } from './KindRegistry';
import { ObjectStore } from './ObjectStore';

/**
 * Deletes what stood in a namespace after the namespace is deleted.
 *
 * @remarks
 * Simpler than the real order (phase Terminating, contents, namespace):
 * objects with finalizers stay behind, marked as being deleted.
 *
 * @internal
 */
export function startNamespaceLifecycle(options: {
  kinds: KindRegistry;
  store: ObjectStore;
}): () => void {
  const { kinds, store } = options;
  return store.subscribe(({ type, groupResource, object }) => {
    if (groupResource !== 'namespaces' || type !== 'DELETED') return;
    const namespace = object.metadata.name;
    for (const kind of kinds.kinds().filter(({ namespaced }) => namespaced)) {
      for (const { metadata } of store.list(kind.groupResource, {
        namespace,
      })) {
        store.delete(kind.groupResource, metadata);
      }
    }
  });
}
