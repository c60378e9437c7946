import { useApi } from '@backstage/frontend-plugin-api';
import type { Change } from '@velero-manager/backstage-plugin-velero-manager-common';
import { veleroManagerApiRef } from '../api';
import { LIST_GAP_MS } from './listGap';
import { useLive } from './useLive';
import type { Live } from './useLive';

/**
 * A change and its journey, loaded again with every signal, since signals name
 * entities and clusters only; at most once a second.
 *
 * @public
 */
export function useChange(id: string): Live<Change> {
  const api = useApi(veleroManagerApiRef);
  return useLive<Change>({
    key: `change ${id}`,
    load: signal => api.getChange(id, { signal }),
    minGapMs: LIST_GAP_MS,
  });
}
