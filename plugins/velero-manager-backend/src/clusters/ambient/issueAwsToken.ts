import type { Config } from '@backstage/config';
import type { AwsCredentialProvider } from '@backstage/integration-aws-node';
import type { AwsAuth } from '../types';
import type { AccessToken } from './AccessToken';
import type { AmbientLibraries } from './ambientLibraries';
import { Sha256 } from './Sha256';

/** The kubernetes plugin takes the same where nothing names a region. */
const DEFAULT_REGION = 'us-east-1';

/** Must be given, and is not looked at (aws-iam-authenticator pkg/token). */
const SIGNED_FOR_SECONDS = 60;

/** The API server takes a signature of the last 15 minutes; clocks differ (the same file). */
const HOLDS_MS = 14 * 60_000;

/** Who the portal is to AWS, in a form that can be used again and again. */
type Identity = AwsCredentialProvider['sdkCredentialProvider'];

function stsHost(region: string): string {
  return `sts.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
}

async function readIdentity(
  auth: AwsAuth,
  options: { config: Config; region: string; libraries: AmbientLibraries },
): Promise<Identity> {
  const { config, region, libraries } = options;
  const { DefaultAwsCredentialsManager } = await libraries.awsCredentials();
  const own = await DefaultAwsCredentialsManager.fromConfig(
    config,
  ).getCredentialProvider();
  if (auth.assumeRole === null) {
    return own.sdkCredentialProvider;
  }
  const { fromTemporaryCredentials } = await libraries.awsRoles();
  return fromTemporaryCredentials({
    masterCredentials: own.sdkCredentialProvider,
    clientConfig: { region },
    params: {
      RoleArn: auth.assumeRole,
      RoleSessionName: 'velero-manager',
      ...(auth.externalId !== null && { ExternalId: auth.externalId }),
    },
  });
}

/**
 * Issues the token of an EKS cluster: a signed question to AWS's STS "who am
 * I?", bound to the name of the cluster, which the API server asks on our
 * behalf. Signing needs no network; credentials of the portal or of a role may.
 *
 * @internal
 */
export async function issueAwsToken(
  auth: AwsAuth,
  options: {
    config: Config;
    env: NodeJS.ProcessEnv;
    now: () => number;
    libraries: AmbientLibraries;
  },
): Promise<AccessToken> {
  const { env, now, libraries } = options;
  const region =
    auth.region ?? env.AWS_REGION ?? env.AWS_DEFAULT_REGION ?? DEFAULT_REGION;
  const identity = await readIdentity(auth, { ...options, region });
  const credentials = await identity();
  const signedAt = now();
  const { SignatureV4 } = await libraries.awsSignature();
  const signer = new SignatureV4({
    credentials,
    region,
    service: 'sts',
    sha256: Sha256,
  });
  const host = stsHost(region);
  const { query = {} } = await signer.presign(
    {
      method: 'GET',
      protocol: 'https:',
      hostname: host,
      path: '/',
      query: { Action: 'GetCallerIdentity', Version: '2011-06-15' },
      headers: { host, 'x-k8s-aws-id': auth.clusterName },
    },
    { expiresIn: SIGNED_FOR_SECONDS, signingDate: new Date(signedAt) },
  );
  const search = Object.entries(query)
    .map(
      ([key, value]) =>
        `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`,
    )
    .join('&');
  const question = Buffer.from(`https://${host}/?${search}`);
  return {
    token: `k8s-aws-v1.${question.toString('base64url')}`,
    expiresAtMs: Math.min(
      signedAt + HOLDS_MS,
      credentials.expiration?.getTime() ?? Infinity,
    ),
  };
}
