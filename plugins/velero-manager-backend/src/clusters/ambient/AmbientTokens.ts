import type { Config } from '@backstage/config';
import { InputError, isError } from '@backstage/errors';
import type { AmbientAuth } from '../types';
import type { AccessToken } from './AccessToken';
import { ambientLibraries, type AmbientLibraries } from './ambientLibraries';
import { AwsTokens } from './AwsTokens';
import { issueAzureToken } from './issueAzureToken';
import { issueGoogleToken } from './issueGoogleToken';
import { type Freshness, Renewed } from '../Renewed';

const CLOUDS: Record<AmbientAuth['type'], string> = {
  aws: 'AWS',
  azure: 'Azure',
  googleServiceAccount: 'Google',
};

/** What ambient log-ins need from their surroundings. @internal */
export interface AmbientTokensOptions {
  /** The root configuration: `aws`, and the key of the kubernetes plugin. */
  config: Config;
  now?: () => number;
  env?: NodeJS.ProcessEnv;
  libraries?: AmbientLibraries;
}

/**
 * Tokens for clusters of a cloud that the portal itself runs in, or whose
 * credentials its surroundings hold. Clusters that a token serves alike share
 * it: a fleet of AKS clusters asks Azure once an hour.
 *
 * @internal
 */
export class AmbientTokens {
  readonly #options: Required<AmbientTokensOptions>;
  readonly #tokens = new Map<string, Renewed<AccessToken>>();
  readonly #aws: AwsTokens;

  private constructor(options: Required<AmbientTokensOptions>) {
    this.#options = options;
    this.#aws = AwsTokens.create(options);
  }

  static create(options: AmbientTokensOptions): AmbientTokens {
    return new AmbientTokens({
      now: Date.now,
      env: process.env,
      libraries: ambientLibraries,
      ...options,
    });
  }

  /**
   * A token that holds.
   *
   * @throws InputError without secrets, where the cloud gives none
   */
  async read(auth: AmbientAuth, freshness: Freshness): Promise<string> {
    const key = JSON.stringify(auth);
    let token = this.#tokens.get(key);
    if (!token) {
      token = Renewed.create(
        wanted => this.#issue(auth, wanted),
        this.#options,
      );
      this.#tokens.set(key, token);
    }
    try {
      return (await token.read(freshness)).token;
    } catch (error) {
      // What libraries say may quote an answer that holds a secret.
      throw new InputError(
        isError(error) && error.name === 'InputError'
          ? error.message
          : `${CLOUDS[auth.type]} gave no token (${
              isError(error) ? error.name : 'unknown'
            })`,
      );
    }
  }

  #issue(auth: AmbientAuth, freshness: Freshness): Promise<AccessToken> {
    switch (auth.type) {
      case 'aws':
        return this.#aws.issue(auth, freshness);
      case 'azure':
        return issueAzureToken(this.#options);
      default:
        return issueGoogleToken(this.#options);
    }
  }
}
