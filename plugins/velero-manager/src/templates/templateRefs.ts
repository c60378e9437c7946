import type { IntentKind } from '@velero-manager/backstage-plugin-velero-manager-common';

/**
 * The software template that asks for each intent, by its entity ref;
 * `template:` and the namespace `default` may be left out.
 *
 * @public
 */
export type TemplateRefs = Partial<Record<IntentKind, string>>;

/** The templates that come with this suite, by the names they have there. @internal */
export const exampleTemplateRefs: Required<TemplateRefs> = {
  'schedule:save': 'default/velero-manager-add-schedule',
  'schedule:pause': 'default/velero-manager-pause-schedule',
  'schedule:delete': 'default/velero-manager-remove-schedule',
  'argocd-project:save': 'default/velero-manager-save-argocd-project',
  'argocd-application:save': 'default/velero-manager-save-argocd-application',
  'argocd-applicationset:save':
    'default/velero-manager-save-argocd-applicationset',
  'flux-kustomization:save': 'default/velero-manager-save-flux-kustomization',
  'cluster:onboard': 'default/velero-manager-onboard-cluster',
  'alert-rules:save': 'default/velero-manager-save-alert-rules',
  'cluster:remove': 'default/velero-manager-remove-cluster',
  'longhorn-backup:save': 'default/velero-manager-protect-longhorn',
  'postgres-backup:save': 'default/velero-manager-protect-postgres',
  'storage-location:save': 'default/velero-manager-save-storage-location',
  'credential:save': 'default/velero-manager-save-credential',
  'snapshot-location:save': 'default/velero-manager-save-snapshot-location',
};
