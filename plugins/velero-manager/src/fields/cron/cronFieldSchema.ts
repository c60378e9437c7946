import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { cronEngines } from '@velero-manager/backstage-plugin-velero-manager-common';

/** A cron text, and who is to read it. @internal */
export const cronFieldSchema = makeFieldSchema({
  output: z => z.string(),
  uiOptions: z =>
    z.object({
      engine: z
        .enum(cronEngines)
        .optional()
        .describe('Who reads it; Velero, as the cluster has it, when left out'),
    }),
});

/** @internal */
export type CronFieldProps = typeof cronFieldSchema.TProps;
