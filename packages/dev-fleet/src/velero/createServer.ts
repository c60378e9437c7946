import { ObjectStore } from '../apiserver/ObjectStore';
import { ServerSettings } from './types';

/** @internal */
export const DEPLOYMENTS = 'deployments.apps';
/** @internal */
export const DAEMON_SETS = 'daemonsets.apps';

const LABELS = { component: 'velero' };

interface ServerOptions {
  store: ObjectStore;
  namespace: string;
  version: string;
  settings: ServerSettings;
}

/**
 * Creates Velero's server and its node agent as `velero install` does (velero
 * pkg/install/deployment.go, daemonset.go), both running.
 *
 * @internal
 */
export function createServer(options: ServerOptions): void {
  createDeployment(options);
  createNodeAgent(options);
}

function createDeployment(options: ServerOptions): void {
  const { store, namespace, version, settings } = options;
  store.create(DEPLOYMENTS, {
    metadata: { namespace, name: 'velero', labels: LABELS },
    spec: {
      replicas: 1,
      selector: { matchLabels: { deploy: 'velero' } },
      template: {
        metadata: { labels: { ...LABELS, deploy: 'velero' } },
        spec: {
          serviceAccountName: 'velero',
          containers: [
            {
              name: 'velero',
              image: imageOf(version),
              command: ['/velero'],
              args: ['server', ...argumentsOf(settings)],
            },
          ],
          initContainers: settings.plugins.map(plugin => ({
            name: plugin.replace(/^.*\//, '').replace(/:.*$/, ''),
            image: plugin,
          })),
        },
      },
    },
    status: {
      observedGeneration: 1,
      replicas: 1,
      readyReplicas: 1,
      updatedReplicas: 1,
      availableReplicas: 1,
    },
  });
}

function createNodeAgent(options: ServerOptions): void {
  const { store, namespace, version, settings } = options;
  const { desired, ready } = settings.agents;
  store.create(DAEMON_SETS, {
    metadata: { namespace, name: 'node-agent', labels: LABELS },
    spec: {
      selector: { matchLabels: { name: 'node-agent' } },
      template: {
        metadata: {
          labels: { ...LABELS, name: 'node-agent', role: 'node-agent' },
        },
        spec: {
          serviceAccountName: 'velero',
          containers: [
            {
              name: 'node-agent',
              image: imageOf(version),
              command: ['/velero'],
              args: ['node-agent', 'server'],
            },
          ],
        },
      },
    },
    status: {
      observedGeneration: 1,
      desiredNumberScheduled: desired,
      currentNumberScheduled: desired,
      numberReady: ready,
      numberAvailable: ready,
    },
  });
}

/**
 * What becomes of the server when somebody scales its Deployment to nothing.
 *
 * @internal
 */
export function stopServer(store: ObjectStore, namespace: string): void {
  store.patch(
    DEPLOYMENTS,
    { namespace, name: 'velero' },
    {
      patch: {
        spec: { replicas: 0 },
        status: { replicas: 0, readyReplicas: 0, availableReplicas: 0 },
      },
    },
  );
}

/** Whether somebody scaled the Deployment of a server to nothing. @internal */
export function isStopped(server: {
  store: ObjectStore;
  namespace: string;
}): boolean {
  const { store, namespace } = server;
  const deployment = store.get(DEPLOYMENTS, { namespace, name: 'velero' });
  return deployment?.spec?.replicas === 0;
}

function imageOf(version: string): string {
  return `velero/velero:v${version}`;
}

function argumentsOf(settings: ServerSettings): string[] {
  const { features, defaultVolumesToFsBackup, concurrentBackups } = settings;
  return [
    ...(features.length > 0 ? [`--features=${features.join(',')}`] : []),
    ...(defaultVolumesToFsBackup ? ['--default-volumes-to-fs-backup'] : []),
    `--concurrent-backups=${concurrentBackups}`,
    '--uploader-type=kopia',
  ];
}
