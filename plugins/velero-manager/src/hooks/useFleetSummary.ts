import { useApi } from '@backstage/frontend-plugin-api';
import type { FleetSummary } from '@velero-manager/backstage-plugin-velero-manager-common';
import { veleroManagerApiRef } from '../api';
import { LIST_GAP_MS } from './listGap';
import { useLive } from './useLive';
import type { Live } from './useLive';

/**
 * The fleet in numbers, loaded at most once a second.
 *
 * @public
 */
export function useFleetSummary(): Live<FleetSummary> {
  const api = useApi(veleroManagerApiRef);
  return useLive<FleetSummary>({
    key: 'fleet',
    load: signal => api.getFleetSummary({ signal }),
    minGapMs: LIST_GAP_MS,
  });
}
