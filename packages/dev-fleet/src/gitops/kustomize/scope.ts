import { groupOf, Manifest } from '../manifests/Manifest';

/**
 * The cluster-scoped kinds of Kubernetes itself, by group. Kustomize knows
 * these only: it takes every custom resource for a namespaced one.
 */
const CLUSTER_SCOPED: Record<string, string[]> = {
  '': ['Namespace', 'Node', 'PersistentVolume'],
  'admissionregistration.k8s.io': [
    'MutatingWebhookConfiguration',
    'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding',
    'ValidatingWebhookConfiguration',
  ],
  'apiextensions.k8s.io': ['CustomResourceDefinition'],
  'apiregistration.k8s.io': ['APIService'],
  'certificates.k8s.io': ['CertificateSigningRequest'],
  'networking.k8s.io': ['IngressClass'],
  'node.k8s.io': ['RuntimeClass'],
  'rbac.authorization.k8s.io': ['ClusterRole', 'ClusterRoleBinding'],
  'scheduling.k8s.io': ['PriorityClass'],
  'storage.k8s.io': [
    'CSIDriver',
    'CSINode',
    'StorageClass',
    'VolumeAttachment',
  ],
};

/** Groups of Kubernetes itself, whose lists merge by key in a patch. */
const BUILT_IN_GROUPS = [
  ...Object.keys(CLUSTER_SCOPED),
  'apps',
  'autoscaling',
  'batch',
  'policy',
];

/** Whether Kubernetes has this kind without a namespace. @internal */
export function isClusterScoped(manifest: Manifest): boolean {
  const kinds = CLUSTER_SCOPED[groupOf(manifest.apiVersion)] ?? [];
  return kinds.includes(manifest.kind);
}

/** Whether the kind is one of Kubernetes itself. @internal */
export function isBuiltIn(manifest: Manifest): boolean {
  return BUILT_IN_GROUPS.includes(groupOf(manifest.apiVersion));
}
