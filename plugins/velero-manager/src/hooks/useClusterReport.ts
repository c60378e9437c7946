import { useApi } from '@backstage/frontend-plugin-api';
import type { ClusterReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import { veleroManagerApiRef } from '../api';
import { LIST_GAP_MS } from './listGap';
import { useLive } from './useLive';
import type { Live } from './useLive';

/**
 * The report of one cluster, loaded again when a signal names its subject; at
 * most once a second, for it is long.
 *
 * @public
 */
export function useClusterReport(name: string): Live<ClusterReport> {
  const api = useApi(veleroManagerApiRef);
  return useLive<ClusterReport>({
    key: `cluster ${name}`,
    load: signal => api.getClusterReport(name, { signal }),
    concerns: ({ subjects }, report) =>
      subjects.length === 0 || !report || subjects.includes(report.subject),
    minGapMs: LIST_GAP_MS,
  });
}
