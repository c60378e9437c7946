import { InputError } from '@backstage/errors';
import type { AccessToken } from './AccessToken';
import type { AmbientLibraries } from './ambientLibraries';

/** The application "Azure Kubernetes Service AAD Server", the same for every AKS cluster. */
const AKS_SCOPE = '6dae42f8-4368-4678-94ff-3960e28e3630/.default';

const TIMEOUT_MS = 10_000;

/**
 * Issues the token of AKS clusters with Entra ID, by what Azure's library finds
 * around it: environment, workload identity, managed identity.
 *
 * @internal
 */
export async function issueAzureToken(options: {
  libraries: AmbientLibraries;
}): Promise<AccessToken> {
  const { DefaultAzureCredential } = await options.libraries.azure();
  // A new one each time: it would give the token of before out of its cache.
  const credential = new DefaultAzureCredential();
  const issued = await credential.getToken(AKS_SCOPE, {
    requestOptions: { timeout: TIMEOUT_MS },
  });
  if (!issued) {
    throw new InputError('Azure gave no token');
  }
  return { token: issued.token, expiresAtMs: issued.expiresOnTimestamp };
}
