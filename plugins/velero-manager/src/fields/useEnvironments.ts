import { useApi } from '@backstage/frontend-plugin-api';
import type { EnvironmentList } from '@velero-manager/backstage-plugin-velero-manager-common';
import { veleroManagerApiRef } from '../api';
import { useLive } from '../hooks/useLive';
import type { Live } from '../hooks/useLive';
import { recentEnvironments } from './recentEnvironments';

/** Policies change by pull request: no signal tells of them. */
const GAP_MS = 60_000;

/** The environments that changes can be proposed for. @internal */
export function useEnvironments(): Live<EnvironmentList> {
  const api = useApi(veleroManagerApiRef);
  return useLive<EnvironmentList>({
    key: 'form environments',
    load: () => recentEnvironments(api),
    concerns: () => false,
    minGapMs: GAP_MS,
  });
}
