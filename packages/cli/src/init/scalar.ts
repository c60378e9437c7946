/** What YAML 1.1 reads as something other than text. */
const OTHER = /^(y|n|yes|no|on|off|true|false|null|~|nan|inf|[-+.0-9].*)$/i;

/**
 * A text as a value of YAML, quoted where it must be.
 *
 * @internal
 */
export function scalar(text: string): string {
  if (/[\p{C}\u2028\u2029]/u.test(text)) return JSON.stringify(text);
  const plain = /^[A-Za-z0-9][\w./:-]*$/.test(text) && !/:($|\s)/.test(text);
  return plain && !OTHER.test(text) ? text : `'${text.replace(/'/g, "''")}'`;
}
