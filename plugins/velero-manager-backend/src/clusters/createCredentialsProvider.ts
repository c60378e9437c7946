import { readFileSync } from 'node:fs';
import type { RequestOptions } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import { InputError } from '@backstage/errors';
import { KubeConfig, type User } from '@kubernetes/client-node';
import type { AmbientTokens } from './ambient';
import { parseApiServerUrl } from './parseApiServerUrl';
import { readKubeconfig } from './readKubeconfig';
import { TokenFile } from './TokenFile';
import type {
  AmbientAuth,
  ClusterAuth,
  ClusterCredentials,
  ClusterDefinition,
  ClusterTls,
} from './types';

/**
 * What the log-ins need from their surroundings.
 *
 * @internal
 */
export interface CredentialsOptions {
  /** Where tokens of clouds come from; without it, such log-ins are refused. */
  ambient?: AmbientTokens;
  now?: () => number;
  env?: NodeJS.ProcessEnv;
  /** Where the service account of a pod is mounted; default the root directory. */
  inClusterRoot?: string;
}

type Target = Pick<
  ClusterDefinition,
  'name' | 'url' | 'auth' | 'ca' | 'skipTLSVerify'
>;

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

function tlsOf({ ca, skipTLSVerify }: Target, more?: ClusterTls): ClusterTls {
  return {
    ...more,
    ...(ca !== null && { ca }),
    ...(skipTLSVerify && { rejectUnauthorized: false }),
  };
}

function requireUrl(url: string | null | undefined): string {
  const parsed = parseApiServerUrl(url ?? '');
  if (!parsed.ok) {
    throw new InputError(`The URL of the API server ${parsed.reason}`);
  }
  return parsed.value;
}

/** A log-in program that hangs must not hang the watch with it. */
async function withinAMinute(task: Promise<void>): Promise<void> {
  const timer = new AbortController();
  try {
    await Promise.race([
      task,
      pause(60_000, undefined, { signal: timer.signal }).then(() => {
        throw new Error('The log-in takes longer than a minute');
      }),
    ]);
  } finally {
    timer.abort();
  }
}

/**
 * The context that a log-in program is told (client-go
 * plugin/pkg/client/auth/exec): some refuse to run without. The library does
 * not tell it.
 */
function tellProgram(user: User): User {
  const { exec } = user;
  if (!exec) {
    return user;
  }
  const info = {
    apiVersion: exec.apiVersion,
    kind: 'ExecCredential',
    spec: { interactive: false },
  };
  const env = { name: 'KUBERNETES_EXEC_INFO', value: JSON.stringify(info) };
  return { ...user, exec: { ...exec, env: [...(exec.env ?? []), env] } };
}

/**
 * The log-in of the current context alone. The library insists on making an
 * agent, which we do not use, and refuses to make one for `http://localhost`.
 */
function detach(kubeconfig: KubeConfig): KubeConfig {
  const [cluster, user] = [
    kubeconfig.getCurrentCluster(),
    kubeconfig.getCurrentUser(),
  ];
  const login = new KubeConfig();
  if (cluster && user) {
    const server = 'https://unused.invalid';
    login.loadFromClusterAndUser({ ...cluster, server }, tellProgram(user));
  }
  return login;
}

async function fromKubeconfig(
  target: Target,
  options: CredentialsOptions & {
    auth: Extract<ClusterAuth, { type: 'kubeconfig' }>;
  },
): Promise<ClusterCredentials> {
  const { auth: wanted, env = process.env } = options;
  const kubeconfig = readKubeconfig({ ...wanted, env });
  const baseUrl = requireUrl(
    target.url ?? kubeconfig.getCurrentCluster()?.server,
  );
  const login = detach(kubeconfig);
  const apply = async () => {
    const applied: RequestOptions = { headers: {} };
    try {
      await withinAMinute(login.applyToHTTPSOptions(applied));
    } catch {
      // What a log-in program prints may be a secret.
      throw new InputError(
        `The log-in of the kubeconfig's context '${kubeconfig.getCurrentContext()}' failed`,
      );
    }
    return applied;
  };
  const { ca, cert, key, servername, rejectUnauthorized } = await apply();
  const tls = tlsOf(target, {
    ...(ca && { ca: String(ca) }),
    ...(cert && { cert: String(cert) }),
    ...(key && { key: String(key) }),
    ...(servername && { servername }),
    ...(rejectUnauthorized === false && { rejectUnauthorized }),
  });
  return {
    baseUrl,
    tls: () => tls,
    async headers() {
      const { headers, auth } = await apply();
      const basic = auth && Buffer.from(auth).toString('base64');
      return {
        ...Object.fromEntries(
          Object.entries(headers ?? {}).map(([header, value]) => [
            header.toLowerCase(),
            String(value),
          ]),
        ),
        ...(basic && { authorization: `Basic ${basic}` }),
      };
    },
  };
}

function fromPod(
  target: Target,
  options: CredentialsOptions,
): ClusterCredentials {
  const { env = process.env, now = Date.now, inClusterRoot } = options;
  if (!env.KUBERNETES_SERVICE_HOST || !env.KUBERNETES_SERVICE_PORT) {
    throw new InputError(
      "The log-in 'inCluster' works in a pod of that cluster only (KUBERNETES_SERVICE_HOST is not set)",
    );
  }
  const kubeconfig = new KubeConfig();
  kubeconfig.loadFromCluster(inClusterRoot);
  const cluster = kubeconfig.getCurrentCluster();
  const tokenPath = kubeconfig.getCurrentUser()?.authProvider.config.tokenFile;
  const token = TokenFile.create(tokenPath, { now });
  let ca: string;
  try {
    ca = readFileSync(cluster?.caFile ?? '', 'utf8');
  } catch {
    throw new InputError(
      `The pod has no service account: '${cluster?.caFile}' cannot be read`,
    );
  }
  const baseUrl = requireUrl(target.url ?? cluster?.server);
  return {
    baseUrl,
    tls: () => tlsOf(target, { ca }),
    headers: async () => bearer(await token.read()),
  };
}

/**
 * The server may have refused the token of before: whoever logs in anew gets
 * one that is younger than a minute. So a thousand clusters that begin together
 * share one, and a cluster that refuses us for good costs one a minute.
 */
const YOUNG_MS = 60_000;

function fromSurroundings(
  target: Target,
  options: CredentialsOptions & { auth: AmbientAuth },
): ClusterCredentials {
  const { ambient, auth, now = Date.now } = options;
  if (!ambient) {
    throw new InputError(`There are no ambient credentials for '${auth.type}'`);
  }
  const notBeforeMs = now() - YOUNG_MS;
  return {
    baseUrl: requireUrl(target.url),
    tls: () => tlsOf(target),
    headers: async () => bearer(await ambient.read(auth, { notBeforeMs })),
  };
}

/**
 * Prepares the log-in of a cluster. Files are read at this moment and again
 * when a new provider is created; token files whenever they change.
 *
 * @throws InputError without secrets, where the log-in cannot be prepared
 * @internal
 */
export async function createCredentialsProvider(
  target: Target,
  options: CredentialsOptions = {},
): Promise<ClusterCredentials> {
  const { auth } = target;
  switch (auth.type) {
    case 'kubeconfig':
      return fromKubeconfig(target, { ...options, auth });
    case 'inCluster':
      return fromPod(target, options);
    case 'aws':
    case 'azure':
    case 'googleServiceAccount':
      return fromSurroundings(target, { ...options, auth });
    case 'unsupported':
      throw new InputError(auth.reason);
    default:
  }
  const baseUrl = requireUrl(target.url);
  switch (auth.type) {
    case 'serviceAccountToken': {
      const headers = bearer(auth.token);
      return {
        baseUrl,
        tls: () => tlsOf(target),
        headers: async () => headers,
      };
    }
    case 'tokenFile': {
      const { now = Date.now } = options;
      const file = TokenFile.create(auth.path, { now });
      return {
        baseUrl,
        tls: () => tlsOf(target),
        headers: async () => bearer(await file.read()),
      };
    }
    case 'clientCertificate': {
      const tls = tlsOf(target, { cert: auth.certData, key: auth.keyData });
      return { baseUrl, tls: () => tls, headers: async () => ({}) };
    }
    default:
      return { baseUrl, tls: () => tlsOf(target), headers: async () => ({}) };
  }
}
