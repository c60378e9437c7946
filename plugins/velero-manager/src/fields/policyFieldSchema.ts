import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** A line of text that the policy of an environment can keep to others. @internal */
export const policyFieldSchema = makeFieldSchema({
  output: z => z.string(),
  uiOptions: z =>
    z.object({
      asks: z
        .string()
        .optional()
        .describe(
          "What it fills in, as policies restrict it: 'schedule:save.retention'",
        ),
    }),
});

/** @internal */
export type PolicyFieldProps = typeof policyFieldSchema.TProps;
