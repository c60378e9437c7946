import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** A list of namespaces. @internal */
export const namespacesSchema = makeFieldSchema({
  output: z => z.array(z.string()),
  uiOptions: z =>
    z.object({
      all: z
        .boolean()
        .optional()
        .describe("Whether to suggest '*', which is all namespaces"),
      isNew: z
        .boolean()
        .optional()
        .describe('Whether the cluster is yet to come: nothing is asked of it'),
    }),
});

/** @internal */
export type NamespacesFieldProps = typeof namespacesSchema.TProps;
