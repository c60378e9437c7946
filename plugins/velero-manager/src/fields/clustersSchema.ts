import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** A list of clusters. @internal */
export const clustersSchema = makeFieldSchema({
  output: z => z.array(z.string()),
});

/** @internal */
export type ClustersFieldProps = typeof clustersSchema.TProps;
