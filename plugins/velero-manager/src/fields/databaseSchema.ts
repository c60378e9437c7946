import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** The name of a PostgreSQL cluster, or of the namespace that it is in. @internal */
export const databaseSchema = makeFieldSchema({
  output: z => z.string(),
  uiOptions: z =>
    z.object({
      part: z
        .enum(['name', 'namespace'])
        .optional()
        .describe('Which part of its place the field holds; its name'),
    }),
});

/** @internal */
export type DatabaseFieldProps = typeof databaseSchema.TProps;
