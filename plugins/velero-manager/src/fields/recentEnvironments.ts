import type { EnvironmentList } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { VeleroManagerApi } from '../api';

/** Fields of one page ask at about the same time. */
const KEPT_MS = 5_000;

const asked = new WeakMap<
  VeleroManagerApi,
  { at: number; list: Promise<EnvironmentList> }
>();

/** The environments, asked for once by all the fields of a page. @internal */
export function recentEnvironments(
  api: VeleroManagerApi,
): Promise<EnvironmentList> {
  const former = asked.get(api);
  if (former && Date.now() - former.at < KEPT_MS) return former.list;
  const list = api.listEnvironments();
  asked.set(api, { at: Date.now(), list });
  return list;
}
