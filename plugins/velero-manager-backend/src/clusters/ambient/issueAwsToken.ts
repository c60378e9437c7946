import type { AccessToken } from './AccessToken';
import type { AmbientLibraries } from './ambientLibraries';
import type { AwsCredentials } from './readAwsCredentials';
import { Sha256 } from './Sha256';

/** Must be given, and is not looked at (aws-iam-authenticator pkg/token). */
const SIGNED_FOR_SECONDS = 60;

/** The API server takes a signature of the last 15 minutes; clocks differ (the same file). */
const HOLDS_MS = 14 * 60_000;

function stsHost(region: string): string {
  return `sts.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
}

/**
 * Issues the token of an EKS cluster: a signed question to AWS's STS "who am
 * I?", bound to the name of the cluster, which the API server asks on our
 * behalf. Signing needs no network.
 *
 * @internal
 */
export async function issueAwsToken(
  clusterName: string,
  options: {
    credentials: AwsCredentials;
    region: string;
    now: () => number;
    libraries: AmbientLibraries;
  },
): Promise<AccessToken> {
  const { credentials, region, now, libraries } = options;
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
      headers: { host, 'x-k8s-aws-id': clusterName },
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
    expiresAtMs: Math.min(signedAt + HOLDS_MS, credentials.expiresAtMs),
  };
}
