/**
 * The address of a repository without a user or a password that somebody wrote
 * into it: it is shown to people.
 *
 * @internal
 */
export function withoutCredentials(url: string): string {
  return url.replace(/^(https?|oci|s3):\/\/[^/@]*@/i, '$1://');
}
