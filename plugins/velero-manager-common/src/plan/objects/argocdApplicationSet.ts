import { ArgocdApplicationSetSaveIntent, intentIdentity } from '../../intents';
import type { RepositorySettings } from '../../snapshot';
import { automatedOf, RETRY } from './argocd';
import { changeAnnotations, CLUSTER_LABEL, ENVIRONMENT_LABEL } from './marks';

/** `environments/<environment>/clusters/<cluster>/<folder>`, counted from 0. */
const CLUSTER = '{{ index .path.segments 3 }}';
/** What it is applied from. @internal */
export const TEMPLATE_PATH = '{{ .path.path }}';
/** What its Applications are called: `<cluster>-<folder>`. @internal */
export const TEMPLATE_NAME = `${CLUSTER}-{{ .path.basename }}`;
/** A field that is missing is an error, not the text `<no value>`. @internal */
export const TEMPLATE_OPTIONS = ['missingkey=error'];

type Intent = ArgocdApplicationSetSaveIntent;

/** The folders that its generator takes, and those that it leaves out. */
function directoriesOf({ environment, folder, exclude }: Intent): object[] {
  const of = (cluster: string) =>
    `environments/${environment}/clusters/${cluster}/${folder}`;
  return [
    { path: of('*') },
    ...exclude.map(cluster => ({ path: of(cluster), exclude: true })),
  ];
}

/**
 * What keeps an ApplicationSet from tearing things down: a folder that is gone
 * takes no Application along, and its own deletion, which does, nothing that
 * they applied.
 */
const KEEP = {
  preserveResourcesOnDeletion: true,
  applicationsSync: 'create-update',
};

/** What an edit sets; the template's own names stay as they are. @internal */
export function applicationSetFields(
  intent: Intent,
  { repository }: RepositorySettings,
): [path: (string | number)[], value: unknown][] {
  const { syncOptions } = intent;
  const git = ['spec', 'generators', 0, 'git'];
  const spec = ['spec', 'template', 'spec'];
  return [
    [['metadata', 'labels', ENVIRONMENT_LABEL], intent.environment],
    [['spec', 'goTemplate'], true],
    [['spec', 'goTemplateOptions'], TEMPLATE_OPTIONS],
    [[...git, 'repoURL'], repository.url],
    [[...git, 'revision'], repository.branch],
    [[...git, 'directories'], directoriesOf(intent)],
    ...Object.entries(KEEP).map(([key, value]): [string[], unknown] => [
      ['spec', 'syncPolicy', key],
      value,
    ]),
    [[...spec, 'project'], intent.project],
    [[...spec, 'source', 'repoURL'], repository.url],
    [[...spec, 'source', 'targetRevision'], repository.branch],
    [[...spec, 'destination', 'namespace'], intent.namespace],
    [[...spec, 'syncPolicy', 'automated'], automatedOf(intent)],
    [
      [...spec, 'syncPolicy', 'syncOptions'],
      syncOptions.length > 0 ? syncOptions : undefined,
    ],
  ];
}

/**
 * One Application for one folder of each cluster. Its project is fixed: where a
 * template names it, whoever adds a folder chooses what it may do.
 *
 * @internal
 */
export function applicationSetObject(
  intent: Intent,
  { repository, argocd }: RepositorySettings,
): object {
  const { environment, project, namespace, syncOptions } = intent;
  const automated = automatedOf(intent);
  const source = { repoURL: repository.url };
  const spec = {
    goTemplate: true,
    goTemplateOptions: TEMPLATE_OPTIONS,
    generators: [
      {
        git: {
          ...source,
          revision: repository.branch,
          directories: directoriesOf(intent),
        },
      },
    ],
    syncPolicy: KEEP,
    template: {
      metadata: {
        name: TEMPLATE_NAME,
        labels: { [CLUSTER_LABEL]: CLUSTER, [ENVIRONMENT_LABEL]: environment },
      },
      spec: {
        project,
        source: {
          ...source,
          targetRevision: repository.branch,
          path: TEMPLATE_PATH,
        },
        destination: { name: CLUSTER, namespace },
        syncPolicy: {
          ...(automated ? { automated } : {}),
          ...(syncOptions.length > 0 ? { syncOptions } : {}),
          retry: RETRY,
        },
      },
    },
  };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: {
      name: intent.name,
      namespace: argocd.namespace,
      labels: { [ENVIRONMENT_LABEL]: environment },
      annotations: changeAnnotations(intentIdentity(intent), spec),
    },
    spec,
  };
}
