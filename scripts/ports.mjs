import { createServer } from 'node:net';

function listen(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host }, () => {
      const taken = server.address().port;
      server.close(() => resolve(taken));
    });
  });
}

/** Whether nobody listens on the port, on any address of this machine. */
export async function isFree(port) {
  // Each is asked: a listener on one address does not always keep another
  // process from the port on all addresses.
  for (const host of ['127.0.0.1', '::1', '0.0.0.0', '::']) {
    try {
      await listen(port, host);
    } catch (error) {
      if (error.code === 'EADDRINUSE') {
        return false;
      }
      // A machine without IPv6 has no such address, which is no obstacle.
      if (!['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(error.code)) {
        throw error;
      }
    }
  }
  return true;
}

/** A port that is free at this moment. */
export function freePort() {
  return listen(0, '127.0.0.1');
}
