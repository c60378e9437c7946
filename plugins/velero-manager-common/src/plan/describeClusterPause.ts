import type { ClusterRemoveIntent } from '../intents';
import { isMap, type Manifest } from '../snapshot/readManifests';
import {
  type ClusterInGit,
  isApplication,
  pauseFieldOf,
  specOf,
} from './clusterInGit';
import { describeStores } from './describeStores';
import { code, codes } from './describeWritten';

/** The names of objects, as code. @internal */
export const namesOf = (manifests: readonly Manifest[]): string =>
  codes(manifests.map(({ identity }) => identity?.name ?? ''));

/** What the first step of removing a cluster does, in Markdown. @internal */
export function describeClusterPause(
  intent: ClusterRemoveIntent,
  cluster: ClusterInGit,
): string {
  const { others, alertRules } = cluster;
  const stores = describeStores(others);
  return [
    `Step 1 of 2 of removing the cluster ${code(intent.cluster)} (${
      intent.environment
    }): no new backups, and what leaves Git from now on stays in the cluster.${
      intent.reason ? ` Reason: ${code(intent.reason)}` : ''
    }`,
    '',
    ...[
      ...describePaused(cluster),
      ...describeRelease(cluster),
      ...alertRules.map(
        ({ path, identity }) =>
          `the alert rules ${code(identity?.name ?? '')} in ${code(
            path,
          )} go: schedules that wait would raise them`,
      ),
    ].map(item => `- ${item}`),
    '',
    'What stays as it is:',
    '',
    ...[
      'Velero and every Backup; backups expire as they always did',
      ...stores,
    ].map(item => `- ${item}`),
    '',
    'Step 2 deletes the files of the cluster. Propose it once this is merged and the schedules are paused in the cluster.',
    '',
  ].join('\n');
}

function describePaused({ schedules, others }: ClusterInGit): string[] {
  const isPaused = (manifest: Manifest) =>
    specOf(manifest)[pauseFieldOf(manifest) ?? ''] === true;
  const running = schedules.filter(item => !isPaused(item));
  const waiting = schedules.filter(isPaused);
  const jobs = others.filter(
    ({ identity }) => identity?.kind === 'RecurringJob',
  );
  const components = others.some(
    ({ data }) => isMap(data) && Array.isArray(data.components),
  );
  return [
    ...(running.length > 0 ? [`pauses ${namesOf(running)}`] : []),
    ...(waiting.length > 0
      ? [`${namesOf(waiting)} wait already, and keep their reason`]
      : []),
    ...(jobs.length > 0
      ? [
          `**${namesOf(
            jobs,
          )} run on**: Longhorn cannot pause a recurring job; take them out by hand`,
        ]
      : []),
    ...(components
      ? [
          '**schedules that come from shared components run on**: take the components out by hand',
        ]
      : []),
  ];
}

function describeRelease({ syncObjects }: ClusterInGit): string[] {
  const apps = syncObjects.filter(isApplication);
  const kustomizations = syncObjects.filter(item => !isApplication(item));
  return [
    ...(apps.length > 0
      ? [
          `Argo CD prunes nothing of ${namesOf(
            apps,
          )} any more, and no longer syncs on its own what installs Velero; it still carries the pause to the cluster`,
        ]
      : []),
    ...(kustomizations.length > 0
      ? [
          `Flux prunes nothing of ${namesOf(
            kustomizations,
          )} any more, once ${code(
            kustomizations[0].path,
          )} is applied to the cluster again, by hand`,
        ]
      : []),
  ];
}
