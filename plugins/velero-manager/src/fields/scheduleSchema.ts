import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** The name of a schedule that is there. @internal */
export const scheduleSchema = makeFieldSchema({
  output: z => z.string(),
  uiOptions: z =>
    z.object({
      mayBeNew: z
        .boolean()
        .optional()
        .describe('Whether the form adds one where this is left empty'),
    }),
});

/** @internal */
export type ScheduleFieldProps = typeof scheduleSchema.TProps;
