import { ApiKindDefinition } from '../../apiserver/ApiKind';

const core = { group: '', versions: ['v1'], builtIn: true, generation: false };
const rbac = {
  group: 'rbac.authorization.k8s.io',
  versions: ['v1'],
  builtIn: true,
  generation: false,
};

/**
 * Kinds that every cluster serves and that people keep in Git, beyond those
 * that the portal reads.
 *
 * @internal
 */
export const clusterKinds: ApiKindDefinition[] = [
  {
    group: 'external-secrets.io',
    versions: ['v1'],
    resource: 'externalsecrets',
    kind: 'ExternalSecret',
    shortNames: ['es'],
    statusSubresource: true,
  },
  {
    group: 'monitoring.coreos.com',
    versions: ['v1'],
    resource: 'prometheusrules',
    kind: 'PrometheusRule',
    shortNames: ['promrule'],
  },
  { ...core, resource: 'serviceaccounts', kind: 'ServiceAccount' },
  { ...core, resource: 'services', kind: 'Service', shortNames: ['svc'] },
  { ...rbac, resource: 'roles', kind: 'Role' },
  { ...rbac, resource: 'rolebindings', kind: 'RoleBinding' },
  {
    ...rbac,
    resource: 'clusterroles',
    kind: 'ClusterRole',
    namespaced: false,
  },
  {
    ...rbac,
    resource: 'clusterrolebindings',
    kind: 'ClusterRoleBinding',
    namespaced: false,
  },
];
