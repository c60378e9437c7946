import { isIP } from 'node:net';
import { z } from 'zod/v3';
import { parseProxyUrl } from './findProxy';

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

/** What travels in a header: one line, nothing invisible. */
const header = text
  .transform(value => value.trim())
  .refine(value => /^[\x21-\x7e]+$/.test(value), {
    message: 'must be one line of visible ASCII characters',
  });

/** Becomes part of the name of a host. */
const awsRegion = text.regex(
  /^[a-z]{2}(-[a-z0-9]+)+$/,
  'must be the name of a region, for instance eu-central-1',
);

const authSchema = z.discriminatedUnion(
  'type',
  [
    z
      .object({ type: z.literal('serviceAccountToken'), token: header })
      .strict(),
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
    z
      .object({
        type: z.literal('aws'),
        clusterName: header.optional(),
        region: awsRegion.optional(),
        assumeRole: text.optional(),
        externalId: text.optional(),
      })
      .strict(),
    z.object({ type: z.literal('azure') }).strict(),
    z.object({ type: z.literal('googleServiceAccount') }).strict(),
  ],
  {
    errorMap: (issue, context) => ({
      message:
        issue.code === 'invalid_union_discriminator'
          ? 'must be one of serviceAccountToken, tokenFile, clientCertificate, kubeconfig, inCluster, aws, azure, googleServiceAccount'
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
    proxyUrl: text
      .refine(value => parseProxyUrl(value).ok, {
        message:
          'must be the URL of an HTTP proxy, for instance http://proxy.example.com:3128; SOCKS is not supported',
      })
      .optional(),
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

const DOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** A host or an address, or `*.` before the part that all hosts have in common. */
const hostPattern = text.refine(
  value =>
    value.startsWith('*.')
      ? value.split('.').length > 2 && DOMAIN.test(value.slice(2))
      : DOMAIN.test(value) || isIP(value) === 6,
  {
    message:
      "must be a host in lower case without a port, or '*.' before at least two labels, such as *.k8s.example.com",
  },
);

/** `veleroManager.catalogClusters`. @internal */
export const catalogTrustSchema = z
  .object({
    allowedHosts: z.array(hostPattern),
    allowedLocations: z.array(
      text.regex(
        /^[a-z][-a-z0-9]*:./,
        'must begin with the type of the location, such as url:https://github.com/your-org/clusters/',
      ),
    ),
  })
  .strict();

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
  // Of provider 'aws', from before `authMetadata`.
  assumeRole: z.string().optional(),
  externalId: z.string().optional(),
  skipTLSVerify: flag.optional(),
  // The plugin's documentation shows an empty `caFile` for "none".
  caData: z.string().optional(),
  caFile: z.string().optional(),
});

/** A located cluster whose values have the right shape. @internal */
export type LocatedEntry = z.output<typeof locatedEntrySchema>;
