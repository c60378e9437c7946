import type { ScheduleSaveIntent } from '../../intents';
import { goDurationOf } from './goDurationOf';

/** What a schedule may say beside what every schedule says. @internal */
export type TemplateOptions = Pick<
  ScheduleSaveIntent,
  | 'includedNamespaceScopedResources'
  | 'excludedNamespaceScopedResources'
  | 'includedClusterScopedResources'
  | 'excludedClusterScopedResources'
  | 'labelSelector'
  | 'snapshotVolumes'
  | 'snapshotMoveData'
  | 'defaultVolumesToFsBackup'
  | 'storageLocation'
  | 'volumeSnapshotLocations'
  | 'resourcePolicy'
  | 'csiSnapshotTimeout'
  | 'itemOperationTimeout'
>;

/**
 * The fields of `spec.template` that an intent names, without hooks and label
 * selectors, which an edit changes in part. What is empty is not named.
 *
 * @internal
 */
export function templateOptions(
  options: TemplateOptions,
): Record<string, unknown> {
  const { resourcePolicy, csiSnapshotTimeout, itemOperationTimeout } = options;
  const fields: Record<string, unknown> = {
    includedNamespaceScopedResources: options.includedNamespaceScopedResources,
    excludedNamespaceScopedResources: options.excludedNamespaceScopedResources,
    includedClusterScopedResources: options.includedClusterScopedResources,
    excludedClusterScopedResources: options.excludedClusterScopedResources,
    storageLocation: options.storageLocation,
    snapshotVolumes: options.snapshotVolumes,
    snapshotMoveData: options.snapshotMoveData,
    defaultVolumesToFsBackup: options.defaultVolumesToFsBackup,
    volumeSnapshotLocations: options.volumeSnapshotLocations,
    resourcePolicy: resourcePolicy && {
      kind: 'configmap',
      name: resourcePolicy,
    },
    csiSnapshotTimeout: csiSnapshotTimeout && goDurationOf(csiSnapshotTimeout),
    itemOperationTimeout:
      itemOperationTimeout && goDurationOf(itemOperationTimeout),
  };
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) =>
        value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

/** The label selector of an intent, or undefined where it names no label. @internal */
export function selectorOf({ labelSelector }: TemplateOptions) {
  return labelSelector && Object.keys(labelSelector).length > 0
    ? { matchLabels: labelSelector }
    : undefined;
}
