import type { FormPage } from './FormPage';
import { environmentField } from './environmentField';
import { formFieldNames } from './formFieldNames';

/** The forms of what Flux is told. @internal */
export const fluxPages: Record<'flux-kustomization:save', FormPage[]> = {
  'flux-kustomization:save': [
    {
      title: 'Kustomization',
      fields: {
        environment: environmentField,
        cluster: { title: 'Cluster', 'ui:field': formFieldNames.cluster },
        name: { title: 'Name', 'ui:autofocus': true },
        namespace: { title: 'Namespace' },
        repository: { title: 'Repository' },
        branch: { title: 'Branch' },
        gitSecret: { title: 'Secret of the repository' },
        path: { title: 'Folder' },
        serviceAccount: { title: 'Service account' },
      },
    },
    {
      title: 'How it is applied',
      fields: {
        interval: { title: 'Interval' },
        wait: { title: 'Wait until it is ready' },
        timeout: { title: 'Timeout' },
        prune: { title: 'Delete what leaves Git' },
        dependsOn: { title: 'Depends on' },
        decryptionSecret: { title: 'Key of SOPS' },
      },
    },
  ],
};
