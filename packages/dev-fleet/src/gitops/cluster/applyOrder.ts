import { Manifest } from '../manifests/Manifest';

/** What others need comes first; all other kinds come after these. */
const FIRST = [
  'Namespace',
  'ResourceQuota',
  'LimitRange',
  'ServiceAccount',
  'Secret',
  'ConfigMap',
  'StorageClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'CustomResourceDefinition',
  'ClusterRole',
  'ClusterRoleBinding',
  'Role',
  'RoleBinding',
  'Service',
  'DaemonSet',
  'Pod',
  'ReplicaSet',
  'Deployment',
  'StatefulSet',
  'Job',
  'CronJob',
];

/**
 * Compares two objects by the order in which they are applied: by kind, then
 * by name.
 *
 * @internal
 */
export function compareApplyOrder(one: Manifest, other: Manifest): number {
  return (
    rankOf(one) - rankOf(other) ||
    one.kind.localeCompare(other.kind) ||
    one.metadata.name.localeCompare(other.metadata.name)
  );
}

function rankOf({ kind }: Manifest): number {
  const at = FIRST.indexOf(kind);
  return at < 0 ? FIRST.length : at;
}
