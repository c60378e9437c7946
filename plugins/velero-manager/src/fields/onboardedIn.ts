import type { EnvironmentList } from '@velero-manager/backstage-plugin-velero-manager-common';

/**
 * The clusters of an environment that were onboarded; null where that is not
 * known of all: two config repositories may share an environment, and one that
 * could not be read may hold what the other does not.
 *
 * @internal
 */
export function onboardedIn(
  environment: string | undefined,
  list: EnvironmentList | undefined,
): ReadonlySet<string> | null {
  const lists = (list?.items ?? [])
    .filter(({ name }) => name === environment)
    .map(({ onboarded }) => onboarded);
  return lists.length === 0 || lists.includes(null) || list?.notes.length
    ? null
    : new Set(lists.flatMap(names => names ?? []));
}
