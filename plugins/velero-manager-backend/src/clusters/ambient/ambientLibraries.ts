/**
 * The libraries of clouds, each loaded when the first cluster needs it: a
 * portal without such clusters does not pay for them at its start.
 *
 * @internal
 */
export const ambientLibraries = {
  awsCredentials: () => import('@backstage/integration-aws-node'),
  awsRoles: () => import('@aws-sdk/credential-providers'),
  awsSignature: () => import('@smithy/signature-v4'),
  azure: () => import('@azure/identity'),
  google: () => import('google-auth-library'),
};

/** How the libraries of clouds are loaded; tests load them in their own way. @internal */
export type AmbientLibraries = typeof ambientLibraries;
