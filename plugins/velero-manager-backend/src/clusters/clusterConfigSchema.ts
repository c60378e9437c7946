import { z } from 'zod/v3';

/** Environment variables arrive as text, so `'true'` counts as `true`. */
const flag = z.preprocess(
  value => (value === 'true' || value === 'false' ? value === 'true' : value),
  z.boolean({ invalid_type_error: 'must be true or false' }),
);

const text = z
  .string({ invalid_type_error: 'must be a text' })
  .min(1, 'must not be empty');

const label = text.regex(
  /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
  "must be at most 63 lower-case letters, digits and '-', beginning and ending with a letter or digit",
);

const title = text
  .max(200, 'must be at most 200 characters')
  .regex(/^[^\p{Cc}\p{Cf}]*$/u, 'must not contain control characters');

/** A bearer token travels in a header: one line, nothing invisible. */
const token = text
  .transform(value => value.trim())
  .refine(value => /^[\x21-\x7e]+$/.test(value), {
    message: 'must be one line of visible ASCII characters',
  });

const authSchema = z.discriminatedUnion(
  'type',
  [
    z.object({ type: z.literal('serviceAccountToken'), token }).strict(),
    z.object({ type: z.literal('tokenFile'), path: text }).strict(),
    z
      .object({
        type: z.literal('clientCertificate'),
        certData: text.optional(),
        certFile: text.optional(),
        keyData: text.optional(),
        keyFile: text.optional(),
      })
      .strict(),
    z
      .object({
        type: z.literal('kubeconfig'),
        path: text.optional(),
        context: text.optional(),
      })
      .strict(),
    z.object({ type: z.literal('inCluster') }).strict(),
  ],
  {
    errorMap: (issue, context) => ({
      message:
        issue.code === 'invalid_union_discriminator'
          ? 'must be one of serviceAccountToken, tokenFile, clientCertificate, kubeconfig, inCluster'
          : context.defaultError,
    }),
  },
);

/** One entry of `veleroManager.clusters`; unknown keys are mistakes. @internal */
export const clusterEntrySchema = z
  .object({
    name: z.string({ invalid_type_error: 'must be a text' }),
    title: title.optional(),
    environment: label.optional(),
    url: text.optional(),
    auth: authSchema.optional(),
    caData: text.optional(),
    caFile: text.optional(),
    skipTLSVerify: flag.optional(),
    veleroNamespaces: z.array(label).min(1, 'must not be empty').optional(),
    argocd: z
      .object({
        names: z.array(text).optional(),
        servers: z.array(text).optional(),
      })
      .strict()
      .optional(),
  })
  .strict();

/** An entry of `veleroManager.clusters` whose values have the right shape. @internal */
export type ClusterEntry = z.output<typeof clusterEntrySchema>;

/** `veleroManager.clusterDefaults`. @internal */
export const clusterDefaultsSchema = z.array(
  z.object({ match: text, environment: label }).strict(),
);

/** `veleroManager.allowExec`. @internal */
export const allowExecSchema = z.array(text);

/**
 * The part of `kubernetes.clusterLocatorMethods[].clusters[]` that we use, by
 * the documented schema of the kubernetes plugin. What it does not use is left
 * to that plugin, so other keys pass.
 *
 * @internal
 */
export const locatedEntrySchema = z.object({
  name: z.string({ invalid_type_error: 'must be a text' }),
  title: z.string().optional(),
  url: text,
  authProvider: text.optional(),
  serviceAccountToken: z.string().optional(),
  authMetadata: z.record(z.unknown()).optional(),
  skipTLSVerify: flag.optional(),
  // The plugin's documentation shows an empty `caFile` for "none".
  caData: z.string().optional(),
  caFile: z.string().optional(),
});

/** A located cluster whose values have the right shape. @internal */
export type LocatedEntry = z.output<typeof locatedEntrySchema>;
