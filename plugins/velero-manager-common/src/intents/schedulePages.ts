import type { FormPage } from './FormPage';
import { clusterFields } from './clusterFields';
import { formFieldNames } from './formFieldNames';

/** The forms of the intents about a schedule. @internal */
export const schedulePages: Record<
  'schedule:save' | 'schedule:pause' | 'schedule:delete',
  FormPage[]
> = {
  'schedule:save': [
    {
      title: 'Where',
      fields: {
        ...clusterFields,
        existing: {
          title: 'Existing schedule',
          'ui:field': formFieldNames.schedule,
          'ui:options': { mayBeNew: true },
        },
        scope: { title: 'Scope' },
        frequency: { title: 'Frequency' },
        alsoIn: {
          title: 'Also in these clusters',
          'ui:field': formFieldNames.clusters,
        },
      },
    },
    {
      title: 'What and when',
      fields: {
        includedNamespaces: {
          title: 'Namespaces',
          'ui:field': formFieldNames.namespaces,
          'ui:options': { all: true },
        },
        excludedNamespaces: {
          title: 'Left out',
          'ui:field': formFieldNames.namespaces,
        },
        cron: { title: 'When', 'ui:field': formFieldNames.cron },
        retention: {
          title: 'Kept for',
          'ui:field': formFieldNames.retention,
          'ui:options': { asks: 'schedule:save.retention' },
        },
        storageLocation: {
          title: 'Storage location',
          'ui:field': formFieldNames.storageLocation,
          'ui:options': { asks: 'schedule:save.storageLocation' },
        },
        snapshotMoveData: { title: 'Move snapshot data' },
        defaultVolumesToFsBackup: { title: 'Copy files of volumes' },
      },
      more: {
        description:
          'Kinds of objects, how volumes are backed up, hooks, labels.',
        fields: {
          paused: { title: 'Paused' },
          labels: { title: 'Labels' },
          includedNamespaceScopedResources: { title: 'Kinds in namespaces' },
          excludedNamespaceScopedResources: {
            title: 'Kinds in namespaces left out',
          },
          includedClusterScopedResources: { title: 'Kinds of the cluster' },
          excludedClusterScopedResources: {
            title: 'Kinds of the cluster left out',
          },
          labelSelector: { title: 'Only with labels' },
          snapshotVolumes: { title: 'Snapshots of volumes' },
          volumeSnapshotLocations: { title: 'Snapshot locations' },
          resourcePolicy: { title: 'Resource policy' },
          csiSnapshotTimeout: { title: 'Time for snapshots' },
          itemOperationTimeout: { title: 'Time for moving data' },
          useOwnerReferencesInBackup: { title: 'Backups go with the schedule' },
          hooks: { title: 'Hooks' },
          removedHooks: { title: 'Hooks to take out' },
        },
      },
    },
  ],
  'schedule:pause': [
    {
      title: 'Schedule',
      fields: {
        ...clusterFields,
        existing: { title: 'Schedule', 'ui:field': formFieldNames.schedule },
        paused: { title: 'Paused' },
        reason: { title: 'Reason' },
      },
    },
  ],
  'schedule:delete': [
    {
      title: 'Schedule',
      fields: {
        ...clusterFields,
        existing: { title: 'Schedule', 'ui:field': formFieldNames.schedule },
      },
    },
  ],
};
