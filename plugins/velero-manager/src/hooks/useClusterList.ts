import { useApi } from '@backstage/frontend-plugin-api';
import type {
  ClusterList,
  ClusterQueryInput,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { veleroManagerApiRef } from '../api';
import { LIST_GAP_MS } from './listGap';
import { useLive } from './useLive';
import type { Live } from './useLive';

/**
 * One page of clusters, the worst first; loads at most once a second. While
 * another query loads, the former page stays.
 *
 * @public
 */
export function useClusterList(query: ClusterQueryInput): Live<ClusterList> {
  const api = useApi(veleroManagerApiRef);
  return useLive<ClusterList>({
    key: JSON.stringify(query),
    load: signal => api.listClusters(query, { signal }),
    minGapMs: LIST_GAP_MS,
    keepAcrossKeys: true,
  });
}
