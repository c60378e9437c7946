/**
 * Replaces what a PostgreSQL text cannot hold, the NUL character and halves of
 * surrogate pairs; JSON from a cluster or a browser may bring both.
 *
 * @internal
 */
export function toStorableText(text: string): string {
  return text.replaceAll('\0', '\uFFFD').replace(/\p{Cs}/gu, '\uFFFD');
}
