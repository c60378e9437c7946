import { GlobFailure } from './compositeMatchers';
import type { Found, Matcher } from './Matcher';

/**
 * How much work is left, shared by all parts of one pattern.
 *
 * @internal
 */
export interface WorkBudget {
  steps: number;
}

/**
 * Matches a part in the middle and asks two others about what stands before and
 * after it.
 *
 * @remarks
 * Upstream tries all places and so takes exponential time on patterns like
 * `*a*a*a*a*b`. Here answers are remembered by text: there are no more texts
 * than pairs of places in a name.
 *
 * @internal
 */
export class SplitMatcher implements Matcher {
  readonly kind = 'split';
  readonly length: number;
  readonly value: Matcher;
  readonly left: Matcher | undefined;
  readonly right: Matcher | undefined;
  readonly #budget: WorkBudget;
  readonly #known = new Map<string, boolean>();

  constructor(options: {
    value: Matcher;
    left?: Matcher;
    right?: Matcher;
    budget: WorkBudget;
  }) {
    this.value = options.value;
    this.left = options.left;
    this.right = options.right;
    this.#budget = options.budget;
    const lengths = [this.left, this.value, this.right].map(
      part => part?.length ?? 0,
    );
    this.length = lengths.includes(-1)
      ? -1
      : lengths.reduce((sum, length) => sum + length, 0);
  }

  match(text: string): boolean {
    const known = this.#known.get(text);
    if (known !== undefined) {
      return known;
    }
    const answer = this.length <= text.length && this.#search(text);
    this.#known.set(text, answer);
    return answer;
  }

  /** Never found within something larger: upstream has no search for it either. */
  find(): Found | undefined {
    return undefined;
  }

  #search(text: string): boolean {
    let offset = Math.max(0, this.left?.length ?? 0);
    const limit = text.length - Math.max(0, this.right?.length ?? 0);
    while (offset < limit) {
      this.#spend(limit - offset);
      const found = this.value.find(text.slice(offset, limit));
      if (!found) {
        return false;
      }
      const start = offset + found.index;
      if (matches(this.left, text.slice(0, start))) {
        this.#spend(found.lengths.length);
        const fits = [...found.lengths]
          .reverse()
          .some(length => matches(this.right, text.slice(start + length)));
        if (fits) {
          return true;
        }
      }
      offset = start + 1;
    }
    return false;
  }

  #spend(steps: number): void {
    this.#budget.steps -= steps;
    if (this.#budget.steps < 0) {
      throw new GlobFailure('it is too complex.');
    }
  }
}

function matches(part: Matcher | undefined, text: string): boolean {
  return part ? part.match(text) : text === '';
}
