import type { ClusterPlace } from '../../snapshot';
import { ttlOfRetention } from '../../snapshot/retention';
import { changeAnnotations, placeLabels } from './marks';

/** What a schedule does; the part that intents share. @internal */
export interface ScheduleContent {
  cron: string;
  includedNamespaces: string[];
  excludedNamespaces?: string[];
  retention: string;
  storageLocation?: string;
  snapshotMoveData?: boolean;
  defaultVolumesToFsBackup?: boolean;
  paused?: boolean;
  labels?: Record<string, string>;
}

/**
 * A Velero Schedule. Its fields stand directly in `spec.template`: a
 * `template.spec` would be pruned, and all namespaces backed up instead. Labels
 * in `template.metadata` keep those of the Schedule, with Argo CD's among them,
 * off the backups.
 *
 * @internal
 */
export function scheduleObject(
  content: ScheduleContent,
  options: {
    name: string;
    namespace: string;
    place: ClusterPlace;
    change: string;
  },
): object {
  const labels = { ...content.labels, ...placeLabels(options.place) };
  const spec = {
    schedule: content.cron,
    ...(content.paused ? { paused: true } : {}),
    template: {
      metadata: { labels },
      includedNamespaces: content.includedNamespaces,
      ...(content.excludedNamespaces?.length
        ? { excludedNamespaces: content.excludedNamespaces }
        : {}),
      ttl: ttlOfRetention(content.retention),
      ...pick(content, 'storageLocation'),
      ...pick(content, 'snapshotMoveData'),
      ...pick(content, 'defaultVolumesToFsBackup'),
    },
  };
  return {
    apiVersion: 'velero.io/v1',
    kind: 'Schedule',
    metadata: {
      name: options.name,
      namespace: options.namespace,
      labels,
      annotations: changeAnnotations(options.change, spec),
    },
    spec,
  };
}

function pick(content: ScheduleContent, field: keyof ScheduleContent) {
  return content[field] === undefined ? {} : { [field]: content[field] };
}
