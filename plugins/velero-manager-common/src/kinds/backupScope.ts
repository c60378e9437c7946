import { z } from 'zod';
import { BackupScope } from '../facts';
import { labelSelectorSchema, narrows } from './labelSelectorSchema';
import {
  list,
  object,
  optional,
  optionalDuration,
  optionalFlag,
  optionalText,
  section,
  strings,
  textOrEmpty,
} from './fields';

/** Velero's own example of a Backup writes an empty list of resources as `{}`. */
const resourceNames = z.preprocess(
  value => (isEmptyObject(value) ? [] : value),
  strings,
);

const hooks = list(z.unknown());

/**
 * The fields of Velero's BackupSpec that say what a backup takes: of `spec` of
 * a Backup, and of `spec.template` of a Schedule.
 *
 * @internal
 */
export const backupScopeShape = {
  includedNamespaces: strings,
  excludedNamespaces: strings,
  includedResources: resourceNames,
  excludedResources: resourceNames,
  includedNamespaceScopedResources: resourceNames,
  excludedNamespaceScopedResources: resourceNames,
  includedClusterScopedResources: resourceNames,
  excludedClusterScopedResources: resourceNames,
  includeClusterResources: optionalFlag,
  labelSelector: optional(labelSelectorSchema, null),
  orLabelSelectors: list(labelSelectorSchema),
  storageLocation: textOrEmpty,
  volumeSnapshotLocations: strings,
  ttl: optionalDuration,
  snapshotVolumes: optionalFlag,
  snapshotMoveData: optionalFlag,
  defaultVolumesToFsBackup: optionalFlag,
  resourcePolicy: section({ kind: textOrEmpty, name: optionalText }),
  itemOperationTimeout: optionalDuration,
  hooks: section({ resources: list(object({ pre: hooks, post: hooks })) }),
};

const backupScopeSchema = section(backupScopeShape);

/**
 * What a backup takes, from the fields of its spec.
 *
 * @internal
 */
export function toScope(spec: z.output<typeof backupScopeSchema>): BackupScope {
  return {
    includedNamespaces: spec.includedNamespaces,
    excludedNamespaces: spec.excludedNamespaces,
    includedResources: spec.includedResources,
    excludedResources: spec.excludedResources,
    includedNamespaceScopedResources: spec.includedNamespaceScopedResources,
    excludedNamespaceScopedResources: spec.excludedNamespaceScopedResources,
    includedClusterScopedResources: spec.includedClusterScopedResources,
    excludedClusterScopedResources: spec.excludedClusterScopedResources,
    includeClusterResources: spec.includeClusterResources,
    hasLabelSelector:
      narrows(spec.labelSelector) || spec.orLabelSelectors.length > 0,
    labelSelector: spec.labelSelector,
    orLabelSelectors: spec.orLabelSelectors,
    storageLocation: spec.storageLocation || null,
    volumeSnapshotLocations: spec.volumeSnapshotLocations,
    ttlSeconds: spec.ttl || null,
    snapshotVolumes: spec.snapshotVolumes,
    snapshotMoveData: spec.snapshotMoveData,
    defaultVolumesToFsBackup: spec.defaultVolumesToFsBackup,
    resourcePolicy: readPolicyName(spec.resourcePolicy),
    itemOperationTimeoutSeconds: spec.itemOperationTimeout || null,
    hasHooks: spec.hooks.resources.some(
      ({ pre, post }) => pre.length + post.length > 0,
    ),
  };
}

/** Velero heeds no other kind (velero internal/resourcepolicies). */
function readPolicyName(reference: {
  kind: string;
  name: string | null;
}): string | null {
  return reference.kind.toLowerCase() === 'configmap'
    ? reference.name || null
    : null;
}

function isEmptyObject(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === 0
  );
}
