import { EveryOfMatcher, RowMatcher } from './compositeMatchers';
import type { Matcher } from './Matcher';
import {
  ANYTHING,
  atLeast,
  atMost,
  lacking,
  OneMatcher,
} from './simpleMatchers';

interface Glued {
  matcher: Matcher;
  from: number;
  to: number;
}

/**
 * Makes one matcher of two or more that follow each other, if they are of kinds
 * that can be: stars and single characters, or all of fixed length.
 *
 * @internal
 */
export function glue(matchers: readonly Matcher[]): Matcher | undefined {
  if (matchers.length < 2) {
    return undefined;
  }
  if (everyEnd(matchers, 0) === matchers.length) {
    return glueEvery(matchers);
  }
  return rowEnd(matchers, 0) === matchers.length
    ? new RowMatcher(matchers)
    : undefined;
}

/**
 * Glues the longest run again and again, until nothing can be glued.
 *
 * @internal
 */
export function glueLongest(matchers: Matcher[]): Matcher[] {
  let rest = matchers;
  for (let best = longest(rest); best; best = longest(rest)) {
    rest = [...rest.slice(0, best.from), best.matcher, ...rest.slice(best.to)];
  }
  return rest;
}

/**
 * The run upstream decides for: a later one wins if it has more parts, or takes
 * more characters when both are of fixed length. From one place only the
 * furthest run matters, since shorter ones never win against it.
 */
function longest(matchers: Matcher[]): Glued | undefined {
  let best: Glued | undefined;
  for (let from = 0; from < matchers.length; from++) {
    const to = Math.max(everyEnd(matchers, from), rowEnd(matchers, from));
    const matcher = glue(matchers.slice(from, to));
    if (!matcher) {
      continue;
    }
    const moreCharacters =
      best !== undefined &&
      best.matcher.length >= 0 &&
      matcher.length > best.matcher.length;
    if (!best || moreCharacters || to - from > best.to - best.from) {
      best = { matcher, from, to };
    }
  }
  return best;
}

/** Where the run of stars and single characters of one sort ends. */
function everyEnd(matchers: readonly Matcher[], from: number): number {
  const sort = exclusionOf(matchers[from]);
  let to = from;
  while (
    sort !== undefined &&
    to < matchers.length &&
    exclusionOf(matchers[to]) === sort
  ) {
    to += 1;
  }
  return to;
}

/** Where the run of matchers of fixed length ends. */
function rowEnd(matchers: readonly Matcher[], from: number): number {
  let to = from;
  while (to < matchers.length && matchers[to].length >= 0) {
    to += 1;
  }
  return to;
}

/** The characters a star, a `?` (none) or a `[!…]` excludes; undefined for all else. */
function exclusionOf(matcher: Matcher): string | undefined {
  if (matcher === ANYTHING) {
    return '';
  }
  return matcher instanceof OneMatcher ? matcher.excluded : undefined;
}

function glueEvery(matchers: readonly Matcher[]): Matcher {
  const singles = matchers.filter(each => each instanceof OneMatcher).length;
  if (singles === 0) {
    return ANYTHING;
  }
  if (singles < matchers.length) {
    return atLeast(singles);
  }
  const excluded = exclusionOf(matchers[0]);
  return new EveryOfMatcher([
    atLeast(singles),
    atMost(singles),
    // Upstream excludes the characters as one text, not each of them.
    ...(excluded ? [lacking(excluded)] : []),
  ]);
}
