import type { ClusterReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { VeleroManagerApi } from '../api';

/** Fields of one page ask at about the same time. */
const KEPT_MS = 5_000;

interface Asked {
  at: number;
  report: Promise<ClusterReport>;
}

const asked = new WeakMap<VeleroManagerApi, Map<string, Asked>>();

/**
 * The report of a cluster, asked for once by all the fields of a page: it is the
 * longest answer of the backend.
 *
 * @internal
 */
export function recentReport(
  api: VeleroManagerApi,
  name: string,
): Promise<ClusterReport> {
  const byName = asked.get(api) ?? new Map<string, Asked>();
  asked.set(api, byName);
  const former = byName.get(name);
  if (former && Date.now() - former.at < KEPT_MS) return former.report;
  const report = api.getClusterReport(name);
  byName.set(name, { at: Date.now(), report });
  return report;
}
