import {
  type ClusterDefinition,
  createCredentialsProvider,
  type CredentialsOptions,
} from '../clusters';
import { ClusterSession, type SessionTimeouts } from './ClusterSession';

/**
 * The session that new requests use, opened when the first one comes. Sessions
 * that were given up live on until their last request has ended.
 *
 * @internal
 */
export class CurrentSession {
  readonly #definition: ClusterDefinition;
  readonly #options: CredentialsOptions & { timeouts: SessionTimeouts };
  readonly #living = new Set<ClusterSession>();
  #opening: Promise<ClusterSession> | null = null;
  #current: ClusterSession | null = null;
  #closed = false;

  private constructor(
    definition: ClusterDefinition,
    options: CredentialsOptions & { timeouts: SessionTimeouts },
  ) {
    this.#definition = definition;
    this.#options = options;
  }

  static create(
    definition: ClusterDefinition,
    options: CredentialsOptions & { timeouts: SessionTimeouts },
  ): CurrentSession {
    return new CurrentSession(definition, options);
  }

  /** The session of now. Where opening fails, the next call tries anew. */
  get(): Promise<ClusterSession> {
    this.#opening ??= this.#open().catch(error => {
      this.#opening = null;
      throw error;
    });
    return this.#opening;
  }

  /**
   * Makes the next request open a new session; what runs on this one goes on.
   * Does nothing where another request has done so already.
   */
  forget(session: ClusterSession): void {
    if (this.#current !== session) {
      return;
    }
    this.#current = null;
    this.#opening = null;
    const buried = () => this.#living.delete(session);
    session.close().then(buried, buried);
  }

  /** Cuts all requests of all sessions and opens no more. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#living].map(session => session.destroy()));
    this.#living.clear();
  }

  async #open(): Promise<ClusterSession> {
    const { timeouts, ...options } = this.#options;
    const credentials = await createCredentialsProvider(
      this.#definition,
      options,
    );
    if (this.#closed) {
      throw new Error('The client of this cluster is closed');
    }
    const session = ClusterSession.create(credentials, timeouts);
    this.#living.add(session);
    this.#current = session;
    return session;
  }
}
