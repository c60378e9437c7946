import { useApi } from '@backstage/frontend-plugin-api';
import type { EntityReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import { veleroManagerApiRef } from '../api';
import { useLive } from './useLive';
import type { Live } from './useLive';

/**
 * The report of one entity, loaded again when a signal names its subject.
 *
 * @public
 */
export function useEntityReport(entityRef: string): Live<EntityReport> {
  const api = useApi(veleroManagerApiRef);
  return useLive<EntityReport>({
    key: entityRef,
    load: signal => api.getEntityReport(entityRef, { signal }),
    concerns: ({ subjects }, report) =>
      subjects.length === 0 || !report || subjects.includes(report.subject),
  });
}
