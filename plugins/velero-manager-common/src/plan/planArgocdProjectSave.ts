import { ArgocdProjectSaveIntent, intentIdentity } from '../intents';
import { policyOf, type RepositorySettings } from '../snapshot';
import { PROJECTS_DIRECTORY } from '../snapshot/layout';
import { conflict, PlanConflict, Planned } from './ChangePlan';
import { code } from './describeWritten';
import { finishPlan, PlanContext } from './finishPlan';
import { READER_NAMESPACE } from './objects/install';
import { changeAnnotations, ENVIRONMENT_LABEL } from './objects/marks';
import { saveArgocdObject } from './saveArgocdObject';

type Context = PlanContext<ArgocdProjectSaveIntent>;

/**
 * Adds an AppProject for the Applications of a team, or changes the one that is
 * called so. What Velero lives in stays with the environment's own project.
 *
 * @internal
 */
export function planArgocdProjectSave(context: Context): Planned {
  const { intent, snapshot, settings } = context;
  const refused = refuse(context);
  if (refused) return refused;
  const saved = saveArgocdObject(snapshot.files, intent, {
    kind: 'AppProject',
    name: intent.name,
    namespace: settings.argocd.namespace,
    directory: PROJECTS_DIRECTORY,
    object: projectOf(intent, settings),
    fields: fieldsOf(intent),
  });
  if ('result' in saved) return saved;
  return finishPlan(context, {
    title: `${saved.isNew ? 'Add' : 'Change'} project ${intent.name} ${
      saved.isNew ? 'to' : 'of'
    } ${intent.environment}`,
    summary: describe(intent, saved),
    files: new Map([[saved.path, saved.text]]),
  });
}

function refuse({ intent, settings }: Context): PlanConflict | null {
  const { environment, destinations } = intent;
  const engine = policyOf(settings, environment)?.engine ?? settings.engine;
  if (engine !== 'argocd') {
    return conflict(
      PROJECTS_DIRECTORY,
      `The environment '${environment}' is applied by Flux, which reads no project of Argo CD.`,
    );
  }
  const kept = [
    settings.velero.namespace,
    settings.argocd.namespace,
    READER_NAMESPACE,
  ];
  const taken = destinations.find(({ namespace }) => kept.includes(namespace));
  return taken
    ? conflict(
        PROJECTS_DIRECTORY,
        `The namespace '${taken.namespace}' belongs to the backups and to Argo CD itself, and no project of a team may write to it.`,
      )
    : null;
}

function fieldsOf(
  intent: ArgocdProjectSaveIntent,
): [path: string[], value: unknown][] {
  const { kinds, description } = intent;
  return [
    [['metadata', 'labels', ENVIRONMENT_LABEL], intent.environment],
    ...(description === undefined
      ? []
      : ([[['spec', 'description'], description]] as [string[], unknown][])),
    [['spec', 'sourceRepos'], intent.repositories],
    [['spec', 'destinations'], intent.destinations],
    [
      ['spec', 'namespaceResourceWhitelist'],
      kinds.length > 0 ? kinds : undefined,
    ],
  ];
}

function projectOf(
  intent: ArgocdProjectSaveIntent,
  settings: RepositorySettings,
): object {
  const { description, kinds } = intent;
  const spec = {
    ...(description === undefined ? {} : { description }),
    sourceRepos: intent.repositories,
    destinations: intent.destinations,
    clusterResourceWhitelist: [],
    ...(kinds.length > 0 ? { namespaceResourceWhitelist: kinds } : {}),
  };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: {
      name: intent.name,
      namespace: settings.argocd.namespace,
      labels: { [ENVIRONMENT_LABEL]: intent.environment },
      annotations: changeAnnotations(intentIdentity(intent), spec),
    },
    spec,
  };
}

function describe(
  intent: ArgocdProjectSaveIntent,
  saved: { path: string; isNew: boolean },
): string {
  return [
    `${saved.isNew ? 'Adds' : 'Changes'} the project ${code(intent.name)} of ${
      intent.environment
    } in ${code(saved.path)}. Its Applications may`,
    '',
    ...intent.repositories.map(url => `- apply ${code(url)}`),
    ...intent.destinations.map(
      ({ server, namespace }) =>
        `- write to the namespace ${code(namespace)} of ${code(server)}`,
    ),
    intent.kinds.length > 0
      ? `- write ${intent.kinds
          .map(({ group, kind }) => code(group ? `${group}/${kind}` : kind))
          .join(', ')}, and no other kind`
      : '- write every kind that lives in a namespace',
    '',
  ].join('\n');
}
