import { z } from 'zod';
import { remedySchema } from './remedy';
import {
  contactSchema,
  insightSchema,
  instantSchema,
  protectionSchema,
  runSchema,
  syncSchema,
  trapSchema,
} from './verdictSchemas';

/** One link that proves a statement. */
const linkSchema = z.object({ title: z.string(), url: z.string() });

const objectiveSchema = z.object({
  rpoSeconds: z.number(),
  source: z.enum(['entity', 'environment', 'system', 'derived']),
});

/** Whether a restore showed that something comes back. */
const restoreProofSchema = z.object({
  state: z.enum(['VERIFIED', 'STALE', 'NEVER', 'UNKNOWN']),
  at: instantSchema.nullable(),
});

/**
 * How much of what needs a backup has one.
 *
 * @public
 */
export const coverageSchema = z
  .object({
    protected: z.number().int(),
    needed: z.number().int(),
    atLeast: z.boolean().describe('true when parts could not be judged'),
    volumes: z.object({
      protected: z.number().int(),
      needed: z.number().int(),
      protectedBytes: z.number(),
      neededBytes: z.number(),
    }),
  })
  .meta({ id: 'Coverage' });

const successRateSchema = z
  .object({
    since: instantSchema.describe('From where on it could be counted'),
    good: z.number().int(),
    partial: z.number().int(),
    failed: z.number().int(),
    missed: z.number().int().describe('Slots for which no run was made'),
    skipped: z.number().int().describe('Slots that Velero skips by design'),
    rate: z.number().nullable().describe('null for fewer than three runs'),
    achieved: z.number().nullable().describe('With missed slots counted in'),
  })
  .meta({ id: 'SuccessRate' });

/**
 * How runs went, slot by slot, over a week and a month or as far back as
 * anything is known of them, whether their Backups are still there or not.
 *
 * @public
 */
export const successSchema = z
  .object({ last7Days: successRateSchema, last30Days: successRateSchema })
  .meta({ id: 'Success' });

/**
 * A protection unit: what must be protected, and whether it is.
 *
 * @public
 */
export const unitSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['objects', 'volume', 'postgresql', 'virtual-machine']),
    engine: z
      .enum(['velero', 'cloudnative-pg', 'longhorn', 'volume-snapshot'])
      .nullable(),
    cluster: z.string(),
    namespace: z.string(),
    name: z.string(),
    protection: protectionSchema,
    dataPath: z
      .string()
      .nullable()
      .describe('By which way its data gets into a backup, or none'),
    dataPathRule: z
      .string()
      .nullable()
      .describe('Machine-readable code of the rule that decided on the way'),
    dataPathMessage: z.string().nullable(),
    lastGoodAt: instantSchema.nullable(),
    isLive: z
      .boolean()
      .describe('Continuously archived: up to a few minutes ago comes back'),
    bytes: z.number().nullable().describe('The size that was asked for'),
    objective: objectiveSchema.nullable(),
    verified: restoreProofSchema,
    running: z.boolean(),
    schedules: z
      .array(z.string())
      .describe('Ids of the schedules that cover it'),
    evidence: z.array(linkSchema),
    remedy: remedySchema
      .nullable()
      .describe('null where no change in Git is known to be right'),
  })
  .meta({ id: 'Unit' });

/**
 * A schedule as the report shows it.
 *
 * @public
 */
export const scheduleSchema = z
  .object({
    id: z.string().describe('cluster/namespace/name'),
    cluster: z.string(),
    namespace: z.string(),
    name: z.string(),
    cron: z.string(),
    zone: z.string().nullable(),
    paused: z.boolean(),
    protection: protectionSchema,
    storageLocation: z.string().nullable(),
    ttlSeconds: z.number().nullable(),
    nextRuns: z.array(instantSchema),
    lastRun: runSchema.nullable(),
    lastGoodAt: instantSchema.nullable(),
    success: successSchema,
  })
  .meta({ id: 'Schedule' });

/**
 * A sync object as the report shows it.
 *
 * @public
 */
export const syncObjectSchema = z
  .object({
    id: z.string().describe('cluster/kind/namespace/name'),
    engine: z.enum(['argocd', 'flux']),
    kind: z.enum(['Application', 'Kustomization', 'HelmRelease']),
    cluster: z.string(),
    namespace: z.string(),
    name: z.string(),
    sync: syncSchema,
    revision: z.string().nullable(),
    repository: z.string().nullable(),
    lastSyncedAt: instantSchema.nullable(),
    automated: z
      .boolean()
      .describe('false: newer revisions wait until somebody syncs'),
  })
  .meta({ id: 'SyncObject' });

/**
 * All that the entity card shows, in one answer.
 *
 * @public
 */
export const entityReportSchema = z
  .object({
    entityRef: z.string(),
    subject: z
      .string()
      .describe(
        'Opaque id; a signal that names it says that this report changed',
      ),
    asOf: instantSchema,
    protection: protectionSchema,
    sync: syncSchema.nullable().describe('null when nothing syncs this entity'),
    running: z.boolean(),
    lastGood: z
      .object({
        at: instantSchema,
        engine: z.string(),
        backup: z.string().nullable(),
        isLive: z
          .boolean()
          .describe(
            'Continuously archived: up to a few minutes ago comes back',
          ),
      })
      .nullable()
      .describe('The weakest link: the oldest of the newest good ones'),
    objective: objectiveSchema.nullable(),
    nextRun: z.object({ at: instantSchema, schedule: z.string() }).nullable(),
    runs: z.array(runSchema).max(30).describe('Oldest first'),
    success: successSchema
      .nullable()
      .describe('Of all schedules that cover it; null where there are none'),
    coverage: coverageSchema,
    verified: restoreProofSchema.describe('The weakest of its units'),
    rto: z
      .object({
        seconds: z.number(),
        confidence: z.enum(['low', 'medium', 'high']),
      })
      .nullable(),
    units: z.array(unitSchema),
    remedy: remedySchema
      .nullable()
      .describe('That of the worst unit which has one'),
    schedules: z.array(scheduleSchema),
    syncObjects: z.array(syncObjectSchema),
    insights: z
      .array(insightSchema)
      .describe('Where Git and the cluster say more together than alone'),
    traps: z
      .array(trapSchema)
      .describe('Settings that will hurt one day, errors first'),
    changes: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        url: z.string(),
        state: z.string(),
        goal: z
          .string()
          .describe('The state in which its journey ends, as of the change'),
      }),
    ),
    clusters: z.array(
      z.object({
        name: z.string(),
        environment: z.string().nullable(),
        contact: contactSchema,
      }),
    ),
  })
  .meta({ id: 'EntityReport' });

/** @public */
export type EntityReport = z.infer<typeof entityReportSchema>;
/** @public */
export type ApiUnit = z.infer<typeof unitSchema>;
/** @public */
export type ApiSchedule = z.infer<typeof scheduleSchema>;
/** @public */
export type ApiSyncObject = z.infer<typeof syncObjectSchema>;
