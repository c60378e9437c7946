import type { ClusterEntry } from './clusterConfigSchema';
import { readAuth } from './readAuth';
import { readCa, type ReadContext } from './readCertificates';
import type { ClusterAuth, ClusterDefinition } from './types';

/**
 * What an entry of `veleroManager.clusters` without `url` says of a cluster
 * that something else defines; `null` leaves that as it is.
 *
 * @internal
 */
export interface ClusterAnnotation {
  /** The config path of the entry. */
  place: string;
  title: string | null;
  environment: string | null;
  auth: ClusterAuth | null;
  ca: string | null;
  skipTLSVerify: boolean | null;
  proxyUrl?: string;
  veleroNamespaces: string[] | null;
  argocd: Partial<ClusterDefinition['argocd']>;
}

/**
 * Reads an entry without `url`.
 *
 * @internal
 */
export function readAnnotation(
  entry: ClusterEntry,
  place: string,
  context: ReadContext,
): ClusterAnnotation {
  return {
    place,
    title: entry.title ?? null,
    environment: entry.environment ?? null,
    auth: readAuth(entry, `${place}.auth`, context) ?? null,
    ca: readCa(entry, place, context),
    skipTLSVerify: entry.skipTLSVerify ?? null,
    ...(entry.proxyUrl && { proxyUrl: entry.proxyUrl }),
    veleroNamespaces: entry.veleroNamespaces ?? null,
    argocd: entry.argocd ?? {},
  };
}

/**
 * A located cluster with what app-config says of it.
 *
 * @internal
 */
export function annotateCluster(
  cluster: ClusterDefinition,
  annotation: ClusterAnnotation,
): ClusterDefinition {
  return {
    ...cluster,
    title: annotation.title ?? cluster.title,
    environment: annotation.environment ?? cluster.environment,
    definedAt: `${cluster.definedAt}, annotated by ${annotation.place}`,
    auth: annotation.auth ?? cluster.auth,
    ca: annotation.ca ?? cluster.ca,
    skipTLSVerify: annotation.skipTLSVerify ?? cluster.skipTLSVerify,
    ...(annotation.proxyUrl && { proxyUrl: annotation.proxyUrl }),
    veleroNamespaces: annotation.veleroNamespaces ?? cluster.veleroNamespaces,
    argocd: { ...cluster.argocd, ...annotation.argocd },
  };
}
