import { defineKind, ScaleKind, serviceNamespace, uidOf } from '../ScaleKind';

const metadata = {
  name: '{{name}}',
  uid: '{{uid}}',
  resourceVersion: '{{version}}',
  creationTimestamp: '2026-01-05T08:00:00Z',
};
const namespaced = { ...metadata, namespace: '{{namespace}}' };
const DRIVER = 'csi.example.com';

const volumeName = (cluster: string, index: number) =>
  `pvc-${uidOf('persistentvolumeclaims', { cluster, index })}`;

/** What Velero itself runs as. */
const veleroPod = (command: string[]) => ({
  metadata: { labels: { deploy: 'velero' } },
  spec: {
    containers: [{ name: 'velero', image: 'velero/velero:v1.18.1', command }],
  },
});

/** Kinds of Kubernetes and of its CSI snapshotter. @internal */
export const kubernetesKinds: ScaleKind[] = [
  defineKind({
    resource: 'namespaces',
    count: size => size.namespaces + 3,
    keyOf: ({ index, size }) => ({
      namespace: '',
      name:
        ['velero', 'argocd', 'flux-system'][index] ??
        serviceNamespace(index - 3, size),
    }),
    template: {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        ...metadata,
        labels: {
          'kubernetes.io/metadata.name': '{{name}}',
          'velero-manager.io/writes': 'w{{writes}}',
        },
      },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    },
    churn: { weight: 1, comesAndGoes: false },
  }),
  defineKind({
    resource: 'persistentvolumeclaims',
    count: size => size.claims,
    keyOf: ({ index, size }) => ({
      namespace: serviceNamespace(index, size),
      name: `data-${index}`,
    }),
    template: {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: {
        ...namespaced,
        labels: { app: 'shop', writes: 'w{{writes}}' },
        annotations: { 'pv.kubernetes.io/bind-completed': 'yes' },
        finalizers: ['kubernetes.io/pvc-protection'],
      },
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '10Gi' } },
        storageClassName: 'fast',
        volumeMode: 'Filesystem',
        volumeName: '{{volume}}',
      },
      status: {
        phase: 'Bound',
        accessModes: ['ReadWriteOnce'],
        capacity: { storage: '10Gi' },
      },
    },
    values: ({ cluster, index }) => ({ volume: volumeName(cluster, index) }),
    churn: { weight: 2, comesAndGoes: false },
  }),
  defineKind({
    resource: 'persistentvolumes',
    count: size => size.claims,
    keyOf: ({ cluster, index }) => ({
      namespace: '',
      name: volumeName(cluster, index),
    }),
    template: {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { ...metadata, finalizers: ['kubernetes.io/pv-protection'] },
      spec: {
        accessModes: ['ReadWriteOnce'],
        capacity: { storage: '10Gi' },
        claimRef: { namespace: '{{claimNamespace}}', name: 'data-{{index}}' },
        csi: {
          driver: DRIVER,
          volumeHandle: '{{name}}',
          volumeAttributes: { writes: 'w{{writes}}' },
        },
        persistentVolumeReclaimPolicy: 'Delete',
        storageClassName: 'fast',
        volumeMode: 'Filesystem',
      },
      status: { phase: 'Bound' },
    },
    values: ({ index, size }) => ({
      index,
      claimNamespace: serviceNamespace(index, size),
    }),
    churn: { weight: 1, comesAndGoes: false },
  }),
  defineKind({
    resource: 'pods',
    count: size => size.claims,
    keyOf: ({ index, size }) => ({
      namespace: serviceNamespace(index, size),
      name: `web-${index}`,
    }),
    template: {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { ...namespaced, labels: { app: 'shop' } },
      spec: {
        nodeName: 'worker-1',
        containers: [
          {
            name: 'web',
            image: 'registry.example.com/shop:1.4.2',
            volumeMounts: [{ name: 'data', mountPath: '/data' }],
          },
        ],
        volumes: [
          { name: 'data', persistentVolumeClaim: { claimName: '{{claim}}' } },
        ],
      },
      status: { phase: 'Running', podIP: '10.0.0.7', qosClass: 'Burstable' },
    },
    values: ({ index }) => ({ claim: `data-${index}` }),
  }),
  defineKind({
    resource: 'storageclasses.storage.k8s.io',
    count: () => 1,
    keyOf: () => ({ namespace: '', name: 'fast' }),
    template: {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata,
      provisioner: DRIVER,
      reclaimPolicy: 'Delete',
      volumeBindingMode: 'WaitForFirstConsumer',
    },
  }),
  defineKind({
    resource: 'volumesnapshotclasses.snapshot.storage.k8s.io',
    count: () => 1,
    keyOf: () => ({ namespace: '', name: 'fast' }),
    template: {
      apiVersion: 'snapshot.storage.k8s.io/v1',
      kind: 'VolumeSnapshotClass',
      metadata: {
        ...metadata,
        labels: { 'velero.io/csi-volumesnapshot-class': 'true' },
      },
      driver: DRIVER,
      deletionPolicy: 'Retain',
    },
  }),
  defineKind({
    resource: 'volumesnapshots.snapshot.storage.k8s.io',
    count: size => size.claims,
    keyOf: ({ index, size }) => ({
      namespace: serviceNamespace(index, size),
      name: `data-${index}-snapshot`,
    }),
    template: {
      apiVersion: 'snapshot.storage.k8s.io/v1',
      kind: 'VolumeSnapshot',
      metadata: namespaced,
      spec: {
        source: { persistentVolumeClaimName: '{{claim}}' },
        volumeSnapshotClassName: 'fast',
      },
      status: {
        boundVolumeSnapshotContentName: 'snapcontent-{{uid}}',
        creationTime: '2026-11-16T06:00:03Z',
        readyToUse: true,
        restoreSize: '{{size}}Gi',
      },
    },
    values: ({ revision, size }) => ({
      size: 10 + (revision % 1000),
      claim: `data-${revision % size.claims}`,
    }),
    churn: { weight: 2, comesAndGoes: true },
  }),
  defineKind({
    resource: 'deployments.apps',
    count: () => 1,
    keyOf: () => ({ namespace: 'velero', name: 'velero' }),
    template: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { ...namespaced, labels: { component: 'velero' } },
      spec: { replicas: 1, template: veleroPod(['/velero', 'server']) },
      status: { replicas: 1, readyReplicas: 1 },
    },
  }),
  defineKind({
    resource: 'daemonsets.apps',
    count: () => 1,
    keyOf: () => ({ namespace: 'velero', name: 'node-agent' }),
    template: {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: namespaced,
      spec: { template: veleroPod(['/velero', 'node-agent', 'server']) },
      status: { desiredNumberScheduled: 3, numberReady: 3 },
    },
  }),
];
