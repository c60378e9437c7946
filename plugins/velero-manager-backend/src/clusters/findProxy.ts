import { BlockList, isIP } from 'node:net';

/**
 * Accepts the URL of an HTTP proxy that opens tunnels (`CONNECT`).
 *
 * @returns the URL, or the reason, which never repeats it since it may hold a
 * password
 * @internal
 */
export function parseProxyUrl(
  value: string,
): { ok: true; value: string } | { ok: false; reason: string } {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    return {
      ok: false,
      reason:
        'must be the URL of an HTTP proxy, for instance http://proxy.example.com:3128; SOCKS is not supported',
    };
  }
  return { ok: true, value: url.href };
}

function isWithin(address: string, network: string): boolean {
  const [base, bits] = network.split('/');
  const version = isIP(base);
  const prefix = Number(bits);
  const isRange =
    version !== 0 && isIP(address) === version && Number.isInteger(prefix);
  if (!isRange || prefix < 0 || prefix > (version === 6 ? 128 : 32)) {
    return false;
  }
  const family = version === 6 ? 'ipv6' : 'ipv4';
  const list = new BlockList();
  list.addSubnet(base, prefix, family);
  return list.check(address, family);
}

/** One entry of NO_PROXY as Go reads it (golang.org/x/net/http/httpproxy). */
function isExcepted(entry: string, target: { host: string; port: string }) {
  const { host, port } = target;
  if (entry === '*') {
    return true;
  }
  if (entry.includes('/')) {
    return isWithin(host, entry);
  }
  const [, name, wantedPort] =
    /^\[?(.*?)\]?(?::(\d+))?$/.exec(isIP(entry) === 6 ? `[${entry}]` : entry) ??
    [];
  if (!name || (wantedPort !== undefined && wantedPort !== port)) {
    return false;
  }
  const suffix = name.replace(/^\*?\./, '.');
  return suffix.startsWith('.')
    ? host.endsWith(suffix)
    : host === name || (isIP(name) === 0 && host.endsWith(`.${name}`));
}

/**
 * The proxy that the environment names for an API server, by the rules of
 * kubectl: `HTTPS_PROXY`, but not for this machine and what `NO_PROXY` excepts.
 *
 * @param baseUrl - of the API server
 * @returns the URL as the environment has it, or `null` to connect directly
 * @internal
 */
export function findProxy(
  baseUrl: string,
  env: NodeJS.ProcessEnv,
): string | null {
  const url = new URL(baseUrl);
  const proxy = env.HTTPS_PROXY || env.https_proxy;
  if (!proxy || url.protocol !== 'https:') {
    return null;
  }
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const target = { host, port: url.port || '443' };
  const isLocal =
    host === 'localhost' || isWithin(host, '127.0.0.0/8') || host === '::1';
  const entries = (env.NO_PROXY || env.no_proxy || '')
    .toLowerCase()
    .split(',')
    .map(entry => entry.trim())
    .filter(Boolean);
  return isLocal || entries.some(entry => isExcepted(entry, target))
    ? null
    : proxy;
}
