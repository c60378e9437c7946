import { z } from 'zod';
import { protectionStates, syncStates } from '../health/states';
import { clusterEngineSections } from './clusterEngines';
import { collectionSections } from './collection';
import { scheduleSchema, syncObjectSchema } from './entityReport';
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

const nextCursorSchema = z
  .string()
  .nullable()
  .describe('Pass as `cursor` for the next page; null on the last');

/** One catalog entity in a list. @public */
export const entityListItemSchema = z
  .object({
    entityRef: z.string(),
    title: z.string(),
    owner: z.string().nullable().describe('Entity ref of the owner'),
    clusters: z.array(z.string()),
    environments: z.array(z.string()),
    protection: protectionSchema,
    sync: syncSchema.nullable(),
    lastGoodAt: instantSchema.nullable(),
  })
  .meta({ id: 'EntityListItem' });

/** Answer of `GET /v1/entities`. @public */
export const entityListSchema = z
  .object({
    items: z.array(entityListItemSchema),
    totalItems: z.number().int(),
    nextCursor: nextCursorSchema,
  })
  .meta({ id: 'EntityList' });

/** One cluster in a list. @public */
export const clusterListItemSchema = z
  .object({
    name: z.string(),
    title: z.string(),
    environment: z.string().nullable(),
    subject: z.string(),
    contact: contactSchema,
    protection: protectionSchema,
    sync: syncSchema.nullable(),
    engines: z.array(z.string()).describe('Engines found in the cluster'),
    schedules: z.number().int().nullable(),
    storageLocations: z
      .object({ total: z.number().int(), available: z.number().int() })
      .nullable(),
    entities: z
      .number()
      .int()
      .describe('Catalog entities that claim a namespace here'),
  })
  .meta({ id: 'ClusterListItem' });

/** Answer of `GET /v1/clusters`. @public */
export const clusterListSchema = z
  .object({
    items: z.array(clusterListItemSchema),
    totalItems: z.number().int(),
    nextCursor: nextCursorSchema,
  })
  .meta({ id: 'ClusterList' });

const sentSchema = z
  .object({
    bytes: z.number(),
    copies: z.number().int(),
    byDay: z
      .array(z.number())
      .max(30)
      .describe('Bytes of each day (UTC), oldest first, today last'),
  })
  .meta({ id: 'SentBytes' });

/** Answer of `GET /v1/clusters/{cluster}`. @public */
export const clusterReportSchema = clusterListItemSchema
  .extend({
    asOf: instantSchema,
    definedAt: z.string().describe('Where the cluster was defined'),
    scheduleReports: z.array(
      scheduleSchema
        .extend({
          runs: z
            .array(runSchema)
            .max(14)
            .describe('What became of its last slots, oldest first'),
          sent: sentSchema
            .nullable()
            .describe(
              'What its runs sent of volumes in 30 days; null where nothing is known of that',
            ),
          remedy: remedySchema
            .nullable()
            .describe('null where no change in Git is known to be right'),
        })
        .meta({ id: 'ScheduleWithRuns' }),
    ),
    storageLocationReports: z.array(
      z.object({
        namespace: z.string(),
        name: z.string(),
        provider: z.string(),
        bucket: z.string(),
        prefix: z.string(),
        isDefault: z.boolean(),
        accessMode: z.enum(['ReadWrite', 'ReadOnly']),
        protection: protectionSchema,
        lastValidatedAt: instantSchema.nullable(),
      }),
    ),
    sent: z
      .array(
        sentSchema.extend({
          path: z.enum(['fs-backup', 'data-mover', 'longhorn']),
          storageLocation: z
            .string()
            .nullable()
            .describe('Storage location of Velero, backup target of Longhorn'),
        }),
      )
      .describe('What was sent of volumes in 30 days, by way and place'),
    syncObjects: z.array(syncObjectSchema),
    syncSources: z
      .array(
        z.object({
          id: z.string().describe('cluster/kind/namespace/name'),
          kind: z.string(),
          cluster: z.string(),
          namespace: z.string(),
          name: z.string(),
          sync: syncSchema,
        }),
      )
      .describe('What sync objects come from: ApplicationSets, Flux sources'),
    insights: z.array(insightSchema),
    traps: z
      .array(trapSchema)
      .describe('Settings that will hurt one day, errors first'),
    coverage: z
      .object({
        namespaces: z.object({
          total: z.number().int(),
          covered: z.number().int(),
          partly: z.number().int(),
          uncovered: z
            .array(z.string())
            .describe('Names of those that no schedule takes anything of'),
          names: z
            .array(z.string())
            .describe('Names of all of them in order, of at most 1,000'),
        }),
        volumes: z
          .object({
            total: z.number().int(),
            covered: z.number().int(),
            totalBytes: z.number(),
            coveredBytes: z.number(),
          })
          .nullable(),
      })
      .describe('What enabled schedules and engines take of the cluster'),
    ...clusterEngineSections,
    remedy: remedySchema
      .nullable()
      .describe('What mends the cluster, where a change in Git does'),
    ...collectionSections,
  })
  .meta({ id: 'ClusterReport' });

const countsBy = <T extends readonly string[]>(states: T) =>
  z.object(
    Object.fromEntries(states.map(s => [s, z.number().int()])) as Record<
      T[number],
      z.ZodNumber
    >,
  );

/**
 * Answer of `GET /v1/fleet/summary`; a part that the caller may not see is
 * `null`, never zero.
 *
 * @public
 */
export const fleetSummarySchema = z
  .object({
    asOf: instantSchema,
    clusters: z
      .object({
        total: z.number().int(),
        byState: countsBy(protectionStates),
        bySync: countsBy(syncStates),
        environments: z.array(z.string()),
        unreachable: z.array(
          z.object({
            name: z.string(),
            lastContactAt: instantSchema.nullable(),
            message: z.string().nullable(),
          }),
        ),
        unreachableTotal: z.number().int(),
      })
      .nullable(),
    entities: z
      .object({
        total: z.number().int(),
        byState: countsBy(protectionStates),
        bySync: countsBy(syncStates),
        objective: z
          .object({ met: z.number().int(), of: z.number().int() })
          .describe('Entities whose objective is met, of those that have one'),
      })
      .nullable(),
    notes: z
      .array(z.object({ place: z.string(), message: z.string() }))
      .describe(
        'What to know about the clusters: which are left out, and what is unsafe or wrong in the configuration',
      ),
  })
  .meta({ id: 'FleetSummary' });

/** @public */
export type EntityListItem = z.infer<typeof entityListItemSchema>;
/** @public */
export type EntityList = z.infer<typeof entityListSchema>;
/** @public */
export type ClusterListItem = z.infer<typeof clusterListItemSchema>;
/** @public */
export type ClusterList = z.infer<typeof clusterListSchema>;
/** @public */
export type ClusterReport = z.infer<typeof clusterReportSchema>;
/** @public */
export type FleetSummary = z.infer<typeof fleetSummarySchema>;
