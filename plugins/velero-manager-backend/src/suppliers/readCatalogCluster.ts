import {
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  annotateCluster,
  type CatalogTrust,
  type ClusterAnnotation,
  type ClusterDefinition,
  quoteShort,
} from '../clusters';
import { parseApiServerUrl } from '../clusters/parseApiServerUrl';
import { parseClusterName } from '../clusters/parseClusterName';
import { decodePem, whyNotCertificate } from '../clusters/parsePem';
import { isAllowedHost } from './isAllowedHost';
import { isAllowedLocation } from './isAllowedLocation';

// Names of the kubernetes plugin (plugins/kubernetes-common catalog-entity-constants.ts).
const API_SERVER = 'kubernetes.io/api-server';
const API_SERVER_CA = 'kubernetes.io/api-server-certificate-authority';

const TRUST = 'veleroManager.catalogClusters';
const MAX_TITLE_LENGTH = 200;

/** What it takes to read a cluster of the catalog. @internal */
export interface CatalogRules {
  catalog: CatalogTrust;
  annotations: Map<string, ClusterAnnotation>;
  defaultEnvironment(name: string): string | null;
}

/** A cluster that an entity defines, or why it does not. @internal */
export type CatalogCluster =
  | { ok: true; value: ClusterDefinition }
  | { ok: false; reason: string };

function refuse(reason: string): { ok: false; reason: string } {
  return { ok: false, reason };
}

function readUrl(
  value: string | undefined,
  { allowedHosts }: CatalogTrust,
): { ok: true; value: string } | { ok: false; reason: string } {
  if (!value) {
    return refuse(`it has no annotation '${API_SERVER}'`);
  }
  const url = parseApiServerUrl(value);
  if (!url.ok) {
    return refuse(`its '${API_SERVER}' ${url.reason}`);
  }
  const { protocol, hostname } = new URL(url.value);
  if (protocol !== 'https:') {
    return refuse(`its '${API_SERVER}' must begin with https://`);
  }
  return isAllowedHost(hostname, allowedHosts)
    ? url
    : refuse(
        `its host ${quoteShort(
          hostname,
        )} is not one of '${TRUST}.allowedHosts'`,
      );
}

function readTitle({ metadata }: Entity): string | null {
  const { title } = metadata;
  const isFit =
    title && title.length <= MAX_TITLE_LENGTH && !/[\p{Cc}\p{Cf}]/u.test(title);
  return isFit ? title : null;
}

/**
 * Reads a `Resource` of type `kubernetes-cluster`. The entity says where the
 * cluster is, within what the operator allows, and which authority vouches for
 * it. It brings no log-in and switches off no check: those are in app-config.
 *
 * @internal
 */
export function readCatalogCluster(
  entity: Entity,
  rules: CatalogRules,
): CatalogCluster {
  const { annotations: texts = {} } = entity.metadata;
  const origin = texts[ANNOTATION_ORIGIN_LOCATION];
  if (!isAllowedLocation(origin, rules.catalog.allowedLocations)) {
    return refuse(
      `it comes from ${quoteShort(
        origin ?? 'nowhere',
      )}, which is not one of '${TRUST}.allowedLocations'`,
    );
  }
  const name = parseClusterName(entity.metadata.name);
  if (!name.ok) {
    return name;
  }
  const url = readUrl(texts[API_SERVER], rules.catalog);
  if (!url.ok) {
    return url;
  }
  const ca = texts[API_SERVER_CA] ? decodePem(texts[API_SERVER_CA]) : null;
  const fault = ca === null ? undefined : whyNotCertificate(ca);
  if (fault) {
    return refuse(`its '${API_SERVER_CA}' ${fault}`);
  }
  const cluster: ClusterDefinition = {
    name: name.value,
    title: readTitle(entity),
    environment: rules.defaultEnvironment(name.value),
    definedAt: stringifyEntityRef(entity),
    url: url.value,
    auth: {
      type: 'unsupported',
      reason:
        "the catalog gives no log-in: give one by an entry of the same name with 'auth' and without 'url' in veleroManager.clusters",
    },
    ca,
    skipTLSVerify: false,
    veleroNamespaces: null,
    argocd: { names: [name.value], servers: [url.value] },
  };
  const annotation = rules.annotations.get(name.value);
  return {
    ok: true,
    value: annotation ? annotateCluster(cluster, annotation) : cluster,
  };
}
