import { useApi } from '@backstage/frontend-plugin-api';
import type {
  EntityList,
  EntityQueryInput,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { veleroManagerApiRef } from '../api';
import { LIST_GAP_MS } from './listGap';
import { useLive } from './useLive';
import type { Live } from './useLive';

/**
 * One page of entities, the worst first; loads at most once a second. While
 * another query loads, the former page stays. `null` waits: nothing is loaded
 * before the query is known.
 *
 * @public
 */
export function useEntityList(
  query: EntityQueryInput | null,
): Live<EntityList | null> {
  const api = useApi(veleroManagerApiRef);
  return useLive<EntityList | null>({
    key: JSON.stringify(query),
    load: async signal => query && api.listEntities(query, { signal }),
    minGapMs: LIST_GAP_MS,
    keepAcrossKeys: true,
  });
}
