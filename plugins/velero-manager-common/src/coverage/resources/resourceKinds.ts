import { ResourceKind } from './ResourceKind';

type Row = readonly [
  resource: string,
  kind: string,
  group?: string,
  shortNames?: string,
];

/**
 * Kinds that a controller makes anew from what owns them, or that are worth
 * nothing after a restore. A backup without them is still whole.
 *
 * A Pod or a Job that nobody owns is not made anew; such a one is taken for a
 * passing thing, because the kind alone does not tell.
 */
const REBUILT: readonly Row[] = [
  ['pods', 'Pod', '', 'po'],
  ['events', 'Event', '', 'ev'],
  ['events', 'Event', 'events.k8s.io', 'ev'],
  ['endpoints', 'Endpoints', '', 'ep'],
  ['endpointslices', 'EndpointSlice', 'discovery.k8s.io'],
  ['replicasets', 'ReplicaSet', 'apps', 'rs'],
  ['controllerrevisions', 'ControllerRevision', 'apps'],
  ['jobs', 'Job', 'batch'],
  ['leases', 'Lease', 'coordination.k8s.io'],
  ['volumesnapshots', 'VolumeSnapshot', 'snapshot.storage.k8s.io', 'vs'],
  ['virtualmachineinstances', 'VirtualMachineInstance', 'kubevirt.io', 'vmi vmis'],
  [
    'virtualmachineinstancemigrations',
    'VirtualMachineInstanceMigration',
    'kubevirt.io',
    'vmim vmims',
  ],
  ['certificaterequests', 'CertificateRequest', 'cert-manager.io', 'cr crs'],
  ['orders', 'Order', 'acme.cert-manager.io'],
  ['challenges', 'Challenge', 'acme.cert-manager.io'],
  ['ciliumendpoints', 'CiliumEndpoint', 'cilium.io', 'cep ciliumep'],
];

/** Kinds in a namespace that a restore needs. */
const KEPT: readonly Row[] = [
  ['persistentvolumeclaims', 'PersistentVolumeClaim', '', 'pvc'],
  ['secrets', 'Secret'],
  ['configmaps', 'ConfigMap', '', 'cm'],
  ['services', 'Service', '', 'svc'],
  ['serviceaccounts', 'ServiceAccount', '', 'sa'],
  ['replicationcontrollers', 'ReplicationController', '', 'rc'],
  ['resourcequotas', 'ResourceQuota', '', 'quota'],
  ['limitranges', 'LimitRange', '', 'limits'],
  ['podtemplates', 'PodTemplate'],
  ['deployments', 'Deployment', 'apps', 'deploy'],
  ['statefulsets', 'StatefulSet', 'apps', 'sts'],
  ['daemonsets', 'DaemonSet', 'apps', 'ds'],
  ['cronjobs', 'CronJob', 'batch', 'cj'],
  ['ingresses', 'Ingress', 'networking.k8s.io', 'ing'],
  ['networkpolicies', 'NetworkPolicy', 'networking.k8s.io', 'netpol'],
  ['poddisruptionbudgets', 'PodDisruptionBudget', 'policy', 'pdb'],
  ['horizontalpodautoscalers', 'HorizontalPodAutoscaler', 'autoscaling', 'hpa'],
  ['roles', 'Role', 'rbac.authorization.k8s.io'],
  ['rolebindings', 'RoleBinding', 'rbac.authorization.k8s.io'],
  ['virtualmachines', 'VirtualMachine', 'kubevirt.io', 'vm vms'],
  ['datavolumes', 'DataVolume', 'cdi.kubevirt.io', 'dv dvs'],
  ['clusters', 'Cluster', 'postgresql.cnpg.io'],
  ['backups', 'Backup', 'postgresql.cnpg.io'],
  ['scheduledbackups', 'ScheduledBackup', 'postgresql.cnpg.io'],
  ['poolers', 'Pooler', 'postgresql.cnpg.io'],
  ['objectstores', 'ObjectStore', 'barmancloud.cnpg.io'],
  ['certificates', 'Certificate', 'cert-manager.io', 'cert certs'],
];

/** Kinds that lie in no namespace. */
const CLUSTER_SCOPED: readonly Row[] = [
  ['persistentvolumes', 'PersistentVolume', '', 'pv'],
  ['namespaces', 'Namespace', '', 'ns'],
  ['nodes', 'Node', '', 'no'],
  ['storageclasses', 'StorageClass', 'storage.k8s.io', 'sc'],
  ['csidrivers', 'CSIDriver', 'storage.k8s.io'],
  ['csinodes', 'CSINode', 'storage.k8s.io'],
  ['volumeattachments', 'VolumeAttachment', 'storage.k8s.io'],
  [
    'volumesnapshotclasses',
    'VolumeSnapshotClass',
    'snapshot.storage.k8s.io',
    'vsclass vsclasses',
  ],
  [
    'volumesnapshotcontents',
    'VolumeSnapshotContent',
    'snapshot.storage.k8s.io',
    'vsc vscs',
  ],
  [
    'customresourcedefinitions',
    'CustomResourceDefinition',
    'apiextensions.k8s.io',
    'crd crds',
  ],
  ['clusterroles', 'ClusterRole', 'rbac.authorization.k8s.io'],
  ['clusterrolebindings', 'ClusterRoleBinding', 'rbac.authorization.k8s.io'],
  ['priorityclasses', 'PriorityClass', 'scheduling.k8s.io', 'pc'],
  ['ingressclasses', 'IngressClass', 'networking.k8s.io'],
  ['apiservices', 'APIService', 'apiregistration.k8s.io'],
  [
    'mutatingwebhookconfigurations',
    'MutatingWebhookConfiguration',
    'admissionregistration.k8s.io',
  ],
  [
    'validatingwebhookconfigurations',
    'ValidatingWebhookConfiguration',
    'admissionregistration.k8s.io',
  ],
];

const toKinds = (
  rows: readonly Row[],
  isClusterScoped = false,
): ResourceKind[] =>
  rows.map(([resource, kind, group = '', shortNames = '']) => ({
    resource,
    group,
    kind,
    shortNames: shortNames.split(' ').filter(Boolean),
    isClusterScoped,
  }));

/**
 * Kinds that a controller makes anew, so that a backup without them is whole.
 *
 * @public
 */
export const REBUILT_KINDS: readonly ResourceKind[] = toKinds(REBUILT);

/**
 * The kinds that filters of backups are resolved with, as discovery does it in
 * a cluster. Where a bare name fits several, the first one wins.
 *
 * @public
 */
export const RESOURCE_KINDS: readonly ResourceKind[] = [
  ...REBUILT_KINDS,
  ...toKinds(KEPT),
  ...toKinds(CLUSTER_SCOPED, true),
];
