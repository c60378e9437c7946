const PART = /<n{1,6}>|\*/g;
const PATTERN = /^([a-z0-9-]|<n{1,6}>|\*){1,100}$/;
const MAX_STARS = 3;

/**
 * Whether a text is a pattern of cluster names: lower-case letters, digits and
 * `-`, with `<nn>` for that many digits and `*` (three at most) for anything.
 * No regular expressions: a pattern must not be able to keep anyone busy.
 *
 * @internal
 */
export function isClusterPattern(pattern: string): boolean {
  return (
    PATTERN.test(pattern) && (pattern.match(/\*/g) ?? []).length <= MAX_STARS
  );
}

/**
 * Whether a cluster may be called so.
 *
 * @internal
 */
export function matchesClusterPattern(pattern: string, name: string): boolean {
  const source = pattern.replace(PART, part =>
    part === '*' ? '[a-z0-9-]*' : `[0-9]{${part.length - 2}}`,
  );
  return name.length <= 63 && new RegExp(`^${source}$`).test(name);
}
