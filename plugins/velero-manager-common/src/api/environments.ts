import { z } from 'zod';

const retentionSchema = z
  .string()
  .nullable()
  .describe("Such as '30d' or '12h'; null where there is no limit");

/** An environment of a config repository, as forms need to know it. @public */
export const environmentSchema = z
  .object({
    name: z.string(),
    repository: z.string().describe('As the configuration calls it'),
    engine: z.enum(['argocd', 'flux']).describe('What applies it'),
    clusterNames: z
      .string()
      .describe('What its clusters are called, such as prod-cluster-<nn>'),
    onboarded: z
      .array(z.string())
      .nullable()
      .describe(
        'Clusters that have a folder of their own in the repository, of those that whoever asks may read; null where the host does not list them',
      ),
    approvals: z
      .number()
      .int()
      .describe('How many a change to it takes, the requester not counted'),
    retention: z
      .object({ min: retentionSchema, max: retentionSchema })
      .describe('How long backups of its schedules have to, and may, be kept'),
    restricted: z
      .array(z.string())
      .describe(
        'Intents, and fields of them, that whoever asks may not use here, such as schedule:save.hooks',
      ),
  })
  .meta({ id: 'Environment' });

/** Answer of `GET /v1/environments`. @public */
export const environmentListSchema = z
  .object({
    items: z.array(environmentSchema).describe('By name; as many as there are'),
    notes: z
      .array(z.string())
      .describe('Which config repositories could not be read, and why'),
  })
  .meta({ id: 'EnvironmentList' });

/** @public */
export type Environment = z.infer<typeof environmentSchema>;
/** @public */
export type EnvironmentList = z.infer<typeof environmentListSchema>;
