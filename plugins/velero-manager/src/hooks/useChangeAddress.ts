import { useRouteRef } from '@backstage/core-plugin-api';
import { changeRouteRef } from '../routes';

/**
 * Tells the address of a change's page; null where the portal does not mount
 * that page, which is up to portals on the old frontend system.
 *
 * @internal
 */
export function useChangeAddress(): ((id: string) => string) | null {
  try {
    const route = useRouteRef(changeRouteRef);
    return id => route({ id });
  } catch {
    return null; // it throws last, so the order of hooks stays the same
  }
}
