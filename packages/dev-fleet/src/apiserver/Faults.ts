import { Fault } from './Fault';

type FaultOf<T extends Fault['type']> = Extract<Fault, { type: T }>;

/**
 * The faults of one server at this moment.
 *
 * @public
 */
export class Faults {
  readonly #listeners = new Set<(added: Fault[]) => void>();
  #faults: Fault[] = [];

  /** Puts these faults in the place of all earlier ones. */
  set(faults: Fault | Fault[]): void {
    const added = [faults].flat();
    // Cutting what is open is done once, by the listeners.
    this.#faults = added
      .filter(fault => fault.type !== 'cut' || fault.refuse || fault.times)
      .map(fault => ({ ...fault }));
    this.#announce(added);
  }

  /** Lifts all faults. */
  clear(): void {
    this.#faults = [];
    this.#announce([]);
  }

  /** The faults that are still to come; `times` counts down. */
  list(): Fault[] {
    return this.#faults.map(fault => ({ ...fault }));
  }

  /**
   * Asks whether a fault of a type hits this request, and counts it if so.
   *
   * @param resource - `schedules.velero.io`; undefined for other paths
   */
  take<T extends Fault['type']>(
    type: T,
    resource: string | undefined,
  ): FaultOf<T> | undefined {
    const found = this.#faults.find(
      (fault): fault is FaultOf<T> =>
        fault.type === type && hits(fault, resource),
    );
    if (found?.times) {
      found.times -= 1;
      if (found.times === 0) {
        this.#faults = this.#faults.filter(fault => fault !== found);
      }
    }
    return found;
  }

  /** Calls back with the new faults. @returns a function that ends it */
  onSet(listener: (added: Fault[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #announce(added: Fault[]): void {
    for (const listener of [...this.#listeners]) listener(added);
  }
}

/**
 * Whether a fault is meant for a resource.
 *
 * @internal
 */
export function hits(fault: Fault, resource: string | undefined): boolean {
  return fault.resource === undefined || fault.resource === resource;
}
