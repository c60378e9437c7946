import { lookup, type LookupAddress } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Socket } from 'node:net';
import { isForbiddenAddress } from '../clusters';

/** Where the tunnel shall lead, and through what. @internal */
export interface TunnelOptions {
  /** URL of the proxy; may hold a user and password. */
  proxyUrl: string;
  hostname: string;
  port: number;
  timeoutMs: number;
}

function fault(message: string, code: string): Error {
  return Object.assign(new Error(message), { code });
}

/**
 * The proxy looks the name up for us, so it decides where the tunnel leads.
 * What we can see of it ourselves is still checked; behind a proxy a name is
 * often unknown here, which is no fault.
 */
async function refuseForbidden(hostname: string): Promise<void> {
  const found = await new Promise<LookupAddress[]>(resolve => {
    lookup(hostname, { all: true }, (error, addresses) =>
      resolve(error ? [] : addresses),
    );
  });
  if (found.some(({ address }) => isForbiddenAddress(address))) {
    throw fault('The address is not allowed', 'FORBIDDEN_ADDRESS');
  }
}

function authorize(proxy: URL): Record<string, string> {
  if (!proxy.username && !proxy.password) {
    return {};
  }
  const login = [proxy.username, proxy.password].map(decodeURIComponent);
  const encoded = Buffer.from(login.join(':')).toString('base64');
  return { 'proxy-authorization': `Basic ${encoded}` };
}

function connect(options: TunnelOptions): Promise<Socket> {
  const { hostname, port, timeoutMs } = options;
  const proxy = new URL(options.proxyUrl);
  const host = hostname.replace(/^\[|\]$/g, '');
  const target = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  return new Promise((resolve, reject) => {
    const request = proxy.protocol === 'https:' ? requestHttps : requestHttp;
    const asking = request({
      agent: false,
      method: 'CONNECT',
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
      path: target,
      headers: { host: target, ...authorize(proxy) },
    });
    const timer = setTimeout(
      () => asking.destroy(fault('The proxy does not answer', 'ETIMEDOUT')),
      timeoutMs,
    );
    asking.once('connect', ({ statusCode }, socket, head) => {
      clearTimeout(timer);
      if (statusCode !== 200) {
        socket.destroy();
        reject(fault('The proxy refuses', `PROXY_ANSWERED_${statusCode}`));
        return;
      }
      if (head.length > 0) {
        socket.unshift(head);
      }
      resolve(socket as Socket);
    });
    asking.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      reject(
        error.code === 'ETIMEDOUT'
          ? error
          : fault('The proxy cannot be reached', `PROXY_${error.code}`),
      );
    });
    asking.end();
  });
}

/**
 * Opens a tunnel through an HTTP proxy (`CONNECT`). What goes through it is
 * encrypted for the API server: the proxy learns its name, and no log-in.
 *
 * @throws an error with a `code` and without secrets
 * @internal
 */
export async function openTunnel(options: TunnelOptions): Promise<Socket> {
  await refuseForbidden(options.hostname);
  return connect(options);
}
