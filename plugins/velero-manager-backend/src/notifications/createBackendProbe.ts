import type { DiscoveryService } from '@backstage/backend-plugin-api';

/** An answer that takes longer is no answer. */
const TIMEOUT_MS = 10_000;

/**
 * Makes a function that finds out whether the portal has the notifications
 * backend. Nothing but an answer of its own tells: the service that sends can
 * be made in any portal.
 *
 * @remarks
 * It sends nothing in the name of nobody, which the backend refuses (401, 400).
 * A `GET` would not do: where there is no such backend, the frontend's own
 * answers every address with its page.
 *
 * @internal
 */
export function createBackendProbe(
  discovery: DiscoveryService,
): (signal: AbortSignal) => Promise<boolean> {
  return async signal => {
    const { status } = await fetch(
      await discovery.getBaseUrl('notifications'),
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      },
    );
    return status !== 404 && status !== 405;
  };
}
