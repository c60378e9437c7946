import { z } from 'zod';
import {
  duration,
  flag,
  keyRef,
  labelSelector,
  name,
  namespaced,
  oneOf,
  strict,
  text,
  textMap,
  texts,
  whole,
} from './fields';

const execHook = strict(
  {
    exec: strict(
      { command: texts },
      {
        container: text,
        onError: oneOf('Continue', 'Fail'),
        timeout: duration,
      },
    ),
  },
  {},
);
const hook = strict(
  { name: text },
  {
    includedNamespaces: texts,
    excludedNamespaces: texts,
    includedResources: texts,
    excludedResources: texts,
    labelSelector,
    pre: z.array(execHook),
    post: z.array(execHook),
  },
);

/** `spec.template`: a BackupSpec, as of Velero 1.18. */
const template = strict(
  {},
  {
    metadata: strict({}, { labels: textMap }),
    includedNamespaces: texts,
    excludedNamespaces: texts,
    includedResources: texts,
    excludedResources: texts,
    includedClusterScopedResources: texts,
    excludedClusterScopedResources: texts,
    includedNamespaceScopedResources: texts,
    excludedNamespaceScopedResources: texts,
    includeClusterResources: flag,
    labelSelector,
    orLabelSelectors: z.array(labelSelector),
    orderedResources: textMap,
    resourcePolicy: strict({ kind: text, name: text }, { apiGroup: text }),
    hooks: strict({}, { resources: z.array(hook) }),
    ttl: duration,
    storageLocation: text,
    volumeSnapshotLocations: texts,
    snapshotVolumes: flag,
    snapshotMoveData: flag,
    defaultVolumesToFsBackup: flag,
    defaultVolumesToRestic: flag,
    datamover: text,
    csiSnapshotTimeout: duration,
    itemOperationTimeout: duration,
    uploaderConfig: strict({}, { parallelFilesUpload: whole }),
    volumeGroupSnapshotLabelKey: text,
  },
);

/** A Velero Schedule. @internal */
export const scheduleSchema = strict(
  {
    apiVersion: z.literal('velero.io/v1'),
    kind: z.literal('Schedule'),
    metadata: namespaced,
    spec: strict(
      { schedule: text, template },
      { paused: flag, skipImmediately: flag, useOwnerReferencesInBackup: flag },
    ),
  },
  {},
);

/** A Velero BackupStorageLocation. @internal */
export const storageLocationSchema = strict(
  {
    apiVersion: z.literal('velero.io/v1'),
    kind: z.literal('BackupStorageLocation'),
    metadata: namespaced,
    spec: strict(
      {
        provider: name,
        objectStorage: strict(
          { bucket: name },
          { prefix: text, caCert: text, caCertRef: keyRef },
        ),
      },
      {
        default: flag,
        accessMode: oneOf('ReadOnly', 'ReadWrite'),
        backupSyncPeriod: duration,
        validationFrequency: duration,
        config: textMap,
        credential: keyRef,
      },
    ),
  },
  {},
);

/** A Velero VolumeSnapshotLocation. @internal */
export const snapshotLocationSchema = strict(
  {
    apiVersion: z.literal('velero.io/v1'),
    kind: z.literal('VolumeSnapshotLocation'),
    metadata: namespaced,
    spec: strict({ provider: name }, { config: textMap, credential: keyRef }),
  },
  {},
);
