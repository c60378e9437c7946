import { createServer, type Server } from 'node:http';
import {
  type AddressInfo,
  connect,
  createServer as createTcpServer,
  type Socket,
} from 'node:net';
import { clusterDefinition } from './__testUtils__/clusterDefinition';
import {
  makeCertificate,
  type TestCertificate,
  TestApiServer,
} from './__testUtils__/TestApiServer';
import { ClusterClient } from './ClusterClient';
import { openTunnel } from './openTunnel';

const SUBJECT = { verb: 'get', resource: 'version' } as const;
let certificate: TestCertificate;
let proxy: Server;
let proxyUrl: string;
let asked: { target?: string; login?: string }[];
let answer: string | null;
const sockets = new Set<Socket>();

beforeAll(async () => {
  certificate = await makeCertificate();
});

beforeEach(async () => {
  asked = [];
  answer = null;
  proxy = createServer();
  proxy.on('connect', (request, socket: Socket) => {
    asked.push({
      target: request.url,
      login: request.headers['proxy-authorization'],
    });
    sockets.add(socket);
    if (answer) {
      socket.end(`HTTP/1.1 ${answer}\r\n\r\n`);
      return;
    }
    const { port } = new URL(`http://${request.url}`);
    const onward = connect(Number(port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    sockets.add(onward);
  });
  await new Promise<void>(resolve => {
    proxy.listen(0, '127.0.0.1', resolve);
  });
  const { port } = proxy.address() as AddressInfo;
  proxyUrl = `http://me:p%40ss@127.0.0.1:${port}`;
});

afterEach(async () => {
  sockets.forEach(socket => socket.destroy());
  sockets.clear();
  await new Promise(resolve => {
    proxy.close(resolve);
  });
});

describe('openTunnel', () => {
  it('lets all requests of a cluster share one connection through a proxy', async () => {
    const versions: string[] = [];
    const server = await TestApiServer.start((request, response) => {
      versions.push(request.httpVersion);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"gitVersion":"v1.34.2"}');
    }, certificate);
    const client = ClusterClient.create(
      clusterDefinition({ url: server.url, ca: certificate.cert, proxyUrl }),
    );
    const get = () =>
      client.getJson({
        path: '/version',
        subject: SUBJECT,
        signal: AbortSignal.timeout(10_000),
      });
    const answers = await Promise.all([get(), get(), get()]);
    expect(answers).toContainEqual({ gitVersion: 'v1.34.2' });
    expect(versions).toEqual(['2.0', '2.0', '2.0']);
    expect(asked).toEqual([
      {
        target: new URL(server.url).host,
        login: `Basic ${Buffer.from('me:p@ss').toString('base64')}`,
      },
    ]);
    await client.close();
    await server.stop();
  });

  it.each([
    ['407 Proxy Authentication Required', 'asks for a user and password'],
    ['403 Forbidden', 'the proxy refuses the connection (403)'],
  ])('says what a proxy answers: %s', async (status, words) => {
    answer = status;
    const client = ClusterClient.create(
      clusterDefinition({ url: 'https://api.example.com', proxyUrl }),
    );
    const problem = await client
      .getJson({
        path: '/version',
        subject: SUBJECT,
        signal: AbortSignal.timeout(10_000),
      })
      .then(String, error => error.problem);
    expect(problem).toContain(words);
    expect(problem).toContain('https://api.example.com');
    expect(problem).not.toContain('p@ss');
    expect(asked[0].target).toBe('api.example.com:443');
    await client.close();
  });

  const tunnel = (hostname: string, options: { proxyUrl?: string } = {}) =>
    openTunnel({
      ...{ proxyUrl, hostname, port: 443, timeoutMs: 200 },
      ...options,
    });

  it('leads to no metadata address, as far as that can be seen', async () => {
    await expect(tunnel('169.254.169.254')).rejects.toMatchObject({
      code: 'FORBIDDEN_ADDRESS',
    });
    expect(asked).toEqual([]);
  });

  it('leaves the tunnel alone once it is open', async () => {
    const echo = createTcpServer(socket => {
      sockets.add(socket);
      socket.pipe(socket);
    });
    await new Promise<void>(resolve => {
      echo.listen(0, '127.0.0.1', resolve);
    });
    const { port } = echo.address() as AddressInfo;
    const socket = await openTunnel({
      ...{ proxyUrl, hostname: '127.0.0.1', port, timeoutMs: 100 },
    });
    await new Promise(resolve => {
      setTimeout(resolve, 200);
    });
    const answered = new Promise(resolve => {
      socket.once('data', data => resolve(String(data)));
    });
    socket.write('still there?');
    expect(await answered).toBe('still there?');
    socket.destroy();
    await new Promise(resolve => {
      echo.close(resolve);
    });
  });

  it('gives up on a proxy that is not there or does not answer', async () => {
    await expect(
      tunnel('127.0.0.1', { proxyUrl: 'http://127.0.0.1:1' }),
    ).rejects.toMatchObject({ code: 'PROXY_ECONNREFUSED' });
    proxy.removeAllListeners('connect');
    proxy.on('connect', (_, socket: Socket) => sockets.add(socket));
    await expect(tunnel('127.0.0.1')).rejects.toMatchObject({
      code: 'ETIMEDOUT',
    });
  });
});
