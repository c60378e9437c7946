import type { RequestOptions } from 'node:https';
import { InputError, isError } from '@backstage/errors';
import { KubeConfig, type User } from '@kubernetes/client-node';
import { Renewed } from './Renewed';
import { type ProgramCredential, runLoginProgram } from './runLoginProgram';

/** The program that a user logs in with, in the form of now or of old. */
function programOf(user: User | null): unknown {
  return user?.exec ?? user?.authProvider?.config?.exec;
}

/**
 * The log-in of the current context alone, without a program: that is ours to
 * run. The library insists on making an agent, which we do not use, and
 * refuses to make one for `http://localhost`.
 */
function detach(kubeconfig: KubeConfig): KubeConfig {
  const [cluster, user] = [
    kubeconfig.getCurrentCluster(),
    kubeconfig.getCurrentUser(),
  ];
  const login = new KubeConfig();
  if (cluster && user) {
    login.loadFromClusterAndUser(
      { ...cluster, server: 'https://unused.invalid', proxyUrl: undefined },
      programOf(user)
        ? { ...user, exec: undefined, authProvider: undefined }
        : user,
    );
  }
  return login;
}

/**
 * Logs in as the current context of a kubeconfig says.
 *
 * @internal
 */
export class KubeconfigLogin {
  readonly #login: KubeConfig;
  readonly #context: string;
  readonly #program: Renewed<ProgramCredential> | null;

  private constructor(kubeconfig: KubeConfig, now: () => number) {
    this.#login = detach(kubeconfig);
    this.#context = kubeconfig.getCurrentContext();
    const program = programOf(kubeconfig.getCurrentUser());
    this.#program = program
      ? Renewed.create(() => runLoginProgram(program), { now })
      : null;
  }

  static create(
    kubeconfig: KubeConfig,
    options: { now: () => number },
  ): KubeconfigLogin {
    return new KubeconfigLogin(kubeconfig, options.now);
  }

  /**
   * TLS and headers of the next request.
   *
   * @throws InputError without secrets, where the log-in fails
   */
  async apply(): Promise<RequestOptions> {
    const applied: RequestOptions = { headers: {} };
    try {
      await this.#login.applyToHTTPSOptions(applied);
      // A log-in that is refused begins anew with a login of its own.
      const given = await this.#program?.read({ notBeforeMs: 0 });
      return {
        ...applied,
        ...given?.certificate,
        headers: {
          ...applied.headers,
          ...(given?.token && { authorization: `Bearer ${given.token}` }),
        },
      };
    } catch (error) {
      // What the library says may quote a secret.
      const why =
        isError(error) && error.name === 'InputError'
          ? `: ${error.message}`
          : '';
      throw new InputError(
        `The log-in of the kubeconfig's context '${
          this.#context
        }' failed${why}`,
      );
    }
  }
}
