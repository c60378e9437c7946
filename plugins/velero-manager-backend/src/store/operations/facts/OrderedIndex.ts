/**
 * Items in an order, found by a key that several may share. Who asks for the
 * items of some keys gets them in that order, be they many or a few of all.
 *
 * @internal
 */
export class OrderedIndex<T> {
  readonly #byKey: ReadonlyMap<string, readonly Placed<T>[]>;

  private constructor(byKey: ReadonlyMap<string, readonly Placed<T>[]>) {
    this.#byKey = byKey;
  }

  static create<T>(
    items: readonly T[],
    keyOf: (item: T) => string,
  ): OrderedIndex<T> {
    const byKey = new Map<string, Placed<T>[]>();
    for (const [place, item] of items.entries()) {
      const key = keyOf(item);
      const known = byKey.get(key);
      if (known) {
        known.push({ place, item });
      } else {
        byKey.set(key, [{ place, item }]);
      }
    }
    return new OrderedIndex(byKey);
  }

  of(keys: Iterable<string>): T[] {
    return [...new Set(keys)]
      .flatMap(key => this.#byKey.get(key) ?? [])
      .sort((a, b) => a.place - b.place)
      .map(({ item }) => item);
  }
}

interface Placed<T> {
  place: number;
  item: T;
}
