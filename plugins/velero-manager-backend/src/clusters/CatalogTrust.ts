import type { Config } from '@backstage/config';
import { catalogTrustSchema } from './clusterConfigSchema';
import type { ReadContext } from './readCertificates';

const TRUST = 'veleroManager.catalogClusters';
const METHODS = 'kubernetes.clusterLocatorMethods';

/**
 * Which clusters the catalog may name. An entity is whatever somebody wrote
 * into a repository, so it decides neither whom we speak to nor what we say.
 *
 * @internal
 */
export interface CatalogTrust {
  /** Hosts, or `*.` before what they have in common. */
  allowedHosts: string[];
  /** Locations, or folders of them, that may define clusters. */
  allowedLocations: string[];
}

/**
 * Reads whether the catalog names clusters: only where the kubernetes plugin
 * asks it, and the operator has said what to trust.
 *
 * @internal
 */
export function readCatalogTrust(
  config: Config,
  { problems, notes }: ReadContext,
): CatalogTrust | null {
  const methods = config.getOptionalConfigArray(METHODS) ?? [];
  const index = methods.findIndex(
    method => method.getOptional('type') === 'catalog',
  );
  const value = config.getOptional(TRUST);
  if (value === undefined) {
    if (index >= 0) {
      notes.push({
        place: `${METHODS}[${index}]`,
        message: `Clusters that the catalog names are not watched, as nothing says which of them to trust: give their hosts and locations in '${TRUST}', or name the clusters in veleroManager.clusters.`,
      });
    }
    return null;
  }
  const trust = problems.parse(catalogTrustSchema, value, TRUST);
  if (index < 0) {
    notes.push({
      place: TRUST,
      message: `This has no effect: ${METHODS} has no method of type 'catalog'.`,
    });
    return null;
  }
  return trust ?? null;
}
