import { ObjectInput } from '../../apiserver/KubeObject';
import { ApplicationSetStory, ProjectStory } from '../../story/types';
import { kubeTime } from '../../velero/kubeTime';
import { REPOSITORY } from './revisions';

const namespace = 'argocd';

/** An AppProject, frozen by a sync window that lasts all day. @internal */
export function createProject({ name, isFrozen }: ProjectStory): ObjectInput {
  return {
    metadata: { namespace, name },
    spec: {
      description: isFrozen ? 'Nothing changes until the season is over' : name,
      sourceRepos: [REPOSITORY],
      destinations: [{ server: '*', namespace: '*' }],
      syncWindows: isFrozen
        ? [
            {
              kind: 'deny',
              schedule: '0 0 * * *',
              duration: '24h',
              applications: ['*'],
              timeZone: 'UTC',
            },
          ]
        : undefined,
    },
  };
}

/** An ApplicationSet as Argo CD 3 keeps it. @internal */
export function createApplicationSet(
  { name, state, applications }: ApplicationSetStory,
  now: Date,
): ObjectInput {
  const failing = state === 'failing';
  return {
    metadata: { namespace, name },
    spec: generate(failing ? 'campaigns/*' : 'apps/*'),
    status: {
      conditions: conditionsOf(failing, kubeTime(now)),
      resources: applications.map(application => ({
        group: 'argoproj.io',
        version: 'v1alpha1',
        kind: 'Application',
        namespace,
        name: application,
        status: 'Synced',
      })),
      resourcesCount: applications.length,
    },
  };
}

/** One Application for each folder. */
function generate(path: string) {
  return {
    goTemplate: true,
    goTemplateOptions: ['missingkey=error'],
    generators: [
      {
        git: {
          repoURL: REPOSITORY,
          revision: 'main',
          directories: [{ path }],
        },
      },
    ],
    template: {
      metadata: { name: '{{ .path.basename }}' },
      spec: {
        project: 'production',
        source: {
          repoURL: REPOSITORY,
          targetRevision: 'main',
          path: '{{ .path.path }}',
        },
        destination: {
          server: 'https://kubernetes.default.svc',
          namespace: '{{ .path.basename }}',
        },
      },
    },
  };
}

function conditionsOf(failing: boolean, lastTransitionTime: string) {
  const message = failing
    ? "error generating params from git: rpc error: code = Unknown desc = 'campaigns': app path does not exist"
    : 'All applications have been generated successfully';
  const reason = failing
    ? 'ApplicationParamsGenerationError'
    : 'ApplicationSetUpToDate';
  return [
    { type: 'ErrorOccurred', isTrue: failing },
    { type: 'ParametersGenerated', isTrue: !failing },
    { type: 'ResourcesUpToDate', isTrue: !failing },
  ].map(({ type, isTrue }) => ({
    type,
    status: isTrue ? 'True' : 'False',
    reason,
    message,
    lastTransitionTime,
  }));
}
