import { clusterAppsPath, fluxClusterPath, leafDirectory } from '../snapshot';
import { scheduleFileName } from '../snapshot/layout';
import { clusterAppObjects } from './objects/argocd';
import { fluxClusterObjects } from './objects/flux';
import {
  chartValues,
  helmObjects,
  namespaceObject,
  readerObjects,
} from './objects/install';
import type { OnboardContext } from './objects/OnboardContext';
import { scheduleObject } from './objects/schedule';
import {
  storageLocationFileName,
  storageLocationObject,
} from './objects/storageLocation';
import { printYaml } from './printYaml';

/**
 * The files that are a cluster's own, by path: its two leaves and its
 * Applications or Flux objects.
 *
 * @internal
 */
export function clusterFiles(context: OnboardContext): Map<string, string> {
  const { place, engine } = context;
  const files = new Map<string, string>();
  addLeaf(files, leafDirectory(place, 'velero-install'), installFiles(context));
  addLeaf(files, leafDirectory(place, 'velero-config'), configFiles(context));
  if (engine === 'argocd') {
    files.set(
      `${leafDirectory(place, 'velero-install')}/values.yaml`,
      printYaml([chartValues(context)], valuesComment(context)),
    );
    files.set(
      clusterAppsPath(place.cluster),
      printYaml(clusterAppObjects(context)),
    );
  } else {
    files.set(
      fluxClusterPath(place.cluster),
      printYaml(fluxClusterObjects(context)),
    );
  }
  return files;
}

function valuesComment({ settings, chartVersion }: OnboardContext): string {
  const { chart } = settings.velero;
  return [
    `Values of the chart '${chart.name}' ${chartVersion} of ${chart.repository}.`,
    'The Application that installs Velero reads this file beside the chart.',
  ].join('\n');
}

function addLeaf(
  files: Map<string, string>,
  directory: string,
  leaf: ReadonlyMap<string, string>,
): void {
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: [...leaf.keys()],
  };
  files.set(`${directory}/kustomization.yaml`, printYaml([kustomization]));
  leaf.forEach((text, name) => files.set(`${directory}/${name}`, text));
}

function installFiles(context: OnboardContext): Map<string, string> {
  const files = new Map([
    ['namespace.yaml', printYaml([namespaceObject(context)])],
    ['rbac.yaml', printYaml(readerObjects(context))],
  ]);
  if (context.engine === 'flux') {
    files.set('install.yaml', printYaml(helmObjects(context)));
  }
  return files;
}

function configFiles(context: OnboardContext): Map<string, string> {
  const { intent, settings, place, change } = context;
  const files = new Map<string, string>();
  for (const schedule of intent.schedules) {
    const { scope, frequency } = schedule;
    const object = scheduleObject(schedule, {
      name: `${scope}-${frequency}`,
      namespace: settings.velero.namespace,
      place,
      change,
    });
    files.set(
      `backup-schedules/${scheduleFileName(schedule)}`,
      printYaml([object]),
    );
  }
  files.set(
    `storage-locations/${storageLocationFileName(context)}`,
    printYaml([storageLocationObject(context)]),
  );
  return files;
}
