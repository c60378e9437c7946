import { z } from 'zod';
import {
  anything,
  flag,
  name,
  namespaced,
  oneOf,
  strict,
  text,
  textMap,
  texts,
  whole,
} from './fields';

/*
 * What we write of CloudNative-PG 1.30 and of its Barman Cloud plugin 0.14. A
 * Cluster is mostly not ours: only what concerns backups is read strictly.
 */

const secretKey = strict({ name: text, key: text }, {});
const encryption = oneOf('AES256', 'aws:kms');

/** A store of Barman Cloud; the plugin and the in-tree form have the same. */
const barmanStore = strict(
  { destinationPath: text },
  {
    endpointURL: text,
    endpointCA: secretKey,
    serverName: text,
    tags: textMap,
    historyTags: textMap,
    s3Credentials: strict(
      {},
      {
        accessKeyId: secretKey,
        secretAccessKey: secretKey,
        sessionToken: secretKey,
        region: secretKey,
        inheritFromIAMRole: flag,
      },
    ),
    googleCredentials: strict(
      {},
      { applicationCredentials: secretKey, gkeEnvironment: flag },
    ),
    azureCredentials: strict(
      {},
      {
        connectionString: secretKey,
        storageAccount: secretKey,
        storageKey: secretKey,
        storageSasToken: secretKey,
        inheritFromAzureAD: flag,
        useDefaultAzureCredentials: flag,
      },
    ),
    data: strict(
      {},
      {
        compression: oneOf('bzip2', 'gzip', 'lz4', 'snappy'),
        encryption,
        immediateCheckpoint: flag,
        jobs: whole,
        additionalCommandArgs: texts,
        restoreAdditionalCommandArgs: texts,
      },
    ),
    wal: strict(
      {},
      {
        compression: oneOf('bzip2', 'gzip', 'lz4', 'snappy', 'xz', 'zstd'),
        encryption,
        maxParallel: whole,
        archiveAdditionalCommandArgs: texts,
        restoreAdditionalCommandArgs: texts,
      },
    ),
  },
);

const retentionPolicy = z
  .string()
  .regex(/^[1-9][0-9]*[dwm]$/, 'must be a number of days, weeks or months');

/** Where the Barman Cloud plugin keeps backups. @internal */
export const objectStoreSchema = strict(
  {
    apiVersion: z.literal('barmancloud.cnpg.io/v1'),
    kind: z.literal('ObjectStore'),
    metadata: namespaced,
    spec: strict(
      { configuration: barmanStore },
      {
        retentionPolicy,
        instanceSidecarConfiguration: strict(
          {},
          {
            additionalContainerArgs: texts,
            env: z.array(anything),
            logLevel: oneOf('error', 'warning', 'info', 'debug', 'trace'),
            resources: anything,
            retentionPolicyIntervalSeconds: whole,
          },
        ),
      },
    ),
  },
  {},
);

/** When base backups of a Cluster are taken. @internal */
export const scheduledBackupSchema = strict(
  {
    apiVersion: z.literal('postgresql.cnpg.io/v1'),
    kind: z.literal('ScheduledBackup'),
    metadata: namespaced,
    spec: strict(
      { cluster: strict({ name }, {}), schedule: text },
      {
        backupOwnerReference: oneOf('none', 'self', 'cluster'),
        immediate: flag,
        method: oneOf('barmanObjectStore', 'volumeSnapshot', 'plugin'),
        online: flag,
        onlineConfiguration: strict(
          {},
          { immediateCheckpoint: flag, waitForArchive: flag },
        ),
        pluginConfiguration: strict({ name: text }, { parameters: textMap }),
        suspend: flag,
        target: oneOf('primary', 'prefer-standby'),
      },
    ),
  },
  {},
);

/** A PostgreSQL cluster. @internal */
export const postgresClusterSchema = strict(
  {
    apiVersion: z.literal('postgresql.cnpg.io/v1'),
    kind: z.literal('Cluster'),
    metadata: namespaced,
    spec: z.looseObject({
      plugins: z
        .array(
          strict(
            { name: text },
            { enabled: flag, isWALArchiver: flag, parameters: textMap },
          ),
        )
        .optional(),
      backup: strict(
        {},
        {
          barmanObjectStore: barmanStore,
          retentionPolicy,
          target: oneOf('primary', 'prefer-standby'),
          volumeSnapshot: anything,
        },
      ).optional(),
    }),
  },
  {},
);
