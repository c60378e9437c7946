import type { JsonValue } from '@backstage/types';
import {
  annotateCluster,
  type ClusterAnnotation,
  readAnnotation,
} from './ClusterAnnotation';
import { type ClusterEntry, clusterEntrySchema } from './clusterConfigSchema';
import { isAmbientAuth } from './isAmbientAuth';
import { parseApiServerUrl } from './parseApiServerUrl';
import { parseClusterName } from './parseClusterName';
import { readAuth } from './readAuth';
import { readCa, type ReadContext } from './readCertificates';
import type { LocatedCluster } from './readLocatedClusters';
import type { ClusterDefinition } from './types';

/** Clusters of the kubernetes plugin by name. @internal */
export type Located = Map<string, LocatedCluster>;

/** What an entry is read beside. */
interface EntryOptions {
  located: Located;
  /**
   * Takes entries for clusters of the catalog, by name. Without it, an entry
   * must define a cluster or annotate a located one.
   */
  catalog?: Map<string, ClusterAnnotation>;
  context: ReadContext;
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
  const auth = readAuth(entry, `${place}.auth`, context);
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
    ...(entry.proxyUrl && { proxyUrl: entry.proxyUrl }),
    veleroNamespaces: entry.veleroNamespaces ?? null,
    argocd: {
      names: entry.argocd?.names ?? [entry.name],
      servers: entry.argocd?.servers ?? servers,
    },
  };
}

function annotate(
  located: LocatedCluster,
  annotation: ClusterAnnotation,
  context: ReadContext,
): ClusterDefinition {
  const { definition, url } = located;
  const { auth, place } = annotation;
  if (auth && url === null) {
    context.problems.add(
      place,
      `brings a log-in for '${definition.name}', but the url at '${definition.definedAt}' cannot be used; give a 'url' and another name`,
    );
  }
  return {
    ...annotateCluster(definition, annotation),
    url: auth ? url : definition.url,
  };
}

/** Keeps an entry for a cluster that the catalog may name, now or later. */
function keepForCatalog(
  annotation: ClusterAnnotation,
  { name, catalog, context }: EntryOptions & { name: string },
): void {
  const { auth, place } = annotation;
  const other = catalog?.get(name);
  if (other) {
    context.problems.add(
      place,
      `names the cluster '${name}' a second time; the first is at '${other.place}'`,
    );
    return;
  }
  if (auth && isAmbientAuth(auth)) {
    context.problems.add(
      `${place}.auth`,
      `brings the log-in '${auth.type}', whose credentials are worth more than one cluster and go only to a 'url' in app-config, not to one that the catalog gives`,
    );
  }
  catalog?.set(name, annotation);
}

/**
 * Reads one entry of `veleroManager.clusters`: the cluster it defines, or the
 * located cluster it annotates.
 *
 * @returns `undefined` where it is for a cluster of the catalog, or a problem
 * was noted
 * @internal
 */
export function readClusterEntry(
  value: JsonValue,
  place: string,
  options: EntryOptions,
): ClusterDefinition | undefined {
  const { located, catalog, context } = options;
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
  if (!other && !catalog) {
    problems.add(
      place,
      `has no 'url' and so annotates the cluster '${name.value}', but there is no such cluster in kubernetes.clusterLocatorMethods of type 'config'`,
    );
    return undefined;
  }
  const annotation = readAnnotation(entry, place, context);
  if (other) {
    return annotate(other, annotation, context);
  }
  keepForCatalog(annotation, { ...options, name: name.value });
  return undefined;
}
