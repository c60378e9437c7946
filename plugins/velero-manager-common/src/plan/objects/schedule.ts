import type { ScheduleSaveIntent } from '../../intents';
import type { ClusterPlace } from '../../snapshot';
import { ttlOfRetention } from '../../snapshot/retention';
import { backupHook } from './backupHooks';
import { changeAnnotations, placeLabels } from './marks';
import {
  selectorOf,
  templateOptions,
  type TemplateOptions,
} from './templateOptions';

/** What a schedule does; the part that intents share. @internal */
export interface ScheduleContent extends TemplateOptions {
  cron: string;
  includedNamespaces: string[];
  excludedNamespaces?: string[];
  retention: string;
  paused?: boolean;
  labels?: Record<string, string>;
  hooks?: ScheduleSaveIntent['hooks'];
  useOwnerReferencesInBackup?: boolean;
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
  const selector = selectorOf(content);
  const spec = {
    schedule: content.cron,
    ...(content.paused ? { paused: true } : {}),
    ...(content.useOwnerReferencesInBackup === undefined
      ? {}
      : { useOwnerReferencesInBackup: content.useOwnerReferencesInBackup }),
    template: {
      metadata: { labels },
      includedNamespaces: content.includedNamespaces,
      ...(content.excludedNamespaces?.length
        ? { excludedNamespaces: content.excludedNamespaces }
        : {}),
      ttl: ttlOfRetention(content.retention),
      ...(selector ? { labelSelector: selector } : {}),
      ...templateOptions(content),
      ...(content.hooks?.length
        ? { hooks: { resources: content.hooks.map(backupHook) } }
        : {}),
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
