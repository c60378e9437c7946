import type { Parsed } from '../parsed';
import { quoteValue } from '../words';

const DNS_LABEL = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

/**
 * Whether an item of `includedNamespaces` or `excludedNamespaces` asks for more
 * than one name.
 *
 * @internal
 */
export function isWildcard(item: string): boolean {
  return /[*?[]/.test(item);
}

/**
 * Whether Velero lets an item of its namespace lists through to the matcher; a
 * refused one makes every run fail validation.
 *
 * @remarks
 * Read in Velero 1.18 (`pkg/util/wildcard/expand.go` and
 * `pkg/util/collections`): unsupported characters, `**` and brackets that are
 * empty or do not pair are refused; then what is left must be the name of a
 * namespace once `*`, `?`, `[` and `]` are taken for letters. Before 1.18 only
 * `*` is: `beforeWildcards`. The empty text is let through and names nothing.
 *
 * @public
 */
export function validateVeleroNamespacePattern(
  pattern: string,
  options: { beforeWildcards?: boolean } = {},
): Parsed<string> {
  const wrong =
    pattern === '' ? undefined : complain(pattern, options.beforeWildcards);
  return wrong
    ? {
        ok: false,
        reason: `Velero refuses the namespace ${quoteValue(pattern)}: ${wrong}`,
      }
    : { ok: true, value: pattern };
}

function complain(pattern: string, beforeWildcards = false) {
  if (!beforeWildcards) {
    if (/[|()!{},]/.test(pattern)) {
      return 'none of | ( ) ! { } , is allowed.';
    }
    if (pattern.includes('**')) {
      return 'only single stars are allowed.';
    }
    if (!/^(?:[^[\]]|\[[^\]]+\])*$/.test(pattern)) {
      return 'brackets must come in pairs and name at least one character.';
    }
  }
  const name = pattern.replace(beforeWildcards ? /\*/g : /[*?[\]]/g, 'x');
  return DNS_LABEL.test(name)
    ? undefined
    : `allowed are lower-case letters, digits and "-", up to 63 characters, beginning and ending with a letter or digit${
        beforeWildcards ? ', and "*"' : ', and the wildcards *, ? and […]'
      }.`;
}
