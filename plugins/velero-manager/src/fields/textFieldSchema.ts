import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** A field of one line of text, without options. @internal */
export const textFieldSchema = makeFieldSchema({
  output: z => z.string(),
});

/** @internal */
export type TextFieldProps = typeof textFieldSchema.TProps;
