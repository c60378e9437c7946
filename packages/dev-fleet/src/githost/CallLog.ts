/** A call that was made to a host. @public */
export interface HostCall {
  kind: 'rest' | 'graphql' | 'git';
  method: string;
  /** Without the prefix of the API; with the query. */
  path: string;
  /**
   * REST: `operationId`; GraphQL: `query` or `mutation` with its root fields;
   * git: the service; undefined for what is not supported.
   */
  operation: string | undefined;
  status: number;
  /** Login; undefined for nobody known. */
  user: string | undefined;
}

const MOST_CALLS = 10_000;

/**
 * The newest calls to a host, oldest first.
 *
 * @public
 */
export class CallLog {
  readonly #calls: HostCall[] = [];

  /** @internal */
  add(call: HostCall): void {
    this.#calls.push(call);
    if (this.#calls.length > MOST_CALLS) this.#calls.shift();
  }

  list(kind?: HostCall['kind']): HostCall[] {
    return this.#calls.filter(call => !kind || call.kind === kind);
  }

  clear(): void {
    this.#calls.length = 0;
  }
}
