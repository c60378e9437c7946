import type { Found, Matcher } from './Matcher';

/**
 * Thrown where the library itself would break, or where matching would take
 * unreasonably long.
 *
 * @internal
 */
export class GlobFailure extends Error {}

/** Matches if one of several does. @internal */
export class AnyOfMatcher implements Matcher {
  readonly kind = 'anyOf';
  readonly length: number;
  readonly matchers: readonly Matcher[];

  constructor(matchers: readonly Matcher[]) {
    this.matchers = matchers;
    this.length = commonLength(matchers);
  }

  match(text: string): boolean {
    return this.matchers.some(matcher => matcher.match(text));
  }

  find(text: string): Found | undefined {
    const found = this.matchers.flatMap(matcher => matcher.find(text) ?? []);
    if (found.length === 0) {
      return undefined;
    }
    const index = Math.min(...found.map(each => each.index));
    const lengths = new Set(
      found.flatMap(each => (each.index === index ? each.lengths : [])),
    );
    return { index, lengths: [...lengths].sort((a, b) => a - b) };
  }
}

/** As upstream: alternatives of varying length are forgotten until one is fixed. */
function commonLength(matchers: readonly Matcher[]): number {
  let common = -1;
  for (const { length } of matchers) {
    if (common === -1) {
      common = length;
    } else if (length !== common) {
      return -1;
    }
  }
  return common;
}

/** Matches if all do: at once, not one after the other. @internal */
export class EveryOfMatcher implements Matcher {
  readonly kind = 'everyOf';
  readonly length = -1;
  readonly matchers: readonly Matcher[];

  constructor(matchers: readonly Matcher[]) {
    this.matchers = matchers;
  }

  match(text: string): boolean {
    return this.matchers.every(matcher => matcher.match(text));
  }

  find(text: string): Found | undefined {
    let lengths: readonly number[] | undefined;
    for (const matcher of this.matchers) {
      // What is combined here (atLeast, atMost, lacking) is always found at 0.
      const found = matcher.find(text);
      const also = new Set(found?.lengths);
      lengths = lengths ? lengths.filter(each => also.has(each)) : [...also];
      if (lengths.length === 0) {
        return undefined;
      }
    }
    return { index: 0, lengths: lengths ?? [] };
  }
}

/** Matches several of fixed length, one after the other. @internal */
export class RowMatcher implements Matcher {
  readonly kind = 'row';
  readonly length: number;
  readonly matchers: readonly Matcher[];

  constructor(matchers: readonly Matcher[]) {
    this.matchers = matchers;
    this.length = matchers.reduce((sum, { length }) => sum + length, 0);
  }

  match(text: string): boolean {
    return text.length === this.length && this.#matchStart(text);
  }

  find(text: string): Found | undefined {
    for (
      let index = 0;
      index < text.length && text.length - index >= this.length;
      index++
    ) {
      if (this.#matchStart(text.slice(index))) {
        return { index, lengths: [this.length] };
      }
    }
    return undefined;
  }

  #matchStart(text: string): boolean {
    let at = 0;
    for (const matcher of this.matchers) {
      const left = text.length - at;
      if (left < matcher.length) {
        return false;
      }
      // A part of no length takes all that is left, and breaks if that is nothing.
      const taken = matcher.length === 0 ? left : matcher.length;
      if (taken === 0) {
        throw new GlobFailure('the matching library breaks on it.');
      }
      if (!matcher.match(text.slice(at, at + taken))) {
        return false;
      }
      at += taken;
    }
    return true;
  }
}
