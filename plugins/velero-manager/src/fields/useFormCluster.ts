import { ResponseError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import type { ClusterReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import { veleroManagerApiRef } from '../api';
import { useLive } from '../hooks/useLive';
import { recentReport } from './recentReport';
import { useRested } from './useRested';

/** What is known of the cluster that a form names. @internal */
export type FormCluster =
  | { status: 'unnamed' | 'loading' }
  | { status: 'known'; report: ClusterReport }
  | { status: 'missing'; name: string }
  | { status: 'hidden' | 'failed'; error: Error };

/** What can be the name of a cluster; nothing else is asked about. */
const NAME = /^[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?$/;
/** A form is no dashboard: what it suggests may be some seconds old. */
const GAP_MS = 10_000;

/**
 * The report of the cluster that a form names, as far as the user may see it.
 *
 * @internal
 */
export function useFormCluster(name: string | undefined): FormCluster {
  const api = useApi(veleroManagerApiRef);
  const rested = useRested(name);
  const asked = rested && NAME.test(rested) ? rested : undefined;
  const { value, error } = useLive<ClusterReport | undefined>({
    key: `form cluster ${asked}`,
    load: async () =>
      asked === undefined ? undefined : recentReport(api, asked),
    concerns: ({ subjects }, report) =>
      asked !== undefined &&
      (!report || subjects.length === 0 || subjects.includes(report.subject)),
    minGapMs: GAP_MS,
  });
  if (asked === undefined) return { status: 'unnamed' };
  if (value) return { status: 'known', report: value };
  if (!error || name !== rested) return { status: 'loading' };
  const status =
    error instanceof ResponseError ? error.response.status : undefined;
  if (status === 403) return { status: 'hidden', error };
  if (status === 404) return { status: 'missing', name: asked };
  return { status: 'failed', error };
}
