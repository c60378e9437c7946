import type { Config } from '@backstage/config';
import { InputError, isError } from '@backstage/errors';
import type { AmbientAuth } from '../types';
import type { AccessToken } from './AccessToken';
import { ambientLibraries, type AmbientLibraries } from './ambientLibraries';
import { issueAwsToken } from './issueAwsToken';
import { issueAzureToken } from './issueAzureToken';
import { issueGoogleToken } from './issueGoogleToken';
import { RenewedToken } from './RenewedToken';

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
  readonly #tokens = new Map<string, RenewedToken>();

  private constructor(options: Required<AmbientTokensOptions>) {
    this.#options = options;
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
   * @param options.notBeforeMs - when the token must have been asked for at the
   * earliest
   * @throws InputError without secrets, where the cloud gives none
   */
  async read(
    auth: AmbientAuth,
    options: { notBeforeMs: number },
  ): Promise<string> {
    const key = JSON.stringify(auth);
    let token = this.#tokens.get(key);
    if (!token) {
      token = RenewedToken.create(() => this.#issue(auth), this.#options);
      this.#tokens.set(key, token);
    }
    try {
      return await token.read(options);
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

  #issue(auth: AmbientAuth): Promise<AccessToken> {
    switch (auth.type) {
      case 'aws':
        return issueAwsToken(auth, this.#options);
      case 'azure':
        return issueAzureToken(this.#options);
      default:
        return issueGoogleToken(this.#options);
    }
  }
}
