import type { AwsCredentialProvider } from '@backstage/integration-aws-node';
import type { AwsAuth } from '../types';
import type { AmbientLibraries } from './ambientLibraries';

/** Who the portal is to AWS, in a form that can be asked again and again. @internal */
export type AwsIdentity = AwsCredentialProvider['sdkCredentialProvider'];

/** What requests to AWS are signed with, and when it ends. @internal */
export type AwsCredentials = Awaited<ReturnType<AwsIdentity>> & {
  expiresAtMs: number;
};

/**
 * Reads what to sign with: as the portal itself, or in a role that it assumes.
 *
 * @internal
 */
export async function readAwsCredentials(
  auth: Pick<AwsAuth, 'assumeRole' | 'externalId'>,
  options: {
    identity: AwsIdentity;
    region: string;
    libraries: AmbientLibraries;
  },
): Promise<AwsCredentials> {
  const { assumeRole, externalId } = auth;
  let { identity } = options;
  if (assumeRole !== null) {
    const { fromTemporaryCredentials } = await options.libraries.awsRoles();
    identity = fromTemporaryCredentials({
      masterCredentials: identity,
      clientConfig: { region: options.region },
      params: {
        RoleArn: assumeRole,
        RoleSessionName: 'velero-manager',
        ...(externalId !== null && { ExternalId: externalId }),
      },
    });
  }
  const credentials = await identity();
  return {
    ...credentials,
    expiresAtMs: credentials.expiration?.getTime() ?? Number.POSITIVE_INFINITY,
  };
}
