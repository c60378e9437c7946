import type { Parsed } from '../parsed';
import { quoteValue } from '../words';
import { compileGlob } from './glob/compileGlob';
import { GlobFailure } from './glob/compositeMatchers';
import { parseGlob } from './glob/parseGlob';

const MAX_PATTERN = 512;
const MAX_NAME = 253;
/** Reached only by patterns made to be slow. */
const MAX_STEPS = 2_000_000;

/**
 * Whether a namespace's name matches a pattern, as Velero's matcher has it
 * (github.com/gobwas/glob 0.2.3 without separators): `*`, `?`, `[abc]`,
 * `[!abc]`, `[a-z]`, `{a,b}` and `\`.
 *
 * @remarks
 * The library's oddities are ours: what is compared with a cluster must be
 * wrong in the same way. They show in doc comments and tests of the `glob`
 * folder. Patterns over 512 characters and names that are none (Kubernetes
 * allows 63 characters, we 253 of ASCII) give a reason, and so does a pattern
 * made to be slow.
 *
 * Velero refuses some patterns before it matches: see
 * {@link validateVeleroNamespacePattern}.
 *
 * @public
 */
export function matchNamespacePattern(
  pattern: string,
  name: string,
): Parsed<boolean> {
  const refuse = (reason: string): Parsed<never> => ({
    ok: false,
    reason: `The pattern ${quoteValue(pattern)} is not usable: ${reason}`,
  });
  if (pattern.length > MAX_PATTERN) {
    return refuse(`allowed are ${MAX_PATTERN} characters.`);
  }
  if (name.length > MAX_NAME || !/^[\x20-\x7e]*$/.test(name)) {
    return {
      ok: false,
      reason: `The name ${quoteValue(name)} is not that of a namespace.`,
    };
  }
  const tree = parseGlob(pattern);
  if (!tree.ok) {
    return refuse(tree.reason);
  }
  try {
    const matcher = compileGlob(tree.value, { steps: MAX_STEPS });
    return { ok: true, value: matcher.match(name) };
  } catch (error) {
    if (error instanceof GlobFailure) {
      return refuse(error.message);
    }
    throw error;
  }
}
