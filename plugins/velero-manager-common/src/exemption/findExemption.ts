import { Exemption } from './Exemption';

/**
 * The exemption that holds for something, or `null`. `isPast` says whether a
 * moment is over. Of several the one that lasts longest.
 *
 * @param place.claim - a PersistentVolumeClaim, or `null` for all else in the namespace
 * @internal
 */
export function findExemption(
  exemptions: readonly Exemption[],
  place: {
    environment: string | null;
    cluster: string;
    namespace: string;
    claim: string | null;
  },
  isPast: (moment: Date) => boolean,
): Exemption | null {
  return (
    exemptions
      .filter(exemption => matches(exemption, place))
      .filter(
        ({ expiresAt }) => expiresAt === null || !isPast(new Date(expiresAt)),
      )
      .sort(longestFirst)[0] ?? null
  );
}

function matches(
  exemption: Exemption,
  place: Parameters<typeof findExemption>[1],
): boolean {
  const { environment, cluster, namespace, claims } = exemption;
  return (
    (environment === null || environment === place.environment) &&
    (cluster === null || cluster === place.cluster) &&
    namespace === place.namespace &&
    (claims === null || (place.claim !== null && claims.includes(place.claim)))
  );
}

function longestFirst(a: Exemption, b: Exemption): number {
  if (a.expiresAt === b.expiresAt) return a.reason < b.reason ? -1 : 1;
  if (a.expiresAt === null) return -1;
  if (b.expiresAt === null) return 1;
  return a.expiresAt < b.expiresAt ? 1 : -1;
}
