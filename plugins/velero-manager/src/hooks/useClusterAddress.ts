import { useRouteRef } from '@backstage/core-plugin-api';
import { clusterRouteRef } from '../routes';

/**
 * Tells the address of a cluster's page; null where the portal does not mount
 * that page, which is up to portals on the old frontend system.
 *
 * @internal
 */
export function useClusterAddress(): ((name: string) => string) | null {
  try {
    const route = useRouteRef(clusterRouteRef);
    return name => route({ name });
  } catch {
    return null; // it throws last, so the order of hooks stays the same
  }
}
