import { useApi } from '@backstage/frontend-plugin-api';
import type {
  ClusterListItem,
  ClusterQueryInput,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { veleroManagerApiRef } from '../api';
import type { VeleroManagerApi } from '../api';
import { LIST_GAP_MS } from './listGap';
import { useLive } from './useLive';
import type { Live } from './useLive';

/** Every cluster that matches, as far as one page can draw them. @internal */
export interface ClusterMapContent {
  items: ClusterListItem[];
  totalItems: number;
}

const PAGE_SIZE = 500;
const MOST_TILES = 2000;

/**
 * The clusters of the map, read page by page; loaded again only when a signal
 * names one of them, since it is the largest answer of the page.
 *
 * @internal
 */
export function useClusterMap(
  query: ClusterQueryInput,
): Live<ClusterMapContent> {
  const api = useApi(veleroManagerApiRef);
  return useLive<ClusterMapContent>({
    key: JSON.stringify(query),
    load: signal => listAll(api, query, signal),
    concerns: ({ subjects }, content) =>
      subjects.length === 0 ||
      !content ||
      content.items.some(item => subjects.includes(item.subject)),
    minGapMs: LIST_GAP_MS,
    keepAcrossKeys: true,
  });
}

async function listAll(
  api: VeleroManagerApi,
  query: ClusterQueryInput,
  signal: AbortSignal,
): Promise<ClusterMapContent> {
  const byName = new Map<string, ClusterListItem>();
  let cursor: string | undefined;
  let totalItems = 0;
  do {
    const page = await api.listClusters(
      { ...query, limit: PAGE_SIZE, cursor },
      { signal },
    );
    page.items.forEach(item => byName.set(item.name, item));
    totalItems = page.totalItems;
    cursor = page.nextCursor ?? undefined;
  } while (cursor && byName.size < MOST_TILES);
  return { items: [...byName.values()], totalItems };
}
