import { readFileSync } from 'node:fs';
import { InputError } from '@backstage/errors';
import { KubeConfig } from '@kubernetes/client-node';
import type { AmbientTokens } from './ambient';
import { findProxy, parseProxyUrl } from './findProxy';
import { KubeconfigLogin } from './KubeconfigLogin';
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
  'name' | 'url' | 'auth' | 'ca' | 'skipTLSVerify' | 'proxyUrl'
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

function requireProxy(proxy: string | null): string | null {
  const parsed = proxy === null ? null : parseProxyUrl(proxy);
  if (parsed?.ok === false) {
    throw new InputError(`The URL of the proxy ${parsed.reason}`);
  }
  return parsed?.value ?? null;
}

type Reach = Pick<ClusterCredentials, 'baseUrl' | 'proxyUrl' | 'tls'>;

/** Where a cluster is, and the way to it. What its definition says counts most. */
function reach(
  target: Target,
  options: CredentialsOptions & {
    /** What the log-in brings. */
    login?: { server?: string; tls?: ClusterTls; proxyUrl?: string };
  },
): Reach {
  const { login = {}, env = process.env } = options;
  const baseUrl = requireUrl(target.url ?? login.server);
  const tls = tlsOf(target, login.tls);
  const proxyUrl = requireProxy(
    target.proxyUrl ?? login.proxyUrl ?? findProxy(baseUrl, env),
  );
  return { baseUrl, proxyUrl, tls: () => tls };
}

async function fromKubeconfig(
  target: Target,
  options: CredentialsOptions & {
    auth: Extract<ClusterAuth, { type: 'kubeconfig' }>;
  },
): Promise<ClusterCredentials> {
  const { auth: wanted, env = process.env, now = Date.now } = options;
  const kubeconfig = readKubeconfig({ ...wanted, env });
  const cluster = kubeconfig.getCurrentCluster();
  const login = KubeconfigLogin.create(kubeconfig, { now });
  const { ca, cert, key, servername, rejectUnauthorized } = await login.apply();
  const tls: ClusterTls = {
    ...(ca && { ca: String(ca) }),
    ...(cert && { cert: String(cert) }),
    ...(key && { key: String(key) }),
    ...(servername && { servername }),
    ...(rejectUnauthorized === false && { rejectUnauthorized }),
  };
  return {
    ...reach(target, {
      ...options,
      login: { server: cluster?.server, proxyUrl: cluster?.proxyUrl, tls },
    }),
    async headers() {
      const { headers, auth } = await login.apply();
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
  return {
    ...reach(target, {
      login: { server: cluster?.server, tls: { ca } },
      env: {}, // a proxy of the environment is for what is outside
    }),
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
    ...reach(target, options),
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
    case 'serviceAccountToken': {
      const headers = bearer(auth.token);
      return { ...reach(target, options), headers: async () => headers };
    }
    case 'tokenFile': {
      const { now = Date.now } = options;
      const file = TokenFile.create(auth.path, { now });
      return {
        ...reach(target, options),
        headers: async () => bearer(await file.read()),
      };
    }
    case 'clientCertificate': {
      const tls = { cert: auth.certData, key: auth.keyData };
      return {
        ...reach(target, { ...options, login: { tls } }),
        headers: async () => ({}),
      };
    }
    default:
      return { ...reach(target, options), headers: async () => ({}) };
  }
}
