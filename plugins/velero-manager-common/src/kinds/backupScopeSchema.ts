import { z } from 'zod';
import { BackupScope } from '../facts';
import { labelSelectorSchema } from './labelSelectorSchema';
import {
  list,
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

/**
 * Velero's BackupSpec: `spec` of a Backup and `spec.template` of a Schedule.
 *
 * @internal
 */
export const backupScopeSchema = section({
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
  resourcePolicy: section({ name: optionalText }),
}).transform(
  ({ ttl, resourcePolicy, storageLocation, ...scope }): BackupScope => ({
    ...scope,
    hasLabelSelector:
      narrows(scope.labelSelector) || scope.orLabelSelectors.length > 0,
    storageLocation: storageLocation || null,
    ttlSeconds: ttl || null,
    resourcePolicy: resourcePolicy.name || null,
  }),
);

/** An empty selector selects everything. */
function narrows(selector: BackupScope['labelSelector']): boolean {
  if (!selector) return false;
  return (
    Object.keys(selector.matchLabels).length > 0 ||
    selector.matchExpressions.length > 0
  );
}

function isEmptyObject(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === 0
  );
}
