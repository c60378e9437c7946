import { z } from 'zod';
import { instantSchema } from './verdictSchemas';

/** How a run or a restore went; `unknown` where nobody saw how it ended. */
const outcomeSchema = z.enum([
  'good',
  'partial',
  'failed',
  'running',
  'unknown',
]);

const namespacesSchema = z.object({
  included: z.array(z.string()),
  excluded: z.array(z.string()),
});

/**
 * A run as history has it, whether its object is still there or not.
 *
 * @public
 */
export const backupSchema = z
  .object({
    cluster: z.string(),
    engine: z.enum(['velero', 'cloudnative-pg']),
    namespace: z.string().describe('Where its object lies or lay'),
    name: z.string(),
    schedule: z.string().nullable().describe('null: made by hand'),
    database: z
      .string()
      .nullable()
      .describe('The PostgreSQL cluster that it is of'),
    namespaces: namespacesSchema
      .nullable()
      .describe('What it took, as it was written; null where it has no lists'),
    storageLocation: z.string().nullable(),
    origin: z
      .enum(['local', 'resynced', 'foreign', 'unknown'])
      .describe('Where it was made, as far as it says itself'),
    outcome: outcomeSchema,
    phase: z.string().describe('In the words of the engine, as last seen'),
    createdAt: instantSchema,
    startedAt: instantSchema.nullable(),
    completedAt: instantSchema.nullable(),
    expiresAt: instantSchema.nullable(),
    goneAt: instantSchema
      .nullable()
      .describe('When its object was first missed; null: it is there'),
    errors: z.number().int(),
    warnings: z.number().int(),
    itemsTotal: z.number().int().nullable(),
    itemsBackedUp: z.number().int().nullable(),
  })
  .meta({ id: 'Backup' });

/**
 * A restore as history has it.
 *
 * @public
 */
export const restoreSchema = z
  .object({
    cluster: z.string(),
    namespace: z.string().describe('Where its object lies or lay'),
    name: z.string(),
    backup: z.string().nullable(),
    schedule: z.string().nullable(),
    namespaces: namespacesSchema.describe('What was to be restored'),
    namespaceMapping: z
      .record(z.string(), z.string())
      .describe('Namespace to the one that it was restored into'),
    outcome: outcomeSchema,
    phase: z.string(),
    createdAt: instantSchema,
    startedAt: instantSchema.nullable(),
    completedAt: instantSchema.nullable(),
    errors: z.number().int(),
    warnings: z.number().int(),
    itemsRestored: z.number().int().nullable(),
  })
  .meta({ id: 'Restore' });

const nextCursorSchema = z
  .string()
  .nullable()
  .describe('Pass as `cursor` for the next page; null on the last');

/** Answer of `GET /v1/backups`. @public */
export const backupListSchema = z
  .object({ items: z.array(backupSchema), nextCursor: nextCursorSchema })
  .meta({ id: 'BackupList' });

/** Answer of `GET /v1/restores`. @public */
export const restoreListSchema = z
  .object({ items: z.array(restoreSchema), nextCursor: nextCursorSchema })
  .meta({ id: 'RestoreList' });

/** @public */
export type ApiBackup = z.infer<typeof backupSchema>;
/** @public */
export type ApiRestore = z.infer<typeof restoreSchema>;
/** @public */
export type BackupList = z.infer<typeof backupListSchema>;
/** @public */
export type RestoreList = z.infer<typeof restoreListSchema>;
