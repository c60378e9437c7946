import type * as AwsRoles from '@aws-sdk/credential-providers';
import type * as Azure from '@azure/identity';
import type * as AwsCredentials from '@backstage/integration-aws-node';
import type * as AwsSignature from '@smithy/signature-v4';
import type * as Google from 'google-auth-library';

/** How the libraries of clouds are loaded, and what is taken of them. @internal */
export interface AmbientLibraries {
  awsCredentials(): Promise<
    Pick<typeof AwsCredentials, 'DefaultAwsCredentialsManager'>
  >;
  awsRoles(): Promise<Pick<typeof AwsRoles, 'fromTemporaryCredentials'>>;
  awsSignature(): Promise<Pick<typeof AwsSignature, 'SignatureV4'>>;
  azure(): Promise<Pick<typeof Azure, 'DefaultAzureCredential'>>;
  google(): Promise<Pick<typeof Google, 'GoogleAuth'>>;
}

/**
 * The libraries of clouds, each loaded when the first cluster needs it: a
 * portal without such clusters does not pay for them at its start.
 *
 * @internal
 */
export const ambientLibraries: AmbientLibraries = {
  awsCredentials: () => import('@backstage/integration-aws-node'),
  awsRoles: () => import('@aws-sdk/credential-providers'),
  awsSignature: () => import('@smithy/signature-v4'),
  azure: () => import('@azure/identity'),
  google: () => import('google-auth-library'),
};
