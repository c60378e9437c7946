const MAX_LENGTH = 80;

const escapeCharacter = (char: string) =>
  `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * Quotes a value from a person or a cluster for a sentence: as JSON, in visible
 * ASCII only (a value may hold line breaks or characters that reorder what
 * follows) and cut after 80 characters.
 *
 * @internal
 */
export function quoteValue(value: unknown): string {
  const text = typeof value === 'string' ? value : `a ${typeof value}`;
  const cut =
    text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}...` : text;
  return JSON.stringify(cut).replace(/[^\x20-\x7e]/g, escapeCharacter);
}

/**
 * Puts a name that was already checked, such as an object's, between single
 * quotes.
 *
 * @internal
 */
export function quoteName(name: string): string {
  return `'${name}'`;
}

/**
 * Quotes names for a sentence, the first three of many: `'a', 'b'`.
 *
 * @internal
 */
export function quoteNames(names: readonly string[]): string {
  const shown = names.slice(0, 3).map(quoteName).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
