import { projectPath } from '../../snapshot';
import { quoteValue } from '../../words';
import type { Checked, CheckedRepository } from '../CheckedRepository';
import { Finding, findingAt } from '../Finding';
import type { Rule } from './Rule';

type Application = Checked<'argoproj.io/Application'>;
type Project = Checked<'argoproj.io/AppProject'>;
type Destination = NonNullable<
  Project['object']['spec']['destinations']
>[number];

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
  return [...checkRepos(app, project), ...checkDestination(app, project)];
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
    if (allowed.some(pattern => matches(pattern, item.repoURL))) return [];
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
  if (allowed.some(item => covers(item, destination))) return [];
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

function covers(allowed: Destination, wanted: Destination): boolean {
  const cluster =
    wanted.server === undefined
      ? matches(allowed.name, wanted.name)
      : matches(allowed.server, wanted.server);
  return cluster && matches(allowed.namespace, wanted.namespace ?? '');
}

/** Argo CD's globs, of which `*` is what people use. Linear: no regular expression. */
function matches(
  pattern: string | undefined,
  value: string | undefined,
): boolean {
  if (pattern === undefined || value === undefined) return false;
  const [first, ...rest] = pattern.split('*');
  if (rest.length === 0) return pattern === value;
  if (!value.startsWith(first)) return false;
  const last = rest.pop() ?? '';
  let at = first.length;
  for (const part of rest) {
    const found = value.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return value.length - last.length >= at && value.endsWith(last);
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
