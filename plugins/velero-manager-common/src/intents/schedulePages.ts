import type { FormPage } from './FormPage';

/** The forms of the intents about a schedule. @internal */
export const schedulePages: Record<
  'schedule:save' | 'schedule:pause' | 'schedule:delete',
  FormPage[]
> = {
  'schedule:save': [
    {
      title: 'Where',
      fields: {
        environment: { title: 'Environment' },
        cluster: { title: 'Cluster', 'ui:autofocus': true },
        existing: { title: 'Existing schedule' },
        scope: { title: 'Scope' },
        frequency: { title: 'Frequency' },
      },
    },
    {
      title: 'What and when',
      fields: {
        includedNamespaces: { title: 'Namespaces' },
        excludedNamespaces: { title: 'Left out' },
        cron: { title: 'When' },
        retention: { title: 'Kept for', 'ui:placeholder': '30d' },
        storageLocation: { title: 'Storage location' },
        snapshotMoveData: { title: 'Move snapshot data' },
        defaultVolumesToFsBackup: { title: 'Copy files of volumes' },
        paused: { title: 'Paused' },
        labels: { title: 'Labels' },
      },
    },
    {
      title: 'Objects and volumes',
      fields: {
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
      },
    },
    {
      title: 'Hooks',
      fields: {
        hooks: { title: 'Hooks' },
        removedHooks: { title: 'Hooks to take out' },
      },
    },
  ],
  'schedule:pause': [
    {
      title: 'Schedule',
      fields: {
        environment: { title: 'Environment' },
        cluster: { title: 'Cluster', 'ui:autofocus': true },
        existing: { title: 'Schedule' },
        paused: { title: 'Paused' },
        reason: { title: 'Reason' },
      },
    },
  ],
  'schedule:delete': [
    {
      title: 'Schedule',
      fields: {
        environment: { title: 'Environment' },
        cluster: { title: 'Cluster', 'ui:autofocus': true },
        existing: { title: 'Schedule' },
      },
    },
  ],
};
