import { ApiKind, ApiKindDefinition, completeKind } from './ApiKind';

/**
 * The kinds a server serves at this moment; kinds come and go with their
 * CustomResourceDefinitions.
 *
 * @public
 */
export class KindRegistry {
  readonly #kinds = new Map<string, ApiKind>();
  readonly #removalListeners = new Set<(groupResource: string) => void>();
  #hidden = new Set<string>();

  /** Adds a kind, or replaces the one of the same group and plural. */
  registerKind(definition: ApiKindDefinition): ApiKind {
    const kind = completeKind(definition);
    this.#kinds.set(kind.groupResource, kind);
    return kind;
  }

  /** Forgets a kind; open watches on it end. Unknown names do nothing. */
  unregisterKind(groupResource: string): void {
    if (this.#kinds.delete(groupResource)) this.#announce(groupResource);
  }

  /**
   * Takes kinds out of sight without forgetting them (the fault
   * `crdRemoved`); kinds that were hidden before and are not named come back.
   */
  hideKinds(groupResources: string[]): void {
    const before = this.#hidden;
    this.#hidden = new Set(groupResources);
    for (const name of this.#hidden) {
      if (!before.has(name)) this.#announce(name);
    }
  }

  /** The kind of a path, if it is served. */
  find(options: {
    group: string;
    version: string;
    resource: string;
  }): ApiKind | undefined {
    return this.kinds().find(
      kind =>
        kind.group === options.group &&
        kind.resource === options.resource &&
        kind.versions.includes(options.version),
    );
  }

  /**
   * The kind of a name such as `schedules.velero.io`, hidden or not.
   *
   * @throws Error if it was never registered: a mistake of the caller.
   */
  require(groupResource: string): ApiKind {
    const kind = this.#kinds.get(groupResource);
    if (!kind) {
      throw new Error(
        `Resource '${groupResource}' is not registered; known are: ${[
          ...this.#kinds.keys(),
        ].join(', ')}`,
      );
    }
    return kind;
  }

  /** Whether a name such as `schedules.velero.io` is registered. */
  has(groupResource: string): boolean {
    return this.#kinds.has(groupResource);
  }

  /** All kinds in sight, in the order of their registration. */
  kinds(): ApiKind[] {
    return [...this.#kinds.values()].filter(
      kind => !this.#hidden.has(kind.groupResource),
    );
  }

  /** Calls back when a kind vanishes. @returns a function that ends it */
  onRemoved(listener: (groupResource: string) => void): () => void {
    this.#removalListeners.add(listener);
    return () => this.#removalListeners.delete(listener);
  }

  #announce(groupResource: string): void {
    for (const listener of [...this.#removalListeners]) listener(groupResource);
  }
}
