import type { JsonValue } from '@backstage/types';
import { type ClusterEntry, clusterEntrySchema } from './clusterConfigSchema';
import { parseApiServerUrl } from './parseApiServerUrl';
import { parseClusterName } from './parseClusterName';
import { whyNotCertificate, whyNotKeyPair } from './parsePem';
import { readCa, type ReadContext, readPem } from './readCertificates';
import type { LocatedCluster } from './readLocatedClusters';
import type { ClusterAuth, ClusterDefinition } from './types';

/** Clusters of the kubernetes plugin by name. @internal */
export type Located = Map<string, LocatedCluster>;

function readClientCertificate(
  auth: Extract<ClusterEntry['auth'], { type: 'clientCertificate' }>,
  place: string,
  context: ReadContext,
): ClusterAuth | undefined {
  const { problems } = context;
  const pems = (['cert', 'key'] as const).map(part => {
    const dataKey = `${part}Data` as const;
    const fileKey = `${part}File` as const;
    const [data, file] = [auth[dataKey], auth[fileKey]];
    if (!data && !file) {
      problems.add(place, `needs '${dataKey}' or '${fileKey}'`);
    }
    return readPem({ data, file, dataKey, fileKey }, place, context);
  });
  const [certData, keyData] = pems;
  if (certData === null || keyData === null) {
    return undefined;
  }
  const fault = whyNotCertificate(certData) ?? whyNotKeyPair(certData, keyData);
  if (fault) {
    problems.add(place, fault);
    return undefined;
  }
  return { type: 'clientCertificate', certData, keyData };
}

function readAuth(
  auth: ClusterEntry['auth'],
  place: string,
  context: ReadContext,
): ClusterAuth | undefined {
  switch (auth?.type) {
    case 'clientCertificate':
      return readClientCertificate(auth, place, context);
    case 'kubeconfig':
      return {
        type: 'kubeconfig',
        path: auth.path ?? null,
        context: auth.context ?? null,
      };
    default:
      return auth;
  }
}

/** An entry defines a cluster by its `url`, or by a log-in that brings one. */
function definesCluster(entry: ClusterEntry): boolean {
  return (
    entry.url !== undefined ||
    entry.auth?.type === 'kubeconfig' ||
    entry.auth?.type === 'inCluster'
  );
}

function define(
  entry: ClusterEntry,
  place: string,
  context: ReadContext,
): ClusterDefinition | undefined {
  const { problems } = context;
  const url = entry.url === undefined ? null : parseApiServerUrl(entry.url);
  if (url?.ok === false) {
    problems.add(`${place}.url`, url.reason);
  }
  if (!entry.auth) {
    problems.add(`${place}.auth`, 'is missing');
  }
  const auth = readAuth(entry.auth, `${place}.auth`, context);
  const ca = readCa(entry, place, context);
  if (url?.ok === false || !auth) {
    return undefined;
  }
  const servers = url ? [url.value] : [];
  return {
    name: entry.name,
    title: entry.title ?? null,
    environment: entry.environment ?? null,
    definedAt: place,
    url: url?.value ?? null,
    auth,
    ca,
    skipTLSVerify: entry.skipTLSVerify ?? false,
    veleroNamespaces: entry.veleroNamespaces ?? null,
    argocd: {
      names: entry.argocd?.names ?? [entry.name],
      servers: entry.argocd?.servers ?? servers,
    },
  };
}

function annotate(
  located: LocatedCluster,
  entry: ClusterEntry,
  options: { place: string; context: ReadContext },
): ClusterDefinition {
  const { place, context } = options;
  const { definition } = located;
  const auth = readAuth(entry.auth, `${place}.auth`, context);
  if (auth && located.url === null) {
    context.problems.add(
      place,
      `brings a log-in for '${entry.name}', but the url at '${definition.definedAt}' cannot be used; give a 'url' and another name`,
    );
  }
  return {
    ...definition,
    title: entry.title ?? definition.title,
    environment: entry.environment ?? null,
    definedAt: `${definition.definedAt}, annotated by ${place}`,
    url: auth ? located.url : definition.url,
    auth: auth ?? definition.auth,
    ca: readCa(entry, place, context) ?? definition.ca,
    skipTLSVerify: entry.skipTLSVerify ?? definition.skipTLSVerify,
    veleroNamespaces: entry.veleroNamespaces ?? null,
    argocd: { ...definition.argocd, ...entry.argocd },
  };
}

/**
 * Reads one entry of `veleroManager.clusters`: the cluster it defines, or the
 * located cluster it annotates.
 *
 * @returns `undefined` where a problem was noted
 * @internal
 */
export function readClusterEntry(
  value: JsonValue,
  place: string,
  options: { located: Located; context: ReadContext },
): ClusterDefinition | undefined {
  const { located, context } = options;
  const { problems } = context;
  const entry = problems.parse(clusterEntrySchema, value, place);
  if (!entry) {
    return undefined;
  }
  const name = parseClusterName(entry.name);
  if (!name.ok) {
    problems.add(`${place}.name`, name.reason);
    return undefined;
  }
  const other = located.get(name.value);
  if (definesCluster(entry)) {
    if (other) {
      problems.add(
        place,
        `defines the cluster '${name.value}', which is defined at '${other.definition.definedAt}' already; leave out 'url' to annotate that one, or choose another name`,
      );
    }
    return define(entry, place, context);
  }
  if (!other) {
    problems.add(
      place,
      `has no 'url' and so annotates the cluster '${name.value}', but there is no such cluster in kubernetes.clusterLocatorMethods of type 'config'`,
    );
    return undefined;
  }
  return annotate(other, entry, { place, context });
}
