import type { z } from 'zod';
import { applicationSetSchema } from './applicationSet';
import { applicationSchema, appProjectSchema } from './argocd';
import {
  objectStoreSchema,
  postgresClusterSchema,
  scheduledBackupSchema,
} from './cloudnativePg';
import {
  clusterRoleBindingSchema,
  clusterRoleSchema,
  componentSchema,
  kustomizationSchema,
  namespaceSchema,
  roleBindingSchema,
  roleSchema,
  secretSchema,
  serviceAccountSchema,
} from './core';
import {
  fluxKustomizationSchema,
  gitRepositorySchema,
  helmRepositorySchema,
} from './flux';
import { helmReleaseSchema } from './helmRelease';
import { externalSecretSchema, sealedSecretSchema } from './secrets';
import { backupTargetSchema, recurringJobSchema } from './longhorn';
import { prometheusRuleSchema } from './prometheus';
import {
  scheduleSchema,
  snapshotLocationSchema,
  storageLocationSchema,
} from './velero';

/**
 * The strict schema of every kind that is written to Git, by group and kind.
 *
 * @internal
 */
export const manifestSchemas = {
  '/Namespace': namespaceSchema,
  '/Secret': secretSchema,
  '/ServiceAccount': serviceAccountSchema,
  'argoproj.io/AppProject': appProjectSchema,
  'argoproj.io/Application': applicationSchema,
  'argoproj.io/ApplicationSet': applicationSetSchema,
  'barmancloud.cnpg.io/ObjectStore': objectStoreSchema,
  'bitnami.com/SealedSecret': sealedSecretSchema,
  'external-secrets.io/ExternalSecret': externalSecretSchema,
  'helm.toolkit.fluxcd.io/HelmRelease': helmReleaseSchema,
  'kustomize.config.k8s.io/Component': componentSchema,
  'kustomize.config.k8s.io/Kustomization': kustomizationSchema,
  'kustomize.toolkit.fluxcd.io/Kustomization': fluxKustomizationSchema,
  'longhorn.io/BackupTarget': backupTargetSchema,
  'longhorn.io/RecurringJob': recurringJobSchema,
  'monitoring.coreos.com/PrometheusRule': prometheusRuleSchema,
  'postgresql.cnpg.io/Cluster': postgresClusterSchema,
  'postgresql.cnpg.io/ScheduledBackup': scheduledBackupSchema,
  'rbac.authorization.k8s.io/ClusterRole': clusterRoleSchema,
  'rbac.authorization.k8s.io/ClusterRoleBinding': clusterRoleBindingSchema,
  'rbac.authorization.k8s.io/Role': roleSchema,
  'rbac.authorization.k8s.io/RoleBinding': roleBindingSchema,
  'source.toolkit.fluxcd.io/GitRepository': gitRepositorySchema,
  'source.toolkit.fluxcd.io/HelmRepository': helmRepositorySchema,
  'velero.io/BackupStorageLocation': storageLocationSchema,
  'velero.io/Schedule': scheduleSchema,
  'velero.io/VolumeSnapshotLocation': snapshotLocationSchema,
} as const;

/** @internal */
export type ManifestKind = keyof typeof manifestSchemas;
/** What an object of a kind looks like once its shape was checked. @internal */
export type ManifestOf<K extends ManifestKind> = z.output<
  (typeof manifestSchemas)[K]
>;

/** The kinds that live in no namespace. @internal */
export const clusterScopedKinds: ReadonlySet<string> = new Set([
  '/Namespace',
  'kustomize.config.k8s.io/Component',
  'kustomize.config.k8s.io/Kustomization',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
]);

/** The API version in use, of every kind. @internal */
export const currentVersions: Readonly<Record<ManifestKind, string>> = {
  '/Namespace': 'v1',
  '/Secret': 'v1',
  '/ServiceAccount': 'v1',
  'argoproj.io/AppProject': 'argoproj.io/v1alpha1',
  'argoproj.io/Application': 'argoproj.io/v1alpha1',
  'argoproj.io/ApplicationSet': 'argoproj.io/v1alpha1',
  'barmancloud.cnpg.io/ObjectStore': 'barmancloud.cnpg.io/v1',
  'bitnami.com/SealedSecret': 'bitnami.com/v1alpha1',
  'external-secrets.io/ExternalSecret': 'external-secrets.io/v1',
  'helm.toolkit.fluxcd.io/HelmRelease': 'helm.toolkit.fluxcd.io/v2',
  'kustomize.config.k8s.io/Component': 'kustomize.config.k8s.io/v1alpha1',
  'kustomize.config.k8s.io/Kustomization': 'kustomize.config.k8s.io/v1beta1',
  'kustomize.toolkit.fluxcd.io/Kustomization': 'kustomize.toolkit.fluxcd.io/v1',
  'longhorn.io/BackupTarget': 'longhorn.io/v1beta2',
  'longhorn.io/RecurringJob': 'longhorn.io/v1beta2',
  'monitoring.coreos.com/PrometheusRule': 'monitoring.coreos.com/v1',
  'postgresql.cnpg.io/Cluster': 'postgresql.cnpg.io/v1',
  'postgresql.cnpg.io/ScheduledBackup': 'postgresql.cnpg.io/v1',
  'rbac.authorization.k8s.io/ClusterRole': 'rbac.authorization.k8s.io/v1',
  'rbac.authorization.k8s.io/ClusterRoleBinding':
    'rbac.authorization.k8s.io/v1',
  'rbac.authorization.k8s.io/Role': 'rbac.authorization.k8s.io/v1',
  'rbac.authorization.k8s.io/RoleBinding': 'rbac.authorization.k8s.io/v1',
  'source.toolkit.fluxcd.io/GitRepository': 'source.toolkit.fluxcd.io/v1',
  'source.toolkit.fluxcd.io/HelmRepository': 'source.toolkit.fluxcd.io/v1',
  'velero.io/BackupStorageLocation': 'velero.io/v1',
  'velero.io/Schedule': 'velero.io/v1',
  'velero.io/VolumeSnapshotLocation': 'velero.io/v1',
};

/** The kind of an object as the tables above name it. @internal */
export function kindKey(apiVersion: string, kind: string): string {
  const slash = apiVersion.lastIndexOf('/');
  return `${slash < 0 ? '' : apiVersion.slice(0, slash)}/${kind}`;
}
