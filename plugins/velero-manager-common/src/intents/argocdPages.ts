import type { FormPage } from './FormPage';
import { environmentField } from './environmentField';

const syncPage: FormPage = {
  title: 'How it is applied',
  fields: {
    automated: { title: 'By itself' },
    prune: { title: 'Delete what leaves Git' },
    selfHeal: { title: 'Undo changes by hand' },
    syncOptions: { title: 'Sync options', 'ui:widget': 'checkboxes' },
  },
};

/** The forms of what Argo CD is told. @internal */
export const argocdPages: Record<
  | 'argocd-project:save'
  | 'argocd-application:save'
  | 'argocd-applicationset:save',
  FormPage[]
> = {
  'argocd-project:save': [
    {
      title: 'Project',
      fields: {
        environment: environmentField,
        name: { title: 'Name', 'ui:autofocus': true },
        description: { title: 'What it is for' },
      },
    },
    {
      title: 'What it allows',
      fields: {
        repositories: { title: 'Repositories' },
        destinations: { title: 'Destinations' },
        kinds: { title: 'Kinds' },
      },
    },
  ],
  'argocd-application:save': [
    {
      title: 'Application',
      fields: {
        environment: environmentField,
        name: { title: 'Name', 'ui:autofocus': true },
        project: { title: 'Project' },
        repository: { title: 'Repository' },
        path: { title: 'Folder' },
        revision: { title: 'Revision' },
        server: { title: 'API server' },
        namespace: { title: 'Namespace' },
      },
    },
    syncPage,
  ],
  'argocd-applicationset:save': [
    {
      title: 'Application set',
      fields: {
        environment: environmentField,
        name: { title: 'Name', 'ui:autofocus': true },
        folder: { title: 'Folder' },
        exclude: { title: 'Clusters left out' },
        project: { title: 'Project' },
        namespace: { title: 'Namespace' },
      },
    },
    syncPage,
  ],
};
