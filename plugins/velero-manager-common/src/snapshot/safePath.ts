import { Parsed } from '../parsed';
import { quoteValue } from '../words';

const MAX_LENGTH = 400;
const PART = /^[A-Za-z0-9._-]{1,120}$/;
/** Git's own folder, however a file system spells it. */
const GIT_FOLDER = /^(\.git|git~\d+)$/i;

/**
 * Reads the path of a file in a config repository. Refused is whatever could
 * lead elsewhere or look like another path: `..`, a leading `/`, `\`, control
 * characters, letters beyond ASCII, `.git`.
 *
 * @public
 */
export function safePath(path: string): Parsed<string> {
  const refused = (why: string) => ({
    ok: false as const,
    reason: `The path ${quoteValue(path)} ${why}.`,
  });
  if (path.length === 0 || path.length > MAX_LENGTH) {
    return refused(`must have 1 to ${MAX_LENGTH} characters`);
  }
  for (const part of path.split('/')) {
    if (part === '') return refused("must be relative and hold no '//'");
    if (part === '.' || part === '..')
      return refused(`must not hold '${part}'`);
    if (GIT_FOLDER.test(part)) return refused("must not lead into '.git'");
    if (!PART.test(part)) {
      return refused(
        "may hold letters, digits, '.', '_' and '-' between '/' alone, 120 in a row",
      );
    }
    if (part.endsWith('.')) return refused("must not end a name with '.'");
  }
  return { ok: true, value: path };
}
