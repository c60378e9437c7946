import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { constants } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { ClusterDefinition } from '../clusters';
import { clusterDefinition } from './__testUtils__/clusterDefinition';
import { FakeClock, settle } from './__testUtils__/FakeClock';
import {
  type Handler,
  makeCertificate,
  TestApiServer,
  type TestCertificate,
  type TestResponse,
} from './__testUtils__/TestApiServer';
import { CircuitBreaker } from './CircuitBreaker';
import { ClusterClient } from './ClusterClient';
import type { ClusterClientOptions } from './ClusterClientOptions';
import { FleetLists } from './FleetLists';
import type { KubernetesRequestError } from './KubernetesRequestError';

const TOKEN = 's3cr3t-token';
const subject = { verb: 'list', resource: 'backups.velero.io' } as const;
const cleanups: (() => Promise<unknown>)[] = [];
let certificate: TestCertificate;

beforeAll(async () => {
  certificate = await makeCertificate();
});

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) {
    await cleanup();
  }
});

async function serve(
  handler: Handler,
  tls?: TestCertificate & { http1Only?: boolean },
) {
  const server = await TestApiServer.start(handler, tls);
  cleanups.push(() => server.stop());
  return server;
}

function connect(
  changes: Partial<ClusterDefinition>,
  options: ClusterClientOptions = {},
) {
  const client = ClusterClient.create(clusterDefinition(changes), options);
  cleanups.push(() => client.close());
  return client;
}

function get(client: ClusterClient, path = '/apis/x?continue=querysecret') {
  const { signal } = new AbortController();
  return client.getJson({ path, subject, signal });
}

async function faultOf(promise: Promise<unknown>) {
  const error: KubernetesRequestError = await promise.then(
    () => {
      throw new Error('The request did not fail');
    },
    thrown => thrown,
  );
  expect(error).toMatchObject({ name: 'KubernetesRequestError', subject });
  expect(error.message).not.toContain(TOKEN);
  expect(error.message).not.toContain('querysecret');
  return error;
}

async function until(check: () => void): Promise<void> {
  for (let i = 0; i < 200; i++) {
    try {
      return check();
    } catch {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  }
  return check();
}

function kubeconfig(server: string, ca: string): string {
  const authority = Buffer.from(ca).toString('base64');
  return JSON.stringify({
    ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'one' },
    clusters: [
      {
        name: 'one',
        cluster: { server, 'certificate-authority-data': authority },
      },
    ],
    users: [{ name: 'one', user: { token: TOKEN } }],
    contexts: [{ name: 'one', context: { cluster: 'one', user: 'one' } }],
  });
}

const json: Handler = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end('{"ok":true}');
};

function refuse(status: number, body: unknown = {}, headers = {}): Handler {
  return (_request, response) => {
    response.writeHead(status, headers);
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

describe('ClusterClient', () => {
  it.each(['http/1.1', 'h2'])(
    'asks with its token and below the path of the URL, over %s',
    async protocol => {
      const seen: Record<string, unknown>[] = [];
      const server = await serve(
        (request, response) => {
          const { url, method, headers, httpVersion } = request;
          seen.push({ url, method, httpVersion, ...headers });
          json(request, response);
        },
        { ...certificate, http1Only: protocol === 'http/1.1' },
      );
      const client = connect({
        url: `${server.url}/k8s/clusters/c-1`,
        ca: certificate.cert,
      });
      expect(await get(client, '/api/v1?limit=1')).toEqual({ ok: true });
      expect(seen).toEqual([
        expect.objectContaining({
          url: '/k8s/clusters/c-1/api/v1?limit=1',
          method: 'GET',
          httpVersion: protocol === 'h2' ? '2.0' : '1.1',
          authorization: `Bearer ${TOKEN}`,
          accept: 'application/json',
          'user-agent': expect.stringMatching(
            /^velero-manager-backstage\/\d+\.\d+\.\d+/,
          ),
        }),
      ]);
    },
  );

  it('shares one connection among watches and lists that begin together', async () => {
    const server = await serve((request, response) => {
      if (request.url?.includes('watch')) {
        response.writeHead(200);
        response.write('{}\n');
      } else {
        json(request, response);
      }
    }, certificate);
    const client = connect({ url: server.url, ca: certificate.cert });
    const { signal } = new AbortController();
    const streams = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        client.getStream({ path: `/watch/${index}`, subject, signal }),
      ),
    );
    expect(await get(client)).toEqual({ ok: true });
    expect(server.connections).toBe(1);
    streams.forEach(stream => stream.destroy());
  });

  it('gives each watch a connection where there is no HTTP/2', async () => {
    const server = await serve((request, response) => {
      response.writeHead(200);
      response.write('{}\n');
      if (!request.url?.includes('watch')) {
        response.end();
      }
    });
    const client = connect({ url: server.url });
    const { signal } = new AbortController();
    const streams = await Promise.all(
      ['a', 'b', 'c'].map(name =>
        client.getStream({ path: `/watch/${name}`, subject, signal }),
      ),
    );
    expect(await get(client)).toEqual({});
    expect(server.connections).toBe(4);
    streams.forEach(stream => stream.destroy());
  });

  it('logs in with a client certificate', async () => {
    const peers: string[] = [];
    const server = await serve((request, response) => {
      peers.push(String(request.headers.authorization));
      json(request, response);
    }, certificate);
    const client = connect({
      url: server.url,
      ca: certificate.cert,
      auth: {
        type: 'clientCertificate',
        certData: certificate.cert,
        keyData: certificate.key,
      },
    });
    await get(client);
    expect(peers).toEqual(['undefined']);
  });

  it('says who refused the connection', async () => {
    const server = await TestApiServer.start(json);
    await server.stop();
    const error = await faultOf(get(connect({ url: server.url })));
    expect(error.code).toBe('connect');
    expect(error.message).toBe(
      `Failed to list 'backups.velero.io': connection refused by ${server.url}`,
    );
  });

  it('says when a host name is not known', async () => {
    const url = 'https://no-such-host.invalid:6443';
    const error = await faultOf(get(connect({ url })));
    expect(error).toMatchObject({ code: 'connect' });
    expect(error.problem).toMatch(/host name of https:\/\/no-such-host/);
  });

  it('does not trust a certificate of another authority', async () => {
    const server = await serve(json, certificate);
    const other = await makeCertificate();
    const error = await faultOf(
      get(connect({ url: server.url, ca: other.cert })),
    );
    expect(error.code).toBe('tls');
    expect(error.problem).toBe(
      `the certificate of ${server.url} is not trusted: it is self-signed`,
    );
  });

  it.each([
    ['another host name', { ip: '10.0.0.1' }],
    ['it has expired', { notAfter: new Date('2024-01-01') }],
  ])('says what is wrong with a certificate: %s', async (words, options) => {
    const wrong = await makeCertificate(options);
    const server = await serve(json, wrong);
    const error = await faultOf(
      get(connect({ url: server.url, ca: wrong.cert })),
    );
    expect(error).toMatchObject({ code: 'tls' });
    expect(error.problem).toContain(words);
  });

  it('trusts anyone only where it is told to', async () => {
    const server = await serve(json, certificate);
    const client = connect({ url: server.url, skipTLSVerify: true });
    expect(await get(client)).toEqual({ ok: true });
  });

  it('never follows a redirect', async () => {
    let followed = false;
    const target = await serve((request, response) => {
      followed = true;
      json(request, response);
    });
    const server = await serve(refuse(302, '', { location: target.url }));
    const error = await faultOf(get(connect({ url: server.url })));
    expect(error.code).toBe(302);
    expect(error.problem).toContain('redirects are not followed');
    expect(followed).toBe(false);
  });

  it.each([
    [
      401,
      { reason: 'Unauthorized', message: 'Unauthorized' },
      'the server answered 401 Unauthorized: the token or certificate is not accepted',
    ],
    [
      403,
      { reason: 'Forbidden', message: `User \u202e"x"\n may not, ${TOKEN}` },
      'the server answered 403 Forbidden: the account may not do this: User "x" may not, ***',
    ],
    [502, '<html>bad gateway</html>', 'the server answered 502 Bad Gateway'],
  ])('puts an answer %d in words', async (code, body, problem) => {
    const server = await serve(refuse(code, body));
    const error = await faultOf(get(connect({ url: server.url })));
    expect(error).toMatchObject({ code, problem });
    expect(error.reason).toBe(typeof body === 'string' ? null : body.reason);
  });

  it.each([
    ['seconds', { 'retry-after': '7' }, {}, 7_000],
    ['a date', { 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' }, {}, 30_000],
    ['its status', {}, { details: { retryAfterSeconds: 3 } }, 3_000],
    ['nothing', {}, {}, null],
  ])('reads when to come back from %s', async (_, headers, body, expected) => {
    const server = await serve(refuse(429, body, headers));
    const client = connect(
      { url: server.url },
      { now: () => Date.UTC(2026, 0, 1) },
    );
    const error = await faultOf(get(client));
    expect(error).toMatchObject({ code: 429, retryAfterMs: expected });
  });

  it.each([
    ['does not begin to answer', () => {}],
    [
      'stops half-way',
      (_request: unknown, response: TestResponse) => {
        response.writeHead(200);
        response.write('{"items":[');
      },
    ],
  ])('waits in vain for a server that %s', async (_, handler) => {
    const server = await serve(handler, certificate);
    const client = connect(
      { url: server.url, ca: certificate.cert },
      { limits: { headersTimeoutMs: 100, requestTimeoutMs: 300 } },
    );
    expect((await faultOf(get(client))).code).toBe('timeout');
  });

  it('begins a new connection after a server that does not answer', async () => {
    let mute = true;
    const server = await serve((request, response) => {
      if (!mute) {
        json(request, response);
      }
    }, certificate);
    const client = connect(
      { url: server.url, ca: certificate.cert },
      { limits: { headersTimeoutMs: 100 } },
    );
    expect((await faultOf(get(client))).code).toBe('timeout');
    mute = false;
    expect(await get(client)).toEqual({ ok: true });
    expect(server.connections).toBe(2);
  });

  it('refuses an answer that is too large, or no JSON', async () => {
    const large = await serve(refuse(200, 'x'.repeat(2_000)));
    const limits = { maxResponseBytes: 1_000 };
    const error = await faultOf(get(connect({ url: large.url }, { limits })));
    expect(error).toMatchObject({
      code: 'protocol',
      reason: 'ResponseTooLarge',
    });

    const page = await serve(refuse(200, '<html>Log in</html>'));
    expect(await faultOf(get(connect({ url: page.url })))).toMatchObject({
      code: 'protocol',
      problem: `${page.url} does not answer in JSON as an API server does`,
    });
  });

  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])(
    'reads answers that are compressed with %s',
    async (encoding, compress) => {
      const asked: unknown[] = [];
      const server = await serve((request, response) => {
        asked.push(request.headers['accept-encoding']);
        response.writeHead(200, { 'content-encoding': encoding });
        response.end(compress('{"items":[1,2]}\n'));
      });
      const client = connect({ url: server.url });
      expect(await get(client)).toEqual({ items: [1, 2] });
      const stream = await client.getStream({
        ...{ path: '/watch', subject },
        signal: new AbortController().signal,
      });
      expect(String(Buffer.concat(await stream.toArray()))).toBe(
        '{"items":[1,2]}\n',
      );
      expect(asked).toEqual(['gzip', 'identity']);
    },
  );

  it('understands a refusal that is compressed', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(403, { 'content-encoding': 'gzip' });
      response.end(gzipSync('{"message":"not for you"}'));
    });
    const error = await faultOf(get(connect({ url: server.url })));
    expect(error.message).toContain('not for you');
  });

  it.each([
    ['in a way that nobody asked for', 'zstd', Buffer.from('x')],
    ['as it says, but is not', 'gzip', Buffer.from('{"ok":true}')],
    ['and is large once it is not', 'gzip', gzipSync('x'.repeat(1_000_000))],
    ['but ends in the middle', 'gzip', gzipSync('{"ok":true}').subarray(0, 15)],
  ])('refuses an answer that is compressed %s', async (_, encoding, body) => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': encoding });
      response.end(body);
    });
    const limits = { maxResponseBytes: 10_000 };
    const error = await faultOf(get(connect({ url: server.url }, { limits })));
    expect(error.code).toBe('protocol');
  });

  it('asks a cluster that nobody answers for with one request, and lets all follow that', async () => {
    const clock = new FakeClock();
    const breaker = CircuitBreaker.create({ clock, random: () => 1 });
    const gone = await TestApiServer.start(json);
    const { url } = gone;
    await gone.stop();
    const client = connect({ url }, { breaker });
    const watchAll = () =>
      Array.from({ length: 40 }, () =>
        client.getStream({
          ...{ path: '/watch', subject },
          signal: new AbortController().signal,
        }),
      );
    const faults = await Promise.all(watchAll().map(faultOf));
    expect(new Set(faults.map(({ code }) => code))).toEqual(
      new Set(['connect']),
    );
    expect(client.breakerState).toMatchObject({
      state: 'open',
      reason: `connection refused by ${url}`,
    });

    const { port } = new URL(url);
    const server = await TestApiServer.start(json, undefined, Number(port));
    cleanups.push(() => server.stop());
    const answers = Promise.all(watchAll());
    await settle();
    expect(server.connections).toBe(0);
    await clock.advance(1_000);
    expect(await answers).toHaveLength(40);
    expect(client.breakerState.state).toBe('closed');
  });

  it.each(['http/1.1', 'h2'])(
    'says that a connection was cut instead of an answer, over %s',
    async protocol => {
      const server: TestApiServer = await serve(() => server.cut(), {
        ...certificate,
        http1Only: protocol === 'http/1.1',
      });
      const client = connect({ url: server.url, ca: certificate.cert });
      expect(await faultOf(get(client))).toMatchObject({
        code: 'connect',
        problem: `the connection was cut by ${server.url}`,
      });
    },
  );

  it('takes one answer that HTTP/2 resets for a cut, too', async () => {
    const server = await serve((_request, response) => {
      response.stream?.close(constants.NGHTTP2_INTERNAL_ERROR);
    }, certificate);
    const client = connect({ url: server.url, ca: certificate.cert });
    expect((await faultOf(get(client))).code).toBe('connect');
  });

  it('lives on where the server closes each connection after its answer', async () => {
    const server = await serve((request, response) => {
      response.setHeader('connection', 'close');
      json(request, response);
    });
    const client = connect({ url: server.url });
    for (let i = 0; i < 3; i++) {
      expect(await get(client)).toEqual({ ok: true });
    }
    expect(server.connections).toBe(3);
  });

  it('reads its authority anew after the certificate of the server changed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kubeconfig-'));
    cleanups.push(() => rm(folder, { recursive: true }));
    const path = join(folder, 'config');
    const before = await TestApiServer.start(json, certificate);
    const { url } = before;
    const trust = ({ cert }: TestCertificate) =>
      writeFile(path, kubeconfig(url, cert));
    await trust(certificate);
    const client = connect({
      auth: { type: 'kubeconfig', path, context: null, allowExec: [] },
    });
    expect(await get(client)).toEqual({ ok: true });
    await before.stop();

    const other = await makeCertificate();
    const port = Number(new URL(url).port);
    const after = await TestApiServer.start(json, other, port);
    cleanups.push(() => after.stop());
    expect((await faultOf(get(client))).code).toBe('tls');
    await trust(other);
    expect(await get(client)).toEqual({ ok: true });
  });

  it('does not take a try that is given up for an answer', async () => {
    const clock = new FakeClock();
    const breaker = CircuitBreaker.create({ clock });
    const stopping = new AbortController();
    for (let i = 0; i < 3; i++) {
      (await breaker.enter(stopping.signal)).failed('cut');
    }
    await clock.advance(1_000);
    let isAsked = false;
    const server = await serve(() => {
      isAsked = true;
    });
    const client = connect({ url: server.url }, { breaker });
    const { signal } = stopping;
    const answer = client.getJson({ path: '/x', subject, signal });
    await until(() => expect(isAsked).toBe(true));
    expect(client.breakerState.state).toBe('half-open');
    stopping.abort();
    await expect(answer).rejects.toBe(signal.reason);
    expect(client.breakerState).toMatchObject({ state: 'open', reason: 'cut' });
  });

  it.each([
    ['a log-in that is refused', refuse(401), 'open'],
    ['a kind that is forbidden', refuse(403), 'closed'],
    ['a group that is down', refuse(503), 'closed'],
    ['too many requests', refuse(429), 'closed'],
  ])('leaves a cluster alone or not after %s', async (_, handler, expected) => {
    const server = await serve(handler);
    const client = connect({ url: server.url });
    for (let i = 0; i < 3; i++) {
      await faultOf(get(client));
    }
    expect(client.breakerState.state).toBe(expected);
  });

  it('lets no cluster that hangs take the turn of another', async () => {
    const fleetLists = FleetLists.create({ received: 1 });
    const hanging = await serve(() => {});
    const healthy = await serve(json);
    const limits = { headersTimeoutMs: 60_000 };
    const mute = get(connect({ url: hanging.url }, { fleetLists, limits }));
    mute.catch(() => {});
    const lists = connect({ url: healthy.url }, { fleetLists });
    expect(await get(lists)).toEqual({ ok: true });
  });

  it('asks a bounded number of servers of the fleet for lists, and any for what is small', async () => {
    const fleetLists = FleetLists.create({ asked: 1 });
    const hanging = await serve(() => {});
    const healthy = await serve(json);
    const limits = { headersTimeoutMs: 300 };
    const mute = get(connect({ url: hanging.url }, { fleetLists, limits }));
    const order: string[] = [];
    const done = mute.catch(() => order.push('gave up'));
    const client = connect({ url: healthy.url }, { fleetLists });
    const list = get(client).then(() => order.push('listed'));
    const { signal } = new AbortController();
    const discover = { verb: 'discover', resource: 'api groups' } as const;
    await client.getJson({ path: '/apis', subject: discover, signal });
    expect(order).toEqual([]);
    await Promise.all([done, list]);
    expect(order).toEqual(['gave up', 'listed']);
  });

  it('receives a bounded number of lists of the fleet at a time', async () => {
    const fleetLists = FleetLists.create({ received: 1 });
    let finish = () => {};
    const slow = await serve((_request, response) => {
      response.writeHead(200);
      response.write('{"slow":');
      finish = () => response.end('true}');
    });
    const quick = await serve(json);
    const order: string[] = [];
    const first = get(connect({ url: slow.url }, { fleetLists })).then(() =>
      order.push('slow'),
    );
    await until(() => expect(fleetLists.free).toBe(0));
    const second = get(connect({ url: quick.url }, { fleetLists })).then(() =>
      order.push('quick'),
    );
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(order).toEqual([]);
    finish();
    await Promise.all([first, second]);
    expect(order).toEqual(['slow', 'quick']);
  });

  it('runs a bounded number of lists at a time', async () => {
    let running = 0;
    let most = 0;
    const server = await serve((request, response) => {
      running += 1;
      most = Math.max(most, running);
      setTimeout(() => {
        running -= 1;
        json(request, response);
      }, 20);
    });
    const client = connect(
      { url: server.url },
      { limits: { maxConcurrentLists: 2 } },
    );
    await Promise.all(Array.from({ length: 7 }, () => get(client)));
    expect(most).toBe(2);
  });

  it('reads its token anew after it was refused', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'token-'));
    cleanups.push(() => rm(folder, { recursive: true }));
    const path = join(folder, 'token');
    await writeFile(path, 'old');
    const server = await serve((request, response) =>
      request.headers.authorization === 'Bearer new'
        ? json(request, response)
        : refuse(401)(request, response),
    );
    const client = connect({
      url: server.url,
      auth: { type: 'tokenFile', path },
    });
    expect((await faultOf(get(client))).code).toBe(401);
    await writeFile(path, 'new');
    expect(await get(client)).toEqual({ ok: true });
  });

  it('tells a log-in that cannot be prepared from a refused one', async () => {
    const client = connect({
      url: 'https://127.0.0.1:1',
      auth: { type: 'tokenFile', path: '/no/such/token' },
    });
    expect(await faultOf(get(client))).toMatchObject({
      code: 'credentials',
      problem: "The token file '/no/such/token' cannot be read (ENOENT)",
    });
  });

  it('measures how far the clock of the server is off, whatever one answer says', async () => {
    const dates = ['00:01:00', '00:01:00', '03:00:00'];
    const server = await serve((request, response) => {
      response.setHeader('date', `Thu, 01 Jan 2026 ${dates.shift()} GMT`);
      json(request, response);
    });
    const client = connect(
      { url: server.url },
      { now: () => Date.UTC(2026, 0, 1) },
    );
    expect(client.skewMs).toBeNull();
    await get(client);
    // The header drops what is left of a second: half of one on average.
    expect(client.skewMs).toBe(60_500);
    await get(client);
    await get(client);
    expect(client.skewMs).toBe(60_500);
  });

  it('rejects with the reason of an aborted signal', async () => {
    const server = await serve(() => {});
    const client = connect({ url: server.url });
    const signal = AbortSignal.abort(new Error('we are leaving'));
    await expect(
      client.getJson({ path: '/x', subject, signal }),
    ).rejects.toThrow('we are leaving');
    const controller = new AbortController();
    const running = client.getJson({
      path: '/x',
      subject,
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(new Error('we left')), 20);
    await expect(running).rejects.toThrow('we left');
  });

  it('cuts what runs when it is closed, and takes no more', async () => {
    const server = await serve(() => {}, certificate);
    const client = connect({ url: server.url, ca: certificate.cert });
    const running = faultOf(get(client));
    await new Promise(resolve => {
      setTimeout(resolve, 50);
    });
    await client.close();
    expect((await running).message).toContain(server.url);
    await faultOf(get(client));
  });
});
