import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/**
 * What the field holds, for the inputs of a proposing action, and what a
 * template says about it under `ui:options`.
 *
 * @internal
 */
export const previewSchema = makeFieldSchema({
  output: z =>
    z.object({
      planHash: z.string().optional().describe('Hash over the planned files'),
      baseRevision: z
        .string()
        .optional()
        .describe('Commit that they were planned against'),
      problem: z
        .string()
        .optional()
        .describe('Why the form cannot be handed in'),
    }),
  uiOptions: z =>
    z.object({
      intent: z
        .string()
        .describe("Kind of the intent, for instance 'schedule:save'"),
      values: z
        .record(z.unknown())
        .optional()
        .describe('Fields of the intent that the form does not ask for'),
    }),
});

/** @internal */
export type PreviewFieldProps = typeof previewSchema.TProps;
/** @internal */
export type PreviewValue = typeof previewSchema.TOutput;
