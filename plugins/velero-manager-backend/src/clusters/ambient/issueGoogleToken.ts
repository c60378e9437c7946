import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { AccessToken } from './AccessToken';
import type { AmbientLibraries } from './ambientLibraries';

/** What Google's own plug-in of kubectl asks for (gke-gcloud-auth-plugin). */
const SCOPES = [
  'https://www.googleapis.com/auth/cloud-platform',
  'https://www.googleapis.com/auth/userinfo.email',
];

/** Where the kubernetes plugin keeps the key of a service account. */
const CREDENTIALS = 'kubernetes.googleServiceAccountCredentials';

/** Where a token does not say when it ends. Google's hold an hour. */
const HOLDS_AT_LEAST_MS = 10 * 60_000;

function readKey(config: Config): object | undefined {
  const text = config.getOptionalString(CREDENTIALS);
  if (!text) {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the key.
    throw new InputError(`'${CREDENTIALS}' is not JSON`);
  }
}

/**
 * Issues the token of GKE clusters: by the service account key that the
 * kubernetes plugin is configured with, or by Google's application default
 * credentials.
 *
 * @internal
 */
export async function issueGoogleToken(options: {
  config: Config;
  now: () => number;
  libraries: AmbientLibraries;
}): Promise<AccessToken> {
  const credentials = readKey(options.config);
  const { GoogleAuth } = await options.libraries.google();
  const auth = new GoogleAuth({
    scopes: SCOPES,
    ...(credentials && { credentials }),
  });
  const client = await auth.getClient();
  const { token } = await client.getAccessToken();
  if (!token) {
    throw new InputError('Google gave no token');
  }
  return {
    token,
    expiresAtMs:
      client.credentials.expiry_date ?? options.now() + HOLDS_AT_LEAST_MS,
  };
}
