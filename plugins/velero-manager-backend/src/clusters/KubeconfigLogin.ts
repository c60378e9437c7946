import type { RequestOptions } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import { InputError } from '@backstage/errors';
import { KubeConfig, type User } from '@kubernetes/client-node';

/**
 * What a log-in program said serves all requests of this long. The library
 * keeps it until it ends where the program tells when that is; one that does
 * not would run for every request, and for a dozen watches at the same time.
 */
const HOLD_MS = 30_000;

/** A log-in program that hangs must not hang the watch with it. */
const PATIENCE_MS = 60_000;

async function withPatience(task: Promise<void>): Promise<void> {
  const timer = new AbortController();
  try {
    await Promise.race([
      task,
      pause(PATIENCE_MS, undefined, { signal: timer.signal }).then(() => {
        throw new Error('The log-in takes longer than a minute');
      }),
    ]);
  } finally {
    timer.abort();
  }
}

/**
 * The user with what its log-in program is told (client-go
 * plugin/pkg/client/auth/exec): some refuse to run without. The library does
 * not tell it.
 */
function tellProgram(user: User): User {
  const { exec } = user;
  if (!exec) {
    return user;
  }
  const info = {
    apiVersion: exec.apiVersion,
    kind: 'ExecCredential',
    spec: { interactive: false },
  };
  const env = { name: 'KUBERNETES_EXEC_INFO', value: JSON.stringify(info) };
  return { ...user, exec: { ...exec, env: [...(exec.env ?? []), env] } };
}

/**
 * The log-in of the current context alone. The library insists on making an
 * agent, which we do not use, and refuses to make one for `http://localhost`.
 */
function detach(kubeconfig: KubeConfig): KubeConfig {
  const [cluster, user] = [
    kubeconfig.getCurrentCluster(),
    kubeconfig.getCurrentUser(),
  ];
  const login = new KubeConfig();
  if (cluster && user) {
    const alone = {
      ...cluster,
      server: 'https://unused.invalid',
      proxyUrl: undefined,
    };
    login.loadFromClusterAndUser(alone, tellProgram(user));
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
  readonly #runsProgram: boolean;
  readonly #now: () => number;
  #held: { options: Promise<RequestOptions>; since: number } | null = null;

  private constructor(kubeconfig: KubeConfig, now: () => number) {
    this.#login = detach(kubeconfig);
    this.#context = kubeconfig.getCurrentContext();
    this.#runsProgram = Boolean(kubeconfig.getCurrentUser()?.exec);
    this.#now = now;
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
  apply(): Promise<RequestOptions> {
    if (!this.#runsProgram) {
      return this.#apply();
    }
    const now = this.#now();
    if (!this.#held || now - this.#held.since >= HOLD_MS) {
      const held = { options: this.#apply(), since: now };
      this.#held = held;
      held.options.catch(() => {
        if (this.#held === held) {
          this.#held = null;
        }
      });
    }
    return this.#held.options;
  }

  async #apply(): Promise<RequestOptions> {
    const applied: RequestOptions = { headers: {} };
    try {
      await withPatience(this.#login.applyToHTTPSOptions(applied));
    } catch {
      // What a log-in program prints may be a secret.
      throw new InputError(
        `The log-in of the kubeconfig's context '${this.#context}' failed`,
      );
    }
    return applied;
  }
}
