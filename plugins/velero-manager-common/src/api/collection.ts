import { z } from 'zod';
import { instantSchema } from './verdictSchemas';

/**
 * The sections of a cluster's report on how it is followed.
 *
 * @internal
 */
export const collectionSections = {
  collector: z.array(
    z.object({
      kind: z.string(),
      state: z.enum(['pending', 'synced', 'absent', 'forbidden', 'failed']),
      message: z.string().nullable(),
      syncedAt: instantSchema.nullable(),
      objects: z.number().int(),
      malformed: z.number().int(),
      since: instantSchema
        .nullable()
        .describe('Since when its collector is in its present phase'),
      lastEventAt: instantSchema
        .nullable()
        .describe('When an event last came; bookmarks do not count'),
    }),
  ),
  collection: z
    .object({
      followedBy: z
        .string()
        .nullable()
        .describe('The replica that follows the cluster, if one does'),
      toldAt: instantSchema
        .nullable()
        .describe('When it last told how it does; the rest is as of then'),
      startedAt: instantSchema.nullable(),
      watchesOpen: z.number().int().nullable(),
      lagSeconds: z
        .number()
        .nullable()
        .describe('How long the change stored last took from being read'),
      lastEventAt: instantSchema.nullable(),
      breaker: z
        .object({
          state: z.enum(['closed', 'open', 'half-open']),
          since: instantSchema,
          reason: z.string().nullable(),
          nextTryAt: instantSchema.nullable(),
        })
        .nullable()
        .describe('Whether requests go out, and if not, why and until when'),
      denied: z
        .array(
          z.object({
            verb: z.enum(['get', 'list', 'watch']),
            resource: z.string().describe('As RBAC names it, with its group'),
            kind: z.string(),
            message: z.string().nullable(),
          }),
        )
        .describe('What the account of the portal may not do'),
    })
    .describe('How the cluster is followed'),
};
