const MAX_LENGTH = 60;

/**
 * Quotes a value from a person or a cluster for a message: as JSON, in visible
 * ASCII only (a name may hold line breaks or text that reorders what follows
 * it) and cut after 60 characters.
 *
 * @internal
 */
export function quoteShort(value: string): string {
  const cut =
    value.length > MAX_LENGTH ? `${value.slice(0, MAX_LENGTH)}...` : value;
  return JSON.stringify(cut).replace(
    /[^\x20-\x7e]/g,
    char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
