import { BOOTSTRAP_PROJECT } from '../../plan/objects/argocd';
import {
  allowsKind,
  coversDestination,
  matchesGlob,
} from '../../plan/objects/projectRules';
import { projectPath } from '../../snapshot';
import { BOOTSTRAP_DIRECTORY, PROJECTS_DIRECTORY } from '../../snapshot/layout';
import { quoteValue } from '../../words';
import type { Checked, CheckedRepository } from '../CheckedRepository';
import { Finding, findingAt } from '../Finding';
import { kindKey } from '../kinds/manifestSchemas';
import type { Rule } from './Rule';

type Application = Checked<'argoproj.io/Application'>;
type Project = Checked<'argoproj.io/AppProject'>;

/** The project of an Application exists and lets it do what it says. @internal */
export function checkProject(
  repository: CheckedRepository,
  app: Application,
): Finding[] {
  const { manifest, object } = app;
  const { project: name } = object.spec;
  const projects = repository.objects('argoproj.io/AppProject');
  const project = projects.find(
    ({ object: { metadata } }) => metadata.name === name,
  );
  if (name === 'default') {
    return [
      findingAt(manifest, ['spec', 'project'], {
        code: 'PROJECT_TOO_WIDE',
        severity: 'warning',
        message: "The project 'default' allows everything everywhere.",
      }),
    ];
  }
  if (!project) return isMissing(repository, name) ? [missing(app)] : [];
  return [
    ...checkRepos(app, project),
    ...checkDestination(app, project),
    ...checkCargo(repository, app, project),
  ];
}

function missing({ manifest, object }: Application): Finding {
  return findingAt(manifest, ['spec', 'project'], {
    code: 'PROJECT_UNKNOWN',
    severity: 'error',
    message: `No AppProject is called ${quoteValue(
      object.spec.project,
    )}: Argo CD refuses the Application.`,
  });
}

/** In a part of the repository, the project may stand where we do not look. */
function isMissing(repository: CheckedRepository, name: string): boolean {
  if (name === BOOTSTRAP_PROJECT) {
    return [BOOTSTRAP_DIRECTORY, PROJECTS_DIRECTORY].every(directory =>
      repository.knows(directory),
    );
  }
  const environment = /^velero-(.+)$/.exec(name)?.[1];
  return (
    repository.isWhole ||
    (environment !== undefined && repository.knows(projectPath(environment)))
  );
}

function checkRepos(
  { manifest, object }: Application,
  project: Project,
): Finding[] {
  const allowed = project.object.spec.sourceRepos ?? [];
  const { source, sources = [] } = object.spec;
  const all = source ? [source] : sources;
  return all.flatMap((item, index) => {
    if (allowed.some(pattern => matchesGlob(pattern, item.repoURL))) return [];
    const field = source
      ? ['spec', 'source', 'repoURL']
      : ['spec', 'sources', index, 'repoURL'];
    return [
      findingAt(manifest, field, {
        code: 'PROJECT_FORBIDS',
        severity: 'error',
        message: `The project '${
          object.spec.project
        }' does not allow the repository ${quoteValue(item.repoURL)}.`,
      }),
    ];
  });
}

function checkDestination(
  { manifest, object }: Application,
  project: Project,
): Finding[] {
  const { destination } = object.spec;
  const allowed = project.object.spec.destinations ?? [];
  if (allowed.some(item => coversDestination(item, destination))) return [];
  return [
    findingAt(manifest, ['spec', 'destination'], {
      code: 'PROJECT_FORBIDS',
      severity: 'error',
      message: `The project '${
        object.spec.project
      }' does not allow the destination ${quoteValue(
        destination.server ?? destination.name,
      )}, namespace ${quoteValue(destination.namespace)}.`,
    }),
  ];
}

/**
 * What an Application carries into namespaces: each kind and each namespace must
 * be among those of its project, or Argo CD refuses that object alone.
 */
function checkCargo(
  repository: CheckedRepository,
  app: Application,
  project: Project,
): Finding[] {
  const { destination, source, sources = [] } = app.object.spec;
  const { destinations = [], namespaceResourceWhitelist } = project.object.spec;
  const own = repository.settings?.repository.url;
  const name = project.object.metadata.name;
  return (source ? [source] : sources)
    .filter(({ repoURL, path }) => repoURL === own && path !== undefined)
    .flatMap(({ path = '' }) => repository.manifestsBelow(path))
    .flatMap((manifest): Finding[] => {
      const { identity } = manifest;
      if (!identity?.namespace) return [];
      const { apiVersion, kind, namespace } = identity;
      const group = kindKey(apiVersion, kind).split('/')[0];
      const say = (field: string[], what: string) =>
        findingAt(manifest, field, {
          code: 'PROJECT_FORBIDS',
          severity: 'error',
          message: `The project '${name}' does not allow ${what}.`,
        });
      const { server, name: clusterName } = destination;
      const wanted = { server, name: clusterName, namespace };
      return [
        ...(allowsKind(namespaceResourceWhitelist, { group, kind })
          ? []
          : [say(['kind'], `the kind ${quoteValue(kind)} of '${group}'`)]),
        ...(destinations.some(item => coversDestination(item, wanted))
          ? []
          : [
              say(
                ['metadata', 'namespace'],
                `the namespace ${quoteValue(namespace)} of this cluster`,
              ),
            ]),
      ];
    });
}

/** Projects that allow everything are no projects. @internal */
export const checkProjects: Rule = repository =>
  repository
    .objects('argoproj.io/AppProject')
    .flatMap(({ manifest, object }) => {
      const { sourceRepos = [], destinations = [] } = object.spec;
      const wide = [
        ...sourceRepos.flatMap((url, index) =>
          url === '*'
            ? [
                {
                  field: ['spec', 'sourceRepos', index],
                  what: 'any repository',
                },
              ]
            : [],
        ),
        ...destinations.flatMap((item, index) =>
          item.server === '*' || item.name === '*' || item.namespace === '*'
            ? [
                {
                  field: ['spec', 'destinations', index],
                  what: 'any cluster or namespace',
                },
              ]
            : [],
        ),
      ];
      return wide.map(({ field, what }) =>
        findingAt(manifest, field, {
          code: 'PROJECT_TOO_WIDE',
          severity: 'warning',
          message: `The project '${object.metadata.name}' allows ${what}.`,
        }),
      );
    });
