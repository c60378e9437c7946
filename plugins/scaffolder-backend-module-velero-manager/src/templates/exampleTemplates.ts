import type { IntentKind } from '@velero-manager/backstage-plugin-velero-manager-common';

/**
 * The example templates, by their place in this repository, and the intents
 * that they ask for.
 *
 * @internal
 */
export const exampleTemplates: { file: string; kind: IntentKind }[] = [
  {
    file: 'examples/templates/add-schedule/template.yaml',
    kind: 'schedule:save',
  },
  {
    file: 'examples/templates/pause-schedule/template.yaml',
    kind: 'schedule:pause',
  },
  {
    file: 'examples/templates/remove-schedule/template.yaml',
    kind: 'schedule:delete',
  },
  {
    file: 'examples/templates/save-argocd-project/template.yaml',
    kind: 'argocd-project:save',
  },
  {
    file: 'examples/templates/save-argocd-application/template.yaml',
    kind: 'argocd-application:save',
  },
  {
    file: 'examples/templates/save-argocd-applicationset/template.yaml',
    kind: 'argocd-applicationset:save',
  },
  {
    file: 'examples/templates/save-flux-kustomization/template.yaml',
    kind: 'flux-kustomization:save',
  },
  {
    file: 'examples/templates/onboard-cluster/template.yaml',
    kind: 'cluster:onboard',
  },
  {
    file: 'examples/templates/save-alert-rules/template.yaml',
    kind: 'alert-rules:save',
  },
  {
    file: 'examples/templates/remove-cluster/template.yaml',
    kind: 'cluster:remove',
  },
  {
    file: 'examples/templates/save-storage-location/template.yaml',
    kind: 'storage-location:save',
  },
  {
    file: 'examples/templates/save-credential/template.yaml',
    kind: 'credential:save',
  },
  {
    file: 'examples/templates/save-snapshot-location/template.yaml',
    kind: 'snapshot-location:save',
  },
  {
    file: 'examples/templates/protect-longhorn/template.yaml',
    kind: 'longhorn-backup:save',
  },
  {
    file: 'examples/templates/protect-postgres/template.yaml',
    kind: 'postgres-backup:save',
  },
];
