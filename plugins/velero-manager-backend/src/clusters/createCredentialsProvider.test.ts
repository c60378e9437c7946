import {
  mkdir,
  mkdtemp,
  readFile,
  rm,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AmbientTokens } from './ambient';
import {
  createCredentialsProvider,
  type CredentialsOptions,
} from './createCredentialsProvider';
import type { ClusterAuth } from './types';

const SECRET = 'hunter2-is-the-token';
const url = 'https://api.example.com:6443';
let folder: string;
let written = 0;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credentials-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

function create(
  auth: ClusterAuth,
  options: CredentialsOptions & {
    url?: string | null;
    ca?: string;
    skipTLSVerify?: boolean;
  } = {},
) {
  const { url: at = url, ca = null, skipTLSVerify = false, ...rest } = options;
  const target = { name: 'a', url: at, auth, ca, skipTLSVerify };
  return createCredentialsProvider(target, rest);
}

/** Writes a file with a time of change of its own. */
async function write(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, text);
  written += 10;
  await utimes(path, written, written);
  return path;
}

function kubeconfig(user: object, cluster: object = {}): string {
  return JSON.stringify({
    'current-context': 'one',
    contexts: [
      { name: 'one', context: { cluster: 'c', user: 'u' } },
      { name: 'two', context: { cluster: 'other', user: 'u' } },
      { name: 'broken', context: { cluster: 'none', user: 'u' } },
    ],
    clusters: [
      { name: 'c', cluster: { server: url, ...cluster } },
      { name: 'other', cluster: { server: 'http://localhost:8001' } },
    ],
    users: [{ name: 'u', user }],
  });
}

async function viaKubeconfig(
  text: string,
  options: CredentialsOptions & {
    context?: string;
    url?: string;
    allowExec?: string[];
  } = {},
) {
  const path = await write('kubeconfig', text);
  const { context = null, allowExec = [], ...rest } = options;
  const auth = { type: 'kubeconfig', path, context, allowExec } as const;
  return create({ ...auth, allowExec }, { url: null, ...rest });
}

async function refusalOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => new Error('accepted'),
    thrown => thrown,
  );
  expect(error).toMatchObject({ name: 'InputError' });
  expect(error.message).not.toContain(SECRET);
  return error.message;
}

describe('createCredentialsProvider', () => {
  it('sends a token', async () => {
    const credentials = await create(
      { type: 'serviceAccountToken', token: SECRET },
      { ca: 'CA' },
    );
    expect(credentials.baseUrl).toBe(url);
    expect(credentials.tls()).toEqual({ ca: 'CA' });
    expect(await credentials.headers()).toEqual({
      authorization: `Bearer ${SECRET}`,
    });
  });

  it('shows a client certificate, and nothing where it is anonymous', async () => {
    const credentials = await create(
      { type: 'clientCertificate', certData: 'CERT', keyData: 'KEY' },
      { skipTLSVerify: true },
    );
    expect(credentials.tls()).toEqual({
      cert: 'CERT',
      key: 'KEY',
      rejectUnauthorized: false,
    });
    expect(await credentials.headers()).toEqual({});
    const anonymous = await create({ type: 'anonymous' });
    expect([anonymous.tls(), await anonymous.headers()]).toEqual([{}, {}]);
  });

  it('refuses a log-in that needs a person, and a URL that is not allowed', async () => {
    const reason = 'needs a browser';
    expect(await refusalOf(create({ type: 'unsupported', reason }))).toBe(
      reason,
    );
    expect(
      await refusalOf(
        create({ type: 'anonymous' }, { url: 'https://169.254.169.254' }),
      ),
    ).toContain('metadata');
  });

  it('takes the proxy of the cluster before that of the environment', async () => {
    const auth: ClusterAuth = { type: 'serviceAccountToken', token: SECRET };
    const env = { HTTPS_PROXY: 'http://outer:3128', NO_PROXY: 'x.org' };
    const target = { name: 'a', url, auth, ca: null, skipTLSVerify: false };
    const proxyOf = async (changes: { proxyUrl?: string; url?: string }) =>
      (await createCredentialsProvider({ ...target, ...changes }, { env }))
        .proxyUrl;
    expect(await proxyOf({})).toBe('http://outer:3128/');
    expect(await proxyOf({ proxyUrl: 'http://own' })).toBe('http://own/');
    expect(await proxyOf({ url: 'https://x.org' })).toBeNull();
    const wrong = { ...env, HTTPS_PROXY: `socks5://${SECRET}` };
    expect(
      await refusalOf(createCredentialsProvider(target, { env: wrong })),
    ).toContain('The URL of the proxy must be');
  });

  describe('with credentials of a cloud', () => {
    it('asks for a token that may not be the one of before', async () => {
      const asked: unknown[] = [];
      const ambient = {
        read: async (auth: unknown, options: unknown) => {
          asked.push([auth, options]);
          return SECRET;
        },
      } as unknown as AmbientTokens;
      const auth: ClusterAuth = { type: 'azure' };
      const now = () => 100_000;
      const credentials = await create(auth, { ambient, now });
      expect(await credentials.headers()).toEqual({
        authorization: `Bearer ${SECRET}`,
      });
      expect(asked).toEqual([[auth, { notBeforeMs: 40_000 }]]);
    });

    it('refuses where there are none', async () => {
      expect(await refusalOf(create({ type: 'azure' }))).toContain("'azure'");
    });
  });

  describe('with a token file', () => {
    it('looks at it again once a minute', async () => {
      let now = 0;
      const path = await write('token', 'one\n');
      const { headers } = await create(
        { type: 'tokenFile', path },
        { now: () => now },
      );
      expect(await headers()).toEqual({ authorization: 'Bearer one' });
      await write('token', 'two\n');
      now = 59_999;
      expect(await headers()).toEqual({ authorization: 'Bearer one' });
      now = 60_000;
      expect(await headers()).toEqual({ authorization: 'Bearer two' });
      now = 120_000;
      expect(await headers()).toEqual({ authorization: 'Bearer two' });
    });

    it.each([
      ['is empty', '\n'],
      ['holds more than a token', `${SECRET}\nx-other: header`],
    ])('refuses one that %s', async (_, text) => {
      const path = await write('token', text);
      const { headers } = await create({ type: 'tokenFile', path });
      expect(await refusalOf(headers())).toBe(
        `The file '${path}' holds no token`,
      );
    });

    it('names one that is missing', async () => {
      const path = join(folder, 'none');
      const { headers } = await create({ type: 'tokenFile', path });
      expect(await refusalOf(headers())).toContain(`'${path}'`);
    });
  });

  describe('with a kubeconfig', () => {
    it('takes server, authority and token of the current context', async () => {
      const data = Buffer.from('CA').toString('base64');
      const credentials = await viaKubeconfig(
        kubeconfig(
          { token: SECRET },
          {
            'certificate-authority-data': data,
            'tls-server-name': 'inner.example.com',
            'proxy-url': 'http://proxy.example.com:3128',
          },
        ),
      );
      expect(credentials.baseUrl).toBe(url);
      expect(credentials.proxyUrl).toBe('http://proxy.example.com:3128/');
      expect(credentials.tls()).toEqual({
        ca: 'CA',
        servername: 'inner.example.com',
      });
      expect(await credentials.headers()).toEqual({
        authorization: `Bearer ${SECRET}`,
      });
    });

    it('takes the context and the url that it is given', async () => {
      const text = kubeconfig({ token: SECRET });
      const two = await viaKubeconfig(text, { context: 'two' });
      expect(two.baseUrl).toBe('http://localhost:8001');
      expect(await two.headers()).toEqual({
        authorization: `Bearer ${SECRET}`,
      });
      const own = await viaKubeconfig(text, { url: 'https://own.example.com' });
      expect(own.baseUrl).toBe('https://own.example.com');
    });

    it('reads certificates beside it, passwords and whom to act as', async () => {
      await write('pki/cert.pem', 'CERT');
      await write('pki/key.pem', 'KEY');
      const credentials = await viaKubeconfig(
        kubeconfig(
          {
            'client-certificate': 'pki/cert.pem',
            'client-key': 'pki/key.pem',
            username: 'me',
            password: SECRET,
            as: 'viewer',
          },
          { 'insecure-skip-tls-verify': true },
        ),
      );
      expect(credentials.tls()).toEqual({
        cert: 'CERT',
        key: 'KEY',
        rejectUnauthorized: false,
      });
      const basic = Buffer.from(`me:${SECRET}`).toString('base64');
      expect(await credentials.headers()).toEqual({
        authorization: `Basic ${basic}`,
        'impersonate-user': 'viewer',
      });
    });

    it('is found as kubectl finds it, merged from several files', async () => {
      const users = JSON.parse(kubeconfig({ token: SECRET })).users;
      const first = await write(
        'first',
        JSON.stringify({ ...JSON.parse(kubeconfig({})), users: [] }),
      );
      const second = await write('second', JSON.stringify({ users }));
      const credentials = await create(
        { type: 'kubeconfig', path: null, context: null, allowExec: [] },
        { url: null, env: { KUBECONFIG: `${first}:${second}` } },
      );
      expect(await credentials.headers()).toEqual({
        authorization: `Bearer ${SECRET}`,
      });
    });

    const credential = {
      apiVersion: 'client.authentication.k8s.io/v1',
      kind: 'ExecCredential',
      status: { token: SECRET },
    };
    const exec = {
      command: process.execPath,
      args: ['-p', JSON.stringify(JSON.stringify(credential))],
    };

    it('runs a program only where its command is allowed', async () => {
      const text = kubeconfig({ exec });
      const refusal = await refusalOf(
        viaKubeconfig(text, { allowExec: ['aws', 'node'] }),
      );
      expect(refusal).toContain('allowExec');
      const allowed = await viaKubeconfig(text, {
        allowExec: [process.execPath],
      });
      expect(await allowed.headers()).toEqual({
        authorization: `Bearer ${SECRET}`,
      });
    });

    /** A program that counts its runs and prints what it was told. */
    async function countingExec(status: object) {
      const runs = join(folder, 'runs');
      const script = [
        `require('fs').appendFileSync(${JSON.stringify(runs)}, '.')`,
        `const told = JSON.parse(process.env.KUBERNETES_EXEC_INFO)`,
        `const status = { token: told.apiVersion + told.spec.interactive, ...${JSON.stringify(
          status,
        )} }`,
        `console.log(JSON.stringify({ ...told, status }))`,
      ].join(';');
      const text = kubeconfig({
        exec: {
          apiVersion: credential.apiVersion,
          command: process.execPath,
          args: ['-e', script],
        },
      });
      return { text, count: async () => (await readFile(runs, 'utf8')).length };
    }

    it('runs a program once for all requests, and tells it for what', async () => {
      let now = 0;
      const { text, count } = await countingExec({});
      const { headers } = await viaKubeconfig(text, {
        allowExec: [process.execPath],
        now: () => now,
      });
      const answers = await Promise.all([headers(), headers(), headers()]);
      expect(answers[2]).toEqual({
        authorization: `Bearer ${credential.apiVersion}false`,
      });
      now = 3_600_000;
      await headers();
      expect(await count()).toBe(1);
    });

    it('runs a program again shortly before what it gave ends', async () => {
      const end = Date.UTC(2026, 0, 1);
      let now = end - 3_600_000;
      const { text, count } = await countingExec({
        expirationTimestamp: new Date(end).toISOString(),
      });
      const { headers } = await viaKubeconfig(text, {
        allowExec: [process.execPath],
        now: () => now,
      });
      now = end - 120_001;
      await headers();
      expect(await count()).toBe(1);
      now = end - 120_000;
      await headers();
      expect(await count()).toBe(2);
    });

    it('takes a client certificate of a program', async () => {
      const { text } = await countingExec({
        token: null,
        clientCertificateData: 'CERT',
        clientKeyData: 'KEY',
      });
      const credentials = await viaKubeconfig(text, {
        allowExec: [process.execPath],
      });
      expect(credentials.tls()).toEqual({ cert: 'CERT', key: 'KEY' });
      expect(await credentials.headers()).toEqual({});
    });

    it.each([
      ['no JSON', SECRET],
      ['no credential', '{}'],
      ['neither token nor certificate', '{"status":{"token":""}}'],
    ])('refuses a program that prints %s', async (_, output) => {
      const args = ['-e', `console.log(${JSON.stringify(output)})`];
      const text = kubeconfig({ exec: { command: process.execPath, args } });
      const allowExec = [process.execPath];
      expect(await refusalOf(viaKubeconfig(text, { allowExec }))).toBe(
        "The log-in of the kubeconfig's context 'one' failed: The log-in program gave no credential",
      );
    });

    it('keeps what a failing program prints to itself', async () => {
      const args = ['-e', `console.error('${SECRET}'); process.exit(1)`];
      const text = kubeconfig({ exec: { ...exec, args } });
      const allowExec = [process.execPath];
      expect(await refusalOf(viaKubeconfig(text, { allowExec }))).toContain(
        'failed',
      );
    });

    it.each([
      ['that is no YAML', `a: [${SECRET}`, 'not a valid kubeconfig'],
      ['of another shape', '7', 'has no context'],
      ['without log-in', kubeconfig({}), 'no token, client certificate'],
      [
        'with an old auth provider',
        kubeconfig({
          'auth-provider': { name: 'gcp', config: { 'cmd-path': '/bin/sh' } },
        }),
        '"gcp" is not supported',
      ],
      [
        'with a program in an auth provider',
        kubeconfig({
          'auth-provider': { name: 'x', config: { exec: { command: 'sh' } } },
        }),
        '"x" is not supported',
      ],
      [
        'behind a proxy of another protocol',
        kubeconfig({ token: SECRET }, { 'proxy-url': `socks5://${SECRET}` }),
        "'proxy-url' must be the URL of an HTTP proxy",
      ],
      [
        'whose server is not allowed',
        kubeconfig({ token: SECRET }, { server: 'http://10.0.0.1' }),
        'plain http://',
      ],
    ])('refuses one %s', async (_, text, words) => {
      expect(await refusalOf(viaKubeconfig(text))).toContain(words);
    });

    it('refuses a context that is not there or not whole', async () => {
      const text = kubeconfig({ token: SECRET });
      for (const context of ['three', 'broken']) {
        expect(await refusalOf(viaKubeconfig(text, { context }))).toContain(
          `has no context "${context}"`,
        );
      }
    });

    it('names a file that is missing', async () => {
      const path = join(folder, 'none');
      const auth: ClusterAuth = {
        ...{ type: 'kubeconfig', path },
        ...{ context: null, allowExec: [] },
      };
      expect(await refusalOf(create(auth, { url: null }))).toBe(
        `The kubeconfig '${path}' cannot be read (ENOENT)`,
      );
    });
  });

  describe('in a cluster', () => {
    const mounted = 'var/run/secrets/kubernetes.io/serviceaccount';
    const names = ['KUBERNETES_SERVICE_HOST', 'KUBERNETES_SERVICE_PORT'];
    const before = names.map(name => process.env[name]);

    beforeEach(() => {
      process.env.KUBERNETES_SERVICE_HOST = 'fd00::1';
      process.env.KUBERNETES_SERVICE_PORT = '443';
    });

    afterEach(() => {
      names.forEach((name, index) => {
        if (before[index] === undefined) {
          delete process.env[name];
        } else {
          process.env[name] = before[index];
        }
      });
    });

    it("uses the pod's service account and follows its token", async () => {
      let now = 0;
      await write(`${mounted}/ca.crt`, 'CA');
      await write(`${mounted}/token`, 'one');
      const credentials = await create(
        { type: 'inCluster' },
        { url: null, now: () => now, inClusterRoot: folder },
      );
      expect(credentials.baseUrl).toBe('https://[fd00::1]');
      expect(credentials.tls()).toEqual({ ca: 'CA' });
      expect(await credentials.headers()).toEqual({
        authorization: 'Bearer one',
      });
      await write(`${mounted}/token`, 'two');
      now = 60_000;
      expect(await credentials.headers()).toEqual({
        authorization: 'Bearer two',
      });
    });

    it('says that it is not in a cluster, or has no account there', async () => {
      const auth = { type: 'inCluster' } as const;
      expect(
        await refusalOf(create(auth, { inClusterRoot: folder })),
      ).toContain('has no service account');
      expect(await refusalOf(create(auth, { env: {} }))).toContain('in a pod');
    });
  });
});
