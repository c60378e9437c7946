import type { ClusterReport } from '@velero-manager/backstage-plugin-velero-manager-common';

/** Where something is to change, as intents say it. @internal */
export function placeOf(
  report: Pick<ClusterReport, 'name' | 'environment'>,
): Record<string, unknown> {
  return {
    // A form asks for what is left out.
    environment: report.environment ?? undefined,
    cluster: report.name,
  };
}
