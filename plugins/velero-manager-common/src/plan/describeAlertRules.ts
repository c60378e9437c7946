import type { AlertRulesSaveIntent } from '../intents';
import { appliedFolders, isAround } from '../snapshot/appliedFolders';
import {
  APPLICATIONS_DIRECTORY,
  FLUX_CLUSTERS_DIRECTORY,
  sharedDirectory,
} from '../snapshot/layout';
import { readManifests } from '../snapshot/readManifests';
import { describeDuration } from '../words/describeDuration';
import { code, codes } from './describeWritten';
import type { PlanContext } from './finishPlan';
import type { WatchedSchedules } from './watchedSchedules';

/** What saving alert rules does, in Markdown. @internal */
export function describeAlertRules(
  context: PlanContext<AlertRulesSaveIntent>,
  { running, paused }: WatchedSchedules,
  path: string,
): string {
  const { intent } = context;
  const items = [
    ...running.map(
      ({ name, intervalSeconds }) =>
        `${code(
          name,
        )}: a run that fails or lacks something, no good backup for ${describeDuration(
          intervalSeconds,
        )} and ${intent.grace} more, none ever`,
    ),
    ...(paused.length > 0
      ? [
          `not ${codes(
            paused,
          )}, which is paused: save these rules again once it runs`,
        ]
      : []),
    'a storage location that cannot be reached, data of volumes that a node agent could not upload, metrics of Velero that are missing',
    intent.clusterLabel === undefined
      ? 'Prometheus is taken to know this cluster alone: no label tells it from others'
      : `the metrics of this cluster are those with ${code(
          `${intent.clusterLabel}="${intent.cluster}"`,
        )}; where Prometheus sets another label, the alert of missing metrics is raised`,
  ];
  return [
    `Alerts of the backups of the cluster ${code(intent.cluster)} (${
      intent.environment
    }), in ${code(path)}:`,
    '',
    ...items.map(item => `- ${item}`),
    '',
    ...(isApplied(context)
      ? []
      : [
          `Nothing in this repository is known to apply ${code(
            sharedDirectory(intent.environment),
          )}: have it applied to the cluster in which Prometheus runs.`,
          '',
        ]),
    'Save these rules again when schedules were added, changed or removed.',
    '',
  ].join('\n');
}

/** Whether something in this repository carries what the environment shares. */
function isApplied({
  intent,
  snapshot,
  settings,
}: PlanContext<AlertRulesSaveIntent>): boolean {
  const shared = sharedDirectory(intent.environment);
  return [...snapshot.files]
    .filter(([path]) =>
      [APPLICATIONS_DIRECTORY, FLUX_CLUSTERS_DIRECTORY].some(directory =>
        path.startsWith(`${directory}/`),
      ),
    )
    .flatMap(([path, text]) => readManifests(path, text).manifests)
    .flatMap(manifest => appliedFolders(manifest, settings.repository.url))
    .some(folder => isAround(folder, shared));
}
