import type { ClusterReport } from '@velero-manager/backstage-plugin-velero-manager-common';

/**
 * Whether a report says all there is of a kind: an empty list means that there
 * is none only where the kind was read.
 *
 * @internal
 */
export function kindStanding(
  { collector }: Pick<ClusterReport, 'collector'>,
  kind: string,
): 'known' | 'absent' | 'unknown' {
  const state = collector.find(each => each.kind === kind)?.state;
  if (state === 'synced') return 'known';
  return state === 'absent' ? 'absent' : 'unknown';
}
