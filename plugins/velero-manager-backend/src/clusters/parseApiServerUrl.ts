import { BlockList, isIP } from 'node:net';
import { isForbiddenAddress } from './isForbiddenAddress';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

function isLoopback(host: string): boolean {
  const version = isIP(host);
  if (version === 0) {
    const name = host.toLowerCase().replace(/\.$/, '');
    return name === 'localhost' || name.endsWith('.localhost');
  }
  return loopback.check(host, version === 6 ? 'ipv6' : 'ipv4');
}

function refusal(url: URL): string | undefined {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return 'must begin with https://';
  }
  if (url.username || url.password) {
    return "must not contain a user or password; put the log-in under 'auth'";
  }
  if (url.search || url.hash) {
    return "must not contain '?' or '#'";
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isForbiddenAddress(host)) {
    return `points to '${host}', which is a link-local or cloud metadata address and never an API server`;
  }
  if (url.protocol === 'http:' && !isLoopback(host)) {
    return 'must begin with https://; plain http:// would show the token to the network and is allowed for localhost only';
  }
  return undefined;
}

/**
 * Accepts the base URL of an API server, against requests forged by
 * configuration: `https` only (`http` for this very machine, as `kubectl proxy`
 * serves it), no log-in, query or fragment, no metadata address. A path is
 * allowed, as proxies of cluster managers have one.
 *
 * @returns the URL without a slash at its end, or the reason, which never
 * repeats the URL since it may hold a password
 * @internal
 */
export function parseApiServerUrl(
  value: string,
): { ok: true; value: string } | { ok: false; reason: string } {
  let url: URL;
  try {
    url = new URL(value);
  } catch {
    return {
      ok: false,
      reason:
        'is not a URL; expected for example https://api.prod-01.example.com:6443',
    };
  }
  const reason = refusal(url);
  if (reason) {
    return { ok: false, reason };
  }
  return {
    ok: true,
    value: `${url.origin}${url.pathname.replace(/\/+$/, '')}`,
  };
}
