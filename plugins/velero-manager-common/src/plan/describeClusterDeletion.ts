import type { ClusterRemoveIntent } from '../intents';
import { clusterDirectory, environmentAppsPath } from '../snapshot';
import type { Manifest } from '../snapshot/readManifests';
import { count } from '../words/count';
import { type ClusterInGit, isApplication } from './clusterInGit';
import { namesOf } from './describeClusterPause';
import { describeStores } from './describeStores';
import { code } from './describeWritten';
import { findGenerators } from './findGenerators';
import type { PlanContext } from './finishPlan';
import type { EnvironmentLeft } from './leaveEnvironment';

/** What the second step of removing a cluster does, in Markdown. @internal */
export function describeClusterDeletion(
  context: PlanContext<ClusterRemoveIntent>,
  cluster: ClusterInGit,
  left: EnvironmentLeft,
): string {
  const { environment, cluster: name, reason } = context.intent;
  const parts: [title: string, items: string[]][] = [
    [
      `Step 2 of 2 of removing the cluster ${code(
        name,
      )} (${environment}): its files leave this repository.${
        reason ? ` Reason: ${code(reason)}` : ''
      }`,
      describeGone(context.intent, cluster, left),
    ],
    [
      'What stays, because no change to Git deletes it:',
      [
        'in the cluster: Velero, its kinds and every Backup; backups expire only as long as Velero runs there',
        ...describeStores(cluster.others).map(
          store =>
            `${store}; what lies there stays until it expires or somebody deletes it`,
        ),
      ],
    ],
    [
      'To do afterwards, outside of Git:',
      [
        ...describeCleaning(context, cluster),
        ...describeGenerated(context),
        'take the cluster out of the configuration of the portal',
        'where Velero is to go as well: first decide what is to become of the backups, for nobody lets them expire any more',
      ],
    ],
  ];
  return parts
    .flatMap(([title, items]) => [
      title,
      '',
      ...items.map(item => `- ${item}`),
      '',
    ])
    .join('\n');
}

/** An ApplicationSet may keep an Application whose folder is gone. */
function describeGenerated({
  intent,
  snapshot,
}: PlanContext<ClusterRemoveIntent>): string[] {
  const found = findGenerators(snapshot.files, clusterDirectory(intent));
  return 'manifests' in found && found.manifests.length > 0
    ? [
        `delete the Applications that ${namesOf(
          found.manifests,
        )} made of its folders, where they are still there; what they applied stays`,
      ]
    : [];
}

function describeCleaning(
  { settings }: PlanContext<ClusterRemoveIntent>,
  { syncObjects }: ClusterInGit,
): string[] {
  const apps = syncObjects.filter(isApplication);
  const kustomizations = syncObjects.filter(item => !isApplication(item));
  const deletion = (namespace: string, kind: string, items: Manifest[]) =>
    code(
      `kubectl --namespace ${namespace} delete ${kind} ${items
        .map(({ identity }) => identity?.name)
        .join(' ')}`,
    );
  return [
    ...(apps.length > 0
      ? [
          `${deletion(
            settings.argocd.namespace,
            'application',
            apps,
          )}: Argo CD keeps them until then; without a finalizer nothing goes with them`,
        ]
      : []),
    ...(kustomizations.length > 0
      ? [
          `${deletion(
            settings.flux.namespace,
            'kustomization',
            kustomizations,
          )} in the cluster: they prune nothing, so nothing goes with them`,
        ]
      : []),
  ];
}

function describeGone(
  intent: ClusterRemoveIntent,
  cluster: ClusterInGit,
  { destinations, emptied, files }: EnvironmentLeft,
): string[] {
  const { syncObjects, schedules, alertRules } = cluster;
  const list = environmentAppsPath(intent.environment);
  const own = count(cluster.files.length, 'file');
  return [
    `${code(clusterDirectory(intent))}: ${own}${
      schedules.length > 0 ? `, with the schedules ${namesOf(schedules)}` : ''
    }`,
    ...[...new Set(syncObjects.map(({ path }) => path))].map(
      path =>
        `${code(path)}, with ${namesOf(
          syncObjects.filter(item => item.path === path),
        )}`,
    ),
    ...alertRules.map(({ path }) => `the alert rules in ${code(path)}`),
    ...(emptied === null
      ? []
      : [
          `the Application ${code(emptied)} in ${code(
            list,
          )}: this was the last cluster that it carried`,
        ]),
    ...(emptied === null && files.has(list)
      ? [`its entry in ${code(list)}`]
      : []),
    ...destinations.map(
      destination =>
        `the destination ${code(destination)} of the project of ${
          intent.environment
        }`,
    ),
  ];
}
