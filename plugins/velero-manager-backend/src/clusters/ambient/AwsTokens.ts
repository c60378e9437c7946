import type { Config } from '@backstage/config';
import type { AwsAuth } from '../types';
import type { AccessToken } from './AccessToken';
import type { AmbientLibraries } from './ambientLibraries';
import { issueAwsToken } from './issueAwsToken';
import {
  type AwsCredentials,
  type AwsIdentity,
  readAwsCredentials,
} from './readAwsCredentials';
import { type Freshness, Renewed } from '../Renewed';

/** The kubernetes plugin takes the same where nothing names a region. */
const DEFAULT_REGION = 'us-east-1';

/** What tokens of AWS need from their surroundings. @internal */
export interface AwsTokensOptions {
  config: Config;
  now: () => number;
  env: NodeJS.ProcessEnv;
  libraries: AmbientLibraries;
}

/**
 * Tokens for EKS. Each cluster has its own, but they are signed with
 * credentials that are read once for all clusters of a role.
 *
 * @internal
 */
export class AwsTokens {
  readonly #options: AwsTokensOptions;
  readonly #credentials = new Map<string, Renewed<AwsCredentials>>();
  #identity: Promise<AwsIdentity> | null = null;

  private constructor(options: AwsTokensOptions) {
    this.#options = options;
  }

  static create(options: AwsTokensOptions): AwsTokens {
    return new AwsTokens(options);
  }

  /** Issues a token; whoever wants to share one does so. */
  async issue(auth: AwsAuth, freshness: Freshness): Promise<AccessToken> {
    const { env } = this.#options;
    const region =
      auth.region ?? env.AWS_REGION ?? env.AWS_DEFAULT_REGION ?? DEFAULT_REGION;
    const credentials = await this.#credentialsOf(auth, region).read(freshness);
    return issueAwsToken(auth.clusterName, {
      ...this.#options,
      ...{ credentials, region },
    });
  }

  #credentialsOf(auth: AwsAuth, region: string): Renewed<AwsCredentials> {
    const { assumeRole, externalId } = auth;
    const key = JSON.stringify([assumeRole, externalId, assumeRole && region]);
    let credentials = this.#credentials.get(key);
    if (!credentials) {
      credentials = Renewed.create(async () => {
        this.#identity ??= this.#findIdentity().catch(error => {
          this.#identity = null;
          throw error;
        });
        const identity = await this.#identity;
        return readAwsCredentials(auth, {
          ...this.#options,
          ...{ identity, region },
        });
      }, this.#options);
      this.#credentials.set(key, credentials);
    }
    return credentials;
  }

  async #findIdentity(): Promise<AwsIdentity> {
    const { config, libraries } = this.#options;
    const { DefaultAwsCredentialsManager } = await libraries.awsCredentials();
    const manager = DefaultAwsCredentialsManager.fromConfig(config);
    const { sdkCredentialProvider } = await manager.getCredentialProvider();
    return sdkCredentialProvider;
  }
}
