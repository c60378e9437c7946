import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';

/**
 * The entity refs through which the signed-in user owns things; `null` until
 * they are known, empty for somebody who owns nothing.
 *
 * @internal
 */
export function useOwnership(): string[] | null {
  const identity = useApi(identityApiRef);
  const [refs, setRefs] = useState<string[] | null>(null);
  useEffect(() => {
    let isOpen = true;
    identity
      .getBackstageIdentity()
      .then(({ ownershipEntityRefs }) => isOpen && setRefs(ownershipEntityRefs))
      .catch(() => isOpen && setRefs([]));
    return () => {
      isOpen = false;
    };
  }, [identity]);
  return refs;
}
