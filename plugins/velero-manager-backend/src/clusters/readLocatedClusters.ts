import type { Config } from '@backstage/config';
import type { JsonValue } from '@backstage/types';
import { type LocatedEntry, locatedEntrySchema } from './clusterConfigSchema';
import { parseApiServerUrl } from './parseApiServerUrl';
import { parseClusterName } from './parseClusterName';
import { type ReadContext, readCa } from './readCertificates';
import type { ClusterAuth, ClusterDefinition } from './types';

const METHODS = 'kubernetes.clusterLocatorMethods';
const AUTH_PROVIDER_KEY = 'kubernetes.io/auth-provider';

/** Why the backend alone cannot log in by these providers of the kubernetes plugin. */
const UNSUPPORTED_PROVIDERS: Record<string, string> = {
  google: "'google' logs in with the Google account of the person who looks",
  oidc: "'oidc' logs in with the token of the person who looks",
  aks: "'aks' logs in with the Microsoft account of the person who looks",
  microsoft: "'microsoft' needs the Entra ID log-in of the kubernetes plugin",
  aws: "'aws' needs ambient AWS credentials, which are not supported yet",
  azure: "'azure' needs ambient Azure credentials, which are not supported yet",
  googleServiceAccount:
    "'googleServiceAccount' needs Google service account credentials, which are not supported yet",
};
const REMEDY =
  "give the cluster a log-in of its own: an entry of the same name with 'auth' in veleroManager.clusters";

/**
 * A cluster of the kubernetes plugin. `url` is what its entry says, also where
 * the log-in goes by another one: an entry of ours may bring a log-in for it.
 *
 * @internal
 */
export interface LocatedCluster {
  definition: ClusterDefinition;
  url: string | null;
}

function unsupported(why: string): ClusterAuth {
  return { type: 'unsupported', reason: `${why}; ${REMEDY}` };
}

function metadataText(entry: LocatedEntry, key: string): string | undefined {
  const value = entry.authMetadata?.[key];
  return typeof value === 'string' && value ? value : undefined;
}

function readAuth(entry: LocatedEntry, provider: string): ClusterAuth {
  const token =
    metadataText(entry, 'serviceAccountToken') ?? entry.serviceAccountToken;
  if (provider === 'serviceAccount') {
    return token
      ? { type: 'serviceAccountToken', token: token.trim() }
      : { type: 'inCluster' };
  }
  if (provider === 'localKubectlProxy') {
    return { type: 'anonymous' };
  }
  return unsupported(
    UNSUPPORTED_PROVIDERS[provider] ??
      'its auth provider is not one that we know',
  );
}

function readLocated(
  value: JsonValue,
  place: string,
  context: ReadContext,
): LocatedCluster | undefined {
  const { problems, notes } = context;
  const entry = problems.parse(locatedEntrySchema, value, place);
  if (!entry) {
    return undefined;
  }
  const provider = metadataText(entry, AUTH_PROVIDER_KEY) ?? entry.authProvider;
  if (!provider) {
    problems.add(`${place}.authProvider`, 'is missing');
    return undefined;
  }
  const name = parseClusterName(entry.name);
  if (!name.ok) {
    notes.push({
      place: `${place}.name`,
      message: `This cluster is left out: ${name.reason}.`,
    });
    return undefined;
  }

  const url = parseApiServerUrl(entry.url);
  const auth = url.ok
    ? readAuth(entry, provider)
    : unsupported(`its url ${url.reason}`);
  if (auth.type === 'inCluster') {
    notes.push({
      place,
      message: `Cluster '${name.value}' has no serviceAccountToken: as in the kubernetes plugin, the service account of the portal's own pod is used with the cluster that the portal runs in, whatever 'url' says.`,
    });
  }
  return {
    url: url.ok ? url.value : null,
    definition: {
      name: name.value,
      title: entry.title || null,
      environment: null,
      definedAt: place,
      url: url.ok && auth.type !== 'inCluster' ? url.value : null,
      auth,
      ca: readCa(entry, place, context),
      skipTLSVerify: entry.skipTLSVerify ?? false,
      veleroNamespaces: null,
      argocd: { names: [name.value], servers: url.ok ? [url.value] : [] },
    },
  };
}

/**
 * Reads the clusters that the kubernetes plugin is configured with, from its
 * locator methods of type `config`. Other methods ask elsewhere at run time;
 * they are noted, as are clusters that the kubernetes plugin accepts and we
 * cannot watch: its configuration must not stop the portal on our account.
 * What the kubernetes plugin would refuse too is a problem.
 *
 * @internal
 */
export function readLocatedClusters(
  config: Config,
  context: ReadContext,
): LocatedCluster[] {
  const methods = config.getOptionalConfigArray(METHODS) ?? [];
  return methods.flatMap((method, index) => {
    const place = `${METHODS}[${index}]`;
    const type = method.getOptional('type');
    if (type !== 'config') {
      context.notes.push({
        place,
        message: `Clusters found by this method are not watched: only methods of type 'config' are read. Name the clusters in veleroManager.clusters.`,
      });
      return [];
    }
    const clusters = method.getOptional<JsonValue>('clusters');
    if (!Array.isArray(clusters)) {
      context.problems.add(`${place}.clusters`, 'must be a list');
      return [];
    }
    return clusters.flatMap(
      (value, entry) =>
        readLocated(value, `${place}.clusters[${entry}]`, context) ?? [],
    );
  });
}
