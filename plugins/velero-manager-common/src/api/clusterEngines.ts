import { z } from 'zod';
import { instantSchema, protectionSchema } from './verdictSchemas';

const claimSchema = z
  .object({ namespace: z.string(), name: z.string() })
  .describe('The PersistentVolumeClaim that uses it');

/** Velero in one namespace: its server, and its node agent on every node. */
const installSchema = z
  .object({
    namespace: z.string(),
    version: z.string().nullable(),
    isReady: z.boolean(),
    replicas: z.number().int(),
    nodeAgents: z
      .object({ ready: z.number().int(), desired: z.number().int() })
      .nullable(),
    protection: protectionSchema,
  })
  .meta({ id: 'VeleroInstall' });

const databaseSchema = z
  .object({
    id: z.string().describe('cluster/namespace/name'),
    namespace: z.string(),
    name: z.string(),
    instances: z.number().int(),
    protection: protectionSchema,
    walArchive: z.object({
      state: z.enum(['archiving', 'failing', 'unproven', 'none']),
      since: instantSchema.nullable(),
    }),
    recoverable: z
      .object({ from: instantSchema, to: instantSchema.nullable() })
      .nullable()
      .describe('To which moments it can be recovered; to: null is up to now'),
    lastGoodAt: instantSchema.nullable(),
    schedules: z
      .array(z.string())
      .describe('Ids of the ScheduledBackups that make its base backups'),
    running: z.boolean(),
  })
  .meta({ id: 'Database' });

const scheduledBackupSchema = z
  .object({
    id: z.string().describe('cluster/namespace/name'),
    namespace: z.string(),
    name: z.string(),
    database: z.string().describe('Name of its PostgreSQL cluster'),
    cron: z.string().describe('Six fields, seconds first'),
    suspended: z.boolean(),
    method: z.string(),
    protection: protectionSchema,
    lastGoodAt: instantSchema.nullable(),
    nextRunAt: instantSchema.nullable(),
    running: z.boolean(),
  })
  .meta({ id: 'ScheduledBackup' });

const backupTargetSchema = z
  .object({
    namespace: z.string(),
    name: z.string(),
    url: z.string().describe('Without its password'),
    protection: protectionSchema,
    lastSyncedAt: instantSchema.nullable(),
    volumes: z
      .number()
      .int()
      .describe('Volumes that recurring jobs back up to it'),
  })
  .meta({ id: 'BackupTarget' });

const volumeSchema = z
  .object({
    id: z.string().describe('cluster/namespace/name of the Longhorn Volume'),
    name: z.string(),
    claim: claimSchema.nullable(),
    protection: protectionSchema,
    lastGoodAt: instantSchema.nullable(),
    schedules: z.array(z.string()).describe('Ids of its recurring jobs'),
    isSkipped: z
      .boolean()
      .describe('Attached nowhere, so that recurring jobs pass it by'),
  })
  .meta({ id: 'LonghornVolume' });

const repositorySchema = z
  .object({
    namespace: z.string().describe('Namespace of Velero'),
    name: z.string(),
    volumeNamespace: z.string(),
    storageLocation: z.string(),
    protection: protectionSchema,
    lastMaintainedAt: instantSchema.nullable(),
  })
  .meta({ id: 'BackupRepository' });

/** Of hundreds only those in trouble are shown, the worst first. */
const troubledOf = <T extends z.ZodType>(item: T) =>
  z.object({
    total: z.number().int().describe('How many were judged'),
    troubled: z
      .number()
      .int()
      .describe('How many of them are neither HEALTHY nor EXEMPT'),
    items: z.array(item).describe('The worst hundred of these'),
  });

/**
 * The sections of a cluster's report on its engines, beside the schedules and
 * storage locations of Velero.
 *
 * @internal
 */
export const clusterEngineSections = {
  installs: z
    .array(installSchema)
    .describe("Velero's servers, and its node agents where they are needed"),
  repositoryReports: troubledOf(repositorySchema).describe(
    'Where copies of volumes go, of each namespace',
  ),
  databaseReports: z
    .array(databaseSchema)
    .describe('PostgreSQL clusters of CloudNative-PG'),
  scheduledBackupReports: z
    .array(scheduledBackupSchema)
    .describe('ScheduledBackups of CloudNative-PG'),
  backupTargetReports: z
    .array(backupTargetSchema)
    .describe('Backup targets of Longhorn'),
  volumeReports: troubledOf(volumeSchema).describe(
    'Volumes that recurring jobs of Longhorn back up',
  ),
};
