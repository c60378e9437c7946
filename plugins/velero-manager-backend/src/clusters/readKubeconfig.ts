import { readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { InputError } from '@backstage/errors';
import { findHomeDir, KubeConfig, type User } from '@kubernetes/client-node';
import { parseProxyUrl } from './findProxy';
import { quoteShort } from './quoteShort';

function defaultPaths(env: NodeJS.ProcessEnv): string[] {
  if (env.KUBECONFIG) {
    return env.KUBECONFIG.split(delimiter).filter(Boolean);
  }
  const home = findHomeDir();
  return home ? [join(home, '.kube', 'config')] : [];
}

function loadFile(path: string): KubeConfig {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InputError(
      `The kubeconfig '${path}' cannot be read (${code ?? 'unknown'})`,
    );
  }
  const kubeconfig = new KubeConfig();
  try {
    kubeconfig.loadFromString(text);
  } catch {
    // The parser's message quotes the file, which holds secrets.
    throw new InputError(`The file '${path}' is not a valid kubeconfig`);
  }
  kubeconfig.makePathsAbsolute(dirname(path));
  return kubeconfig;
}

function whyNotUsable(user: User, allowExec: string[]): string | undefined {
  if (user.exec || user.authProvider?.name === 'exec') {
    const command = String(
      user.exec?.command ?? user.authProvider?.config?.exec?.command ?? '',
    );
    return allowExec.includes(command)
      ? undefined
      : `it logs in by running ${quoteShort(
          command,
        )}, which 'veleroManager.allowExec' does not name`;
  }
  if (user.authProvider) {
    return `its auth provider ${quoteShort(
      String(user.authProvider.name),
    )} is not supported; use a token, a client certificate or an exec plug-in`;
  }
  const hasLogin =
    user.token ||
    user.username ||
    ((user.certData || user.certFile) && (user.keyData || user.keyFile));
  return hasLogin
    ? undefined
    : 'it has no token, client certificate, password or exec plug-in';
}

/**
 * Loads a kubeconfig (`path`, or as kubectl finds it: `KUBECONFIG`, then
 * `~/.kube/config`) and selects a context (`context`, or the current one).
 * Programs are run only where `allowExec` names their command.
 *
 * @throws InputError without secrets, where the file or the context is not
 * usable
 * @internal
 */
export function readKubeconfig(options: {
  path: string | null;
  context: string | null;
  allowExec: string[];
  env: NodeJS.ProcessEnv;
}): KubeConfig {
  const paths = options.path ? [options.path] : defaultPaths(options.env);
  const [first, ...others] = paths.map(loadFile);
  if (!first) {
    throw new InputError(
      'There is no kubeconfig: neither KUBECONFIG nor a home directory is set',
    );
  }
  others.forEach(other => first.mergeConfig(other, true));
  if (options.context) {
    first.setCurrentContext(options.context);
  }
  const context = quoteShort(first.getCurrentContext() ?? '');
  const user = first.getCurrentUser();
  const cluster = first.getCurrentCluster();
  if (!user || !cluster) {
    throw new InputError(
      `The kubeconfig '${paths.join(
        delimiter,
      )}' has no context ${context} with a cluster and a user`,
    );
  }
  const proxy = cluster.proxyUrl ? parseProxyUrl(cluster.proxyUrl) : null;
  const fault =
    proxy?.ok === false
      ? `its 'proxy-url' ${proxy.reason}`
      : whyNotUsable(user, options.allowExec);
  if (fault) {
    throw new InputError(
      `The context ${context} of the kubeconfig '${paths.join(
        delimiter,
      )}' cannot be used: ${fault}`,
    );
  }
  return first;
}
