import { HostError } from './HostError';

/** What a fault can answer with. @internal */
export const FAULT_STATUSES = [403, 429, 500, 502, 503] as const;

/** Trouble that API calls run into. @public */
export interface HostFault {
  /** Calls that still go well before it begins. Default: 0. */
  afterCalls?: number;
  /** 403 and 429 are the secondary rate limit, with `Retry-After`. */
  status: (typeof FAULT_STATUSES)[number];
  /** Calls that it hits. Default: all from then on. */
  times?: number;
  /** For 403 and 429. Default: 1. */
  retryAfterSeconds?: number;
  /**
   * The call is carried out and only its answer is lost: what a client that
   * starts over must cope with. Default: false.
   */
  carriedOut?: boolean;
  /** Limits it to one REST `operationId`, GraphQL root field or method. */
  operation?: string;
}

/**
 * The faults of a host at this moment. They hit REST and GraphQL, not `git`
 * and not the pages.
 *
 * @public
 */
export class HostFaults {
  #faults: HostFault[] = [];

  /** Puts these faults in the place of all earlier ones. */
  set(faults: HostFault | HostFault[]): void {
    this.#faults = [faults].flat().map(fault => ({ ...fault }));
  }

  /** Lifts all faults. */
  clear(): void {
    this.#faults = [];
  }

  /** The faults that are still to come; their numbers count down. */
  list(): HostFault[] {
    return this.#faults.map(fault => ({ ...fault }));
  }

  /**
   * Asks whether a fault hits this call, and counts it.
   *
   * @param names - what the call is called: operation, fields, method
   * @internal
   */
  take(names: string[]): HostFault | undefined {
    for (const fault of this.#faults) {
      if (fault.operation && !names.includes(fault.operation)) continue;
      if (fault.afterCalls) {
        fault.afterCalls -= 1;
        continue;
      }
      if (fault.times !== undefined) {
        fault.times -= 1;
        if (fault.times <= 0) {
          this.#faults = this.#faults.filter(found => found !== fault);
        }
      }
      return { ...fault };
    }
    return undefined;
  }
}

/** What a fault makes the host answer. @internal */
export function errorOfFault(fault: HostFault): HostError {
  const { status, retryAfterSeconds = 1 } = fault;
  return status === 403 || status === 429
    ? HostError.secondaryRateLimit(status, retryAfterSeconds)
    : HostError.serverError(status);
}
