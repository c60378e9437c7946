import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** The name of a cluster. @internal */
export const clusterSchema = makeFieldSchema({
  output: z => z.string(),
  uiOptions: z =>
    z.object({
      isNew: z
        .boolean()
        .optional()
        .describe(
          'Whether the form onboards it: one that is onboarded already is told of, not one that is yet to be',
        ),
    }),
});

/** @internal */
export type ClusterFieldProps = typeof clusterSchema.TProps;
