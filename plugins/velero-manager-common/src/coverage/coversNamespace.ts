import { matchNamespacePattern } from './matchNamespacePattern';
import { parseVeleroVersion } from './parseVeleroVersion';
import {
  isWildcard,
  validateVeleroNamespacePattern,
} from './validateVeleroNamespacePattern';

const EXCLUDE_LABEL = 'velero.io/exclude-from-backup';

/**
 * The namespace lists of a Velero backup or schedule, and the namespace asked
 * about.
 *
 * @public
 */
export interface NamespaceCoverage {
  included: string[];
  excluded: string[];
  namespace: { name: string; labels?: Record<string, string> | null };
  /** As in `v1.18.2`; null or unreadable is taken for the newest 1.18. */
  veleroVersion: string | null;
}

/**
 * Whether a run of Velero would look into a namespace, and the rule that decided:
 *
 * - `invalid_pattern:x`, `star_with_others`, `star_excluded`, `in_both_lists:x`:
 *   the lists are refused, so no run covers anything;
 * - `excluded_label`: the namespace carries `velero.io/exclude-from-backup: "true"`;
 * - `excluded:x`, `excluded_pattern:x`;
 * - `wildcard_excludes_empty_1.18.0`: a defect of that release, which took no
 *   includes and a wildcard exclude for no namespace at all;
 * - `included_all`, `included:x`, `included_pattern:x`;
 * - `pattern_literal_before_1.18`: a pattern in the includes fits, but is taken
 *   for a name;
 * - `not_included`.
 *
 * @remarks
 * Rules run in that order. Velero 1.18 replaces patterns by the names of all
 * namespaces that exist and then compares names. For a namespace that exists
 * this is the same as matching each pattern against that one name: its name is
 * in the expansion exactly if the pattern matches it, and a plain item stands
 * for itself in both. Nothing else of the expansion reaches the answer: if the
 * includes expand to nothing, nothing is included, and no pattern matches. If
 * the includes are `*` or empty nothing is expanded, and excludes are matched as
 * in older versions: in alphabetical order up to the first that cannot be read.
 *
 * @public
 */
export function coversNamespace(options: NamespaceCoverage): {
  covered: boolean;
  rule: string;
} {
  const version = parseVeleroVersion(options.veleroVersion);
  const expands = !version || version.major * 1_000 + version.minor >= 1_018;
  const rule =
    refusedBy(options, expands) ??
    excludedBy(options, expands) ??
    (version?.minor === 18 && version.patch === 0
      ? emptiedBy(options)
      : undefined);
  return rule
    ? { covered: false, rule }
    : includedBy(options.included, { name: options.namespace.name, expands });
}

/** The rule by which Velero refuses the lists as a whole. */
function refusedBy(
  { included, excluded }: NamespaceCoverage,
  expands: boolean,
): string | undefined {
  if (new Set(included).size > 1 && included.includes('*')) {
    return 'star_with_others';
  }
  if (excluded.includes('*')) {
    return 'star_excluded';
  }
  const both = excluded.find(item => included.includes(item));
  if (both !== undefined) {
    return `in_both_lists:${both}`;
  }
  const readsAll = expands && !includesAll(included);
  const invalid = [...included, ...excluded].find(
    item =>
      !validateVeleroNamespacePattern(item, { beforeWildcards: !expands }).ok ||
      (readsAll && isWildcard(item) && !matchNamespacePattern(item, 'x').ok),
  );
  return invalid === undefined ? undefined : `invalid_pattern:${invalid}`;
}

function excludedBy(
  { included, excluded, namespace }: NamespaceCoverage,
  expands: boolean,
): string | undefined {
  if (namespace.labels?.[EXCLUDE_LABEL] === 'true') {
    return 'excluded_label';
  }
  const stopsAtInvalid = !expands || includesAll(included);
  for (const item of [...excluded].sort()) {
    const match = matchNamespacePattern(item, namespace.name);
    if (match.ok && match.value) {
      return `excluded${isWildcard(item) ? '_pattern' : ''}:${item}`;
    }
    if (!match.ok && stopsAtInvalid) {
      return undefined;
    }
  }
  return undefined;
}

function emptiedBy({ included, excluded }: NamespaceCoverage) {
  return included.length === 0 && excluded.some(isWildcard)
    ? 'wildcard_excludes_empty_1.18.0'
    : undefined;
}

function includedBy(
  included: string[],
  { name, expands }: { name: string; expands: boolean },
): { covered: boolean; rule: string } {
  if (includesAll(included)) {
    return { covered: true, rule: 'included_all' };
  }
  if (included.includes(name)) {
    return { covered: true, rule: `included:${name}` };
  }
  const pattern = included.find(item => {
    const match = isWildcard(item) && matchNamespacePattern(item, name);
    return match && match.ok && match.value;
  });
  if (pattern === undefined) {
    return { covered: false, rule: 'not_included' };
  }
  return expands
    ? { covered: true, rule: `included_pattern:${pattern}` }
    : { covered: false, rule: 'pattern_literal_before_1.18' };
}

function includesAll(included: string[]): boolean {
  return included.length === 0 || included.includes('*');
}
