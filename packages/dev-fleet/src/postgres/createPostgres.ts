import { ObjectStore } from '../apiserver/ObjectStore';
import { createVolume } from '../volumes/createVolume';
import { PODS } from '../volumes/createWorkload';
import {
  BARMAN_PLUGIN,
  OBJECT_STORES,
  POSTGRES_CLUSTERS,
  PostgresStory,
  SCHEDULED_BACKUPS,
} from './types';

const IMAGE = 'ghcr.io/cloudnative-pg/postgresql:18.1';

interface PostgresOptions {
  store: ObjectStore;
  storageClass: 'gp3' | 'ceph-block';
}

/**
 * Creates what a team writes down for a database: the Cluster and, where it is
 * backed up, the ObjectStore of the Barman Cloud plug-in and a ScheduledBackup;
 * and the volume and pod that the operator would make.
 *
 * @internal
 */
export function createPostgres(
  story: PostgresStory,
  options: PostgresOptions,
): void {
  const { namespace, name, gibibytes } = story;
  const { store, storageClass } = options;
  if (story.cron !== undefined) createBackups(story, options.store);
  createCluster(story, options);
  const instance = `${name}-1`;
  const labels = {
    'cnpg.io/cluster': name,
    'cnpg.io/instanceName': instance,
    'cnpg.io/instanceRole': 'primary',
  };
  createVolume(
    { claim: instance, storageClass, gibibytes },
    { store, namespace, labels },
  );
  store.create(PODS, {
    metadata: { namespace, name: instance, labels },
    spec: podSpec(instance),
    status: { phase: 'Running' },
  });
}

function createBackups(
  { namespace, name, cron }: PostgresStory,
  store: ObjectStore,
): void {
  store.create(OBJECT_STORES, {
    metadata: { namespace, name: `${name}-store` },
    spec: {
      retentionPolicy: '30d',
      configuration: {
        destinationPath: `s3://shop-databases/${namespace}`,
        s3Credentials: { inheritFromIAMRole: true },
        wal: { compression: 'gzip' },
        data: { compression: 'gzip' },
      },
    },
  });
  store.create(SCHEDULED_BACKUPS, {
    metadata: { namespace, name: `${name}-daily` },
    spec: {
      schedule: cron,
      cluster: { name },
      method: 'plugin',
      pluginConfiguration: { name: BARMAN_PLUGIN },
      immediate: true,
      backupOwnerReference: 'self',
    },
  });
}

function createCluster(
  { namespace, name, gibibytes, cron }: PostgresStory,
  { store, storageClass }: PostgresOptions,
): void {
  store.create(POSTGRES_CLUSTERS, {
    metadata: { namespace, name },
    spec: {
      instances: 1,
      imageName: IMAGE,
      storage: { size: `${gibibytes}Gi`, storageClass },
      plugins:
        cron === undefined
          ? undefined
          : [
              {
                name: BARMAN_PLUGIN,
                enabled: true,
                isWALArchiver: true,
                parameters: { barmanObjectName: `${name}-store` },
              },
            ],
    },
  });
}

function podSpec(claimName: string) {
  return {
    nodeName: 'worker-1',
    containers: [
      {
        name: 'postgres',
        image: IMAGE,
        volumeMounts: [
          { name: 'pgdata', mountPath: '/var/lib/postgresql/data' },
        ],
      },
    ],
    volumes: [{ name: 'pgdata', persistentVolumeClaim: { claimName } }],
  };
}
