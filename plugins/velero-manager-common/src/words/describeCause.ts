const MAX_LENGTH = 300;

/**
 * Makes text from a cluster (an error of a controller) fit to stand inside one
 * of our sentences: one line, at most 300 characters, no full stop at its end.
 *
 * @internal
 */
export function describeCause(text: string): string {
  const line = text
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .replace(/\.+$/, '');
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH)}...` : line;
}
