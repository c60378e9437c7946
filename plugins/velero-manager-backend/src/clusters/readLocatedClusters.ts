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
  microsoft:
    "'microsoft' logs in with an application of the portal's sign-in, which is not used for this",
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

function readAws(entry: LocatedEntry): ClusterAuth {
  const metadata = (key: string) => metadataText(entry, `kubernetes.io/${key}`);
  return {
    type: 'aws',
    clusterName: metadata('x-k8s-aws-id') ?? entry.name,
    region: null,
    assumeRole: metadata('aws-assume-role') ?? (entry.assumeRole || null),
    externalId: metadata('aws-external-id') ?? (entry.externalId || null),
  };
}

function readAuth(entry: LocatedEntry, provider: string): ClusterAuth {
  const token =
    metadataText(entry, 'serviceAccountToken') ?? entry.serviceAccountToken;
  switch (provider) {
    case 'serviceAccount':
      return token
        ? { type: 'serviceAccountToken', token: token.trim() }
        : { type: 'inCluster' };
    case 'localKubectlProxy':
      return { type: 'anonymous' };
    case 'aws':
      return readAws(entry);
    case 'azure':
    case 'googleServiceAccount':
      return { type: provider };
    default:
  }
  const why = Object.hasOwn(UNSUPPORTED_PROVIDERS, provider)
    ? UNSUPPORTED_PROVIDERS[provider]
    : 'its auth provider is not one that we know';
  return unsupported(why);
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
      // With both, that plugin takes the file.
      ca: readCa(
        { ...entry, ...(entry.caFile && { caData: undefined }) },
        place,
        context,
      ),
      skipTLSVerify: entry.skipTLSVerify ?? false,
      veleroNamespaces: null,
      argocd: { names: [name.value], servers: url.ok ? [url.value] : [] },
    },
  };
}

/** What `kubectl proxy` serves by default, as the kubernetes plugin names it. */
function localProxy(place: string): LocatedCluster {
  const url = 'http://localhost:8001';
  return {
    url,
    definition: {
      name: 'local',
      title: null,
      environment: null,
      definedAt: place,
      url,
      auth: { type: 'anonymous' },
      ca: null,
      skipTLSVerify: false,
      veleroNamespaces: null,
      argocd: { names: ['local'], servers: [url] },
    },
  };
}

function readMethod(
  method: Config,
  place: string,
  context: ReadContext,
): LocatedCluster[] {
  const { notes, problems } = context;
  switch (method.getOptional('type')) {
    case 'config': {
      const clusters = method.getOptional<JsonValue>('clusters');
      if (!Array.isArray(clusters)) {
        problems.add(`${place}.clusters`, 'must be a list');
        return [];
      }
      return clusters.flatMap(
        (value, entry) =>
          readLocated(value, `${place}.clusters[${entry}]`, context) ?? [],
      );
    }
    case 'localKubectlProxy':
      return [localProxy(place)];
    case 'catalog':
      return []; // read at run time, see `readCatalogTrust`
    case 'gke':
      notes.push({
        place,
        message:
          "Clusters found by this method are not watched: credentials of a cloud go only to clusters whose url stands in app-config. Name them in veleroManager.clusters with 'auth: { type: googleServiceAccount }'.",
      });
      return [];
    default:
      notes.push({
        place,
        message:
          "Clusters found by this method are not watched: only methods of type 'config', 'catalog' and 'localKubectlProxy' are read. Name the clusters in veleroManager.clusters.",
      });
      return [];
  }
}

/**
 * Reads the clusters that the kubernetes plugin is configured with, from its
 * locator methods. What cannot be read is noted, as are clusters that the
 * kubernetes plugin accepts and we cannot watch: its configuration must not
 * stop the portal on our account. What the kubernetes plugin would refuse too
 * is a problem.
 *
 * @internal
 */
export function readLocatedClusters(
  config: Config,
  context: ReadContext,
): LocatedCluster[] {
  const methods = config.getOptionalConfigArray(METHODS) ?? [];
  return methods.flatMap((method, index) =>
    readMethod(method, `${METHODS}[${index}]`, context),
  );
}
