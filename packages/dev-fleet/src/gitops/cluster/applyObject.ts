import { ApiKind } from '../../apiserver/ApiKind';
import { KubeObject, ObjectInput } from '../../apiserver/KubeObject';
import { recordManager } from '../../apiserver/recordManager';
import { fieldsOf, serverSideApply } from '../../apiserver/serverSideApply';
import { StatusError } from '../../apiserver/StatusError';
import { Manifest } from '../manifests/Manifest';
import { GitOpsCluster } from './GitOpsCluster';

/** What is applied by whom. @internal */
export interface Applied {
  kind: ApiKind;
  manifest: Manifest;
  /** The field manager. */
  manager: string;
}

/** The object that stands where a manifest would be applied. @internal */
export function findLive(
  cluster: GitOpsCluster,
  kind: ApiKind,
  manifest: Manifest,
): KubeObject | undefined {
  const { name, namespace } = manifest.metadata;
  return cluster.store.get(kind.groupResource, {
    name,
    ...(kind.namespaced ? { namespace } : {}),
  });
}

/**
 * Whether applying would change the object: what others added does not count.
 *
 * @internal
 */
export function wouldChange(
  cluster: GitOpsCluster,
  live: KubeObject,
  { kind, manifest, manager }: Applied,
): boolean {
  const applied = toInput(kind, manifest);
  const next = serverSideApply(live, { applied, manager });
  const { managedFields, resourceVersion } = live.metadata;
  const metadata = { ...next.metadata, managedFields, resourceVersion };
  const options = { part: 'main', dryRun: true } as const;
  // The store gives back the very object when nothing is to be changed.
  return (
    cluster.store.update(kind.groupResource, { ...next, metadata }, options) !==
    live
  );
}

/**
 * Creates or changes an object as a server-side apply does.
 *
 * @throws StatusError as the API server would refuse it
 * @internal
 */
export function applyObject(
  cluster: GitOpsCluster,
  { kind, manifest, manager }: Applied,
  now: Date,
): KubeObject {
  const { store } = cluster;
  const applied = toInput(kind, manifest);
  const { apiVersion } = manifest;
  const writer = {
    manager,
    operation: 'Apply' as const,
    apiVersion,
    fieldsV1: fieldsOf(applied),
  };
  const current = findLive(cluster, kind, manifest);
  if (!current) {
    requireNamespace(cluster, manifest);
    const created = recordManager(applied, { manager: writer, now });
    return store.create(kind.groupResource, created, { part: 'main' });
  }
  const next = serverSideApply(current, { applied, manager });
  return store.update(
    kind.groupResource,
    recordManager(next, { current, manager: writer, now }),
    { part: 'main' },
  );
}

/** What stands in Git never sets a status, nor a namespace where there is none. */
function toInput(kind: ApiKind, manifest: Manifest): ObjectInput {
  const { status, ...content } = manifest;
  const { namespace, ...metadata } = content.metadata;
  return {
    ...content,
    metadata: kind.namespaced ? { ...metadata, namespace } : metadata,
  };
}

function requireNamespace(cluster: GitOpsCluster, manifest: Manifest): void {
  const { namespace: name } = manifest.metadata;
  if (!name || !cluster.kinds.has('namespaces')) return;
  if (cluster.store.get('namespaces', { name })) return;
  throw StatusError.notFound(cluster.kinds.require('namespaces'), name);
}
