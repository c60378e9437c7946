import { AnyOfMatcher } from './compositeMatchers';
import { glue, glueLongest } from './glue';
import type { GlobNode } from './GlobNode';
import type { Matcher } from './Matcher';
import { factorOut } from './factorOut';
import {
  ANYTHING,
  between,
  containing,
  NOTHING,
  OneMatcher,
  PrefixMatcher,
  SuffixMatcher,
  TextMatcher,
} from './simpleMatchers';
import { SplitMatcher, type WorkBudget } from './SplitMatcher';

/**
 * Makes a matcher of a pattern, put together just as gobwas/glob 0.2.3 does
 * without separators.
 *
 * @remarks
 * The way it is put together is part of the behaviour: some combinations match
 * more than the syntax promises (`ab*ba` matches `aba`, `[!ab][!ab]` matches
 * `aa` because only the text `ab` is excluded), others less.
 *
 * @internal
 */
export function compileGlob(node: GlobNode, budget: WorkBudget): Matcher {
  switch (node.kind) {
    case 'pattern':
      return node.children.length === 0
        ? NOTHING
        : simplify(
            join(glueLongest(compileAll(node.children, budget)), budget),
            budget,
          );
    case 'anyOf': {
      const factored = factorOut(node.children);
      return factored
        ? compileGlob(factored, budget)
        : new AnyOfMatcher(compileAll(node.children, budget));
    }
    case 'text':
      return new TextMatcher(node.text);
    case 'list':
      return compileList(node);
    case 'range': {
      const { low, high, not } = node;
      return new OneMatcher(char => {
        const code = char.codePointAt(0) ?? 0;
        return (code >= low && code <= high) !== not;
      });
    }
    case 'single':
      return new OneMatcher(() => true, '');
    case 'any':
    case 'super':
      return ANYTHING;
    default:
      return NOTHING;
  }
}

function compileList({ chars, not }: { chars: string; not: boolean }): Matcher {
  const listed = new Set(chars);
  if (!not && [...chars].length === 1) {
    return new TextMatcher(chars);
  }
  return new OneMatcher(
    char => listed.has(char) !== not,
    not ? chars : undefined,
  );
}

function compileAll(nodes: GlobNode[], budget: WorkBudget): Matcher[] {
  return nodes.map(node => simplify(compileGlob(node, budget), budget));
}

/** Joins matchers around the longest of fixed length, the last of equals. */
function join(matchers: Matcher[], budget: WorkBudget): Matcher {
  const glued = matchers.length === 1 ? matchers[0] : glue(matchers);
  if (glued) {
    return glued;
  }
  let middle = -1;
  matchers.forEach(({ length }, index) => {
    if (length >= 0 && length >= (matchers[middle]?.length ?? 0)) {
      middle = index;
    }
  });
  const at = Math.max(middle, 0);
  const left = matchers.slice(0, at);
  const right = matchers.slice(at + 1);
  return new SplitMatcher({
    value: matchers[at],
    left: left.length > 0 ? join(left, budget) : undefined,
    right: right.length > 0 ? join(right, budget) : undefined,
    budget,
  });
}

/** Replaces a matcher by a simpler one, where upstream knows one. */
function simplify(matcher: Matcher, budget: WorkBudget): Matcher {
  if (matcher instanceof AnyOfMatcher && matcher.matchers.length === 1) {
    return matcher.matchers[0];
  }
  if (!(matcher instanceof SplitMatcher)) {
    return matcher;
  }
  const { value } = matcher;
  const left = matcher.left && simplify(matcher.left, budget);
  const right = matcher.right && simplify(matcher.right, budget);
  return (
    (value instanceof TextMatcher
      ? simplerAround(value.text, left, right)
      : undefined) ?? new SplitMatcher({ value, left, right, budget })
  );
}

function simplerAround(
  text: string,
  left: Matcher | undefined,
  right: Matcher | undefined,
): Matcher | undefined {
  if (!left && !right) {
    return new TextMatcher(text);
  }
  if (left === ANYTHING && right === ANYTHING) {
    return containing(text);
  }
  if (left === ANYTHING && !right) {
    return new SuffixMatcher(text);
  }
  if (right === ANYTHING && !left) {
    return new PrefixMatcher(text);
  }
  if (!left && right instanceof SuffixMatcher) {
    return between(text, right.suffix);
  }
  return !right && left instanceof PrefixMatcher
    ? between(left.prefix, text)
    : undefined;
}
