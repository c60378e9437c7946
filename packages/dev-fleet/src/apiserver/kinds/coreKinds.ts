import { ApiKindDefinition } from '../ApiKind';
import { AGE, column } from './columns';

const core = {
  group: '',
  versions: ['v1'],
  builtIn: true,
  generation: false,
};

/**
 * The kinds of Kubernetes itself that the product reads. Their columns come
 * near those of a real server but hold plain field values (a deployment shows
 * its ready replicas, not "1/1").
 *
 * @public
 */
export const coreKinds: ApiKindDefinition[] = [
  {
    ...core,
    resource: 'namespaces',
    kind: 'Namespace',
    shortNames: ['ns'],
    namespaced: false,
    statusSubresource: true,
    initialStatus: { phase: 'Active' },
    selectableFields: ['status.phase'],
    printerColumns: [column('Status', '.status.phase'), AGE],
  },
  {
    ...core,
    resource: 'pods',
    kind: 'Pod',
    shortNames: ['po'],
    categories: ['all'],
    statusSubresource: true,
    initialStatus: { phase: 'Pending' },
    selectableFields: ['status.phase', 'spec.nodeName'],
    printerColumns: [
      column('Status', '.status.phase'),
      AGE,
      column('Node', '.spec.nodeName', { priority: 1 }),
    ],
  },
  {
    ...core,
    resource: 'persistentvolumeclaims',
    kind: 'PersistentVolumeClaim',
    shortNames: ['pvc'],
    statusSubresource: true,
    initialStatus: { phase: 'Pending' },
    printerColumns: [
      column('Status', '.status.phase'),
      column('Volume', '.spec.volumeName'),
      column('Capacity', '.status.capacity.storage'),
      column('StorageClass', '.spec.storageClassName'),
      AGE,
    ],
  },
  {
    ...core,
    resource: 'persistentvolumes',
    kind: 'PersistentVolume',
    shortNames: ['pv'],
    namespaced: false,
    statusSubresource: true,
    printerColumns: [
      column('Capacity', '.spec.capacity.storage'),
      column('Status', '.status.phase'),
      column('Claim', '.spec.claimRef.name'),
      column('StorageClass', '.spec.storageClassName'),
      AGE,
    ],
  },
  { ...core, resource: 'configmaps', kind: 'ConfigMap', shortNames: ['cm'] },
  {
    ...core,
    resource: 'secrets',
    kind: 'Secret',
    selectableFields: ['type'],
    printerColumns: [column('Type', '.type'), AGE],
  },
  {
    ...core,
    resource: 'events',
    kind: 'Event',
    shortNames: ['ev'],
    selectableFields: [
      'involvedObject.kind',
      'involvedObject.name',
      'involvedObject.namespace',
      'involvedObject.uid',
      'reason',
      'type',
    ],
    printerColumns: [
      column('Type', '.type'),
      column('Reason', '.reason'),
      column('Object', '.involvedObject.name'),
      column('Message', '.message'),
    ],
  },
  {
    ...core,
    resource: 'nodes',
    kind: 'Node',
    shortNames: ['no'],
    namespaced: false,
    statusSubresource: true,
    printerColumns: [column('Version', '.status.nodeInfo.kubeletVersion'), AGE],
  },
  {
    group: 'apps',
    versions: ['v1'],
    resource: 'deployments',
    kind: 'Deployment',
    shortNames: ['deploy'],
    categories: ['all'],
    builtIn: true,
    statusSubresource: true,
    printerColumns: [
      column('Ready', '.status.readyReplicas'),
      column('Up-to-date', '.status.updatedReplicas'),
      column('Available', '.status.availableReplicas'),
      AGE,
    ],
  },
  {
    group: 'apps',
    versions: ['v1'],
    resource: 'daemonsets',
    kind: 'DaemonSet',
    shortNames: ['ds'],
    categories: ['all'],
    builtIn: true,
    statusSubresource: true,
    printerColumns: [
      column('Desired', '.status.desiredNumberScheduled'),
      column('Ready', '.status.numberReady'),
      AGE,
    ],
  },
  {
    group: 'batch',
    versions: ['v1'],
    resource: 'cronjobs',
    kind: 'CronJob',
    shortNames: ['cj'],
    categories: ['all'],
    builtIn: true,
    statusSubresource: true,
    printerColumns: [
      column('Schedule', '.spec.schedule'),
      column('Suspend', '.spec.suspend'),
      column('Last Schedule', '.status.lastScheduleTime', { type: 'date' }),
      AGE,
    ],
  },
  {
    group: 'storage.k8s.io',
    versions: ['v1'],
    resource: 'storageclasses',
    kind: 'StorageClass',
    shortNames: ['sc'],
    namespaced: false,
    builtIn: true,
    generation: false,
    printerColumns: [
      column('Provisioner', '.provisioner'),
      column('ReclaimPolicy', '.reclaimPolicy'),
      column('VolumeBindingMode', '.volumeBindingMode'),
      AGE,
    ],
  },
  {
    group: 'apiextensions.k8s.io',
    versions: ['v1'],
    resource: 'customresourcedefinitions',
    kind: 'CustomResourceDefinition',
    shortNames: ['crd', 'crds'],
    categories: ['api-extensions'],
    namespaced: false,
    builtIn: true,
    statusSubresource: true,
    printerColumns: [
      {
        name: 'Created At',
        type: 'string',
        jsonPath: '.metadata.creationTimestamp',
      },
    ],
  },
];
