/**
 * Tells whether a host is one of those named, or below a `*.` pattern of them.
 * The host is as `URL` writes it: in lower case, a number as an address,
 * IPv6 in brackets.
 *
 * @internal
 */
export function isAllowedHost(host: string, allowed: string[]): boolean {
  const bare = host.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  return allowed.some(pattern =>
    pattern.startsWith('*.')
      ? bare.endsWith(pattern.slice(1)) && bare.length >= pattern.length
      : bare === pattern,
  );
}
