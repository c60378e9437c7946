import {
  providerOf,
  type PostgresBackupSaveIntent,
} from '../../intents/postgresBackupSaveIntent';

/** The Barman Cloud plugin, as Clusters and ScheduledBackups name it. @internal */
export const BARMAN_PLUGIN = 'barman-cloud.cloudnative-pg.io';
/** @internal */
export const CNPG_VERSION = 'postgresql.cnpg.io/v1';
/** @internal */
export const BARMAN_VERSION = 'barmancloud.cnpg.io/v1';

const DEFAULT_WAL_COMPRESSION = 'gzip';

/** What the ObjectStore of a database is called. @internal */
export const objectStoreNameOf = (intent: PostgresBackupSaveIntent): string =>
  intent.objectStore ?? intent.database;

/** How each provider names its credentials in a store of Barman Cloud. @internal */
export const CREDENTIAL_FIELDS = {
  s3: 's3Credentials',
  gcs: 'googleCredentials',
  azure: 'azureCredentials',
} as const;

/** The credentials of a store: keys of a Secret, or the identity of the pods. @internal */
export function credentialsOf(intent: PostgresBackupSaveIntent): object {
  const secret = intent.credentialSecret;
  const provider = providerOf(intent.destinationPath);
  const keyOf = (key: string) => ({ name: secret?.name, key });
  if (provider === 's3') {
    return secret
      ? {
          accessKeyId: keyOf(secret.accessKeyId ?? 'ACCESS_KEY_ID'),
          secretAccessKey: keyOf(secret.secretAccessKey ?? 'ACCESS_SECRET_KEY'),
        }
      : { inheritFromIAMRole: true };
  }
  if (provider === 'gcs') {
    return secret
      ? { applicationCredentials: keyOf(secret.key ?? 'gcsCredentials') }
      : { gkeEnvironment: true };
  }
  return secret
    ? { connectionString: keyOf(secret.key ?? 'AZURE_CONNECTION_STRING') }
    : { inheritFromAzureAD: true };
}

/** A store of Barman Cloud, whole. @internal */
export function barmanStoreOf(intent: PostgresBackupSaveIntent): object {
  const provider = providerOf(intent.destinationPath);
  return {
    destinationPath: intent.destinationPath,
    ...(intent.endpointUrl === undefined
      ? {}
      : { endpointURL: intent.endpointUrl }),
    [CREDENTIAL_FIELDS[provider]]: credentialsOf(intent),
    wal: { compression: intent.walCompression ?? DEFAULT_WAL_COMPRESSION },
  };
}

/** `spec` of the ObjectStore of a database. @internal */
export function objectStoreSpec(intent: PostgresBackupSaveIntent): object {
  return {
    retentionPolicy: intent.retention,
    configuration: barmanStoreOf(intent),
  };
}

/**
 * `spec` of the ScheduledBackup of a database. The first base backup is taken at
 * once: until there is one, nothing can be recovered.
 *
 * @internal
 */
export function scheduledBackupSpec(
  intent: PostgresBackupSaveIntent,
  schedule: string,
): object {
  return {
    schedule,
    immediate: true,
    backupOwnerReference: 'none',
    cluster: { name: intent.database },
    method: intent.method,
    ...(intent.method === 'plugin'
      ? { pluginConfiguration: { name: BARMAN_PLUGIN } }
      : {}),
  };
}

/** What the Cluster must say, so that its write-ahead log is archived. @internal */
export function clusterBackupSpec(intent: PostgresBackupSaveIntent): object {
  return intent.method === 'plugin'
    ? { plugins: [archiverOf(objectStoreNameOf(intent))] }
    : {
        backup: {
          retentionPolicy: intent.retention,
          barmanObjectStore: barmanStoreOf(intent),
        },
      };
}

/** The entry of `spec.plugins` that archives into an ObjectStore. @internal */
export function archiverOf(objectStore: string): object {
  return {
    name: BARMAN_PLUGIN,
    isWALArchiver: true,
    parameters: { barmanObjectName: objectStore },
  };
}
