import { matchesGlob } from '../../plan/objects/projectRules';
import { quoteName, quoteValue } from '../../words';
import type { Checked, CheckedRepository } from '../CheckedRepository';
import { Finding, findingAt } from '../Finding';
import { isOwnUrl, sourcesOf } from './argocdSources';
import { generatedFolders } from './generatedFolders';
import { resolvePath } from './relativePath';
import type { Rule } from './Rule';

type ApplicationSet = Checked<'argoproj.io/ApplicationSet'>;
type Project = Checked<'argoproj.io/AppProject'>;

const SPEC = ['spec', 'template', 'spec'];
const FINALIZER = 'resources-finalizer.argocd.argoproj.io';

/**
 * What an ApplicationSet makes stays what its reviewers saw: nothing is torn
 * down by a folder that is gone, and no folder chooses what it may do.
 *
 * @internal
 */
export const checkApplicationSets: Rule = repository =>
  repository
    .objects('argoproj.io/ApplicationSet')
    .flatMap(set => [
      ...checkTemplate(set),
      ...checkDeletion(set),
      ...checkProject(repository, set),
      ...checkFolders(repository, set),
    ]);

/** What is missing must not become a text that names something. */
function checkTemplate({ manifest, object }: ApplicationSet): Finding[] {
  const { goTemplate, goTemplateOptions = [] } = object.spec;
  if (goTemplate && goTemplateOptions.includes('missingkey=error')) return [];
  return [
    findingAt(
      manifest,
      goTemplate ? ['spec', 'goTemplateOptions'] : ['spec', 'goTemplate'],
      {
        code: 'TEMPLATE_LENIENT',
        severity: 'warning',
        message: `The ApplicationSet ${quoteName(
          object.metadata.name,
        )} does not fail where a value is missing: the placeholder then stands in names and paths.`,
        fix: "Write 'goTemplate: true' and 'goTemplateOptions: [missingkey=error]'.",
      },
    ),
  ];
}

/**
 * Trap T11: without `preserveResourcesOnDeletion` the controller gives each
 * Application the cascading finalizer (argo-cd applicationset/utils, `RenderTemplateParams`).
 */
function checkDeletion({ manifest, object }: ApplicationSet): Finding[] {
  const { syncPolicy, template } = object.spec;
  const { finalizers = [] } = template.metadata;
  const named = finalizers.some(name => name.startsWith(FINALIZER));
  const given =
    finalizers.length === 0 && !syncPolicy?.preserveResourcesOnDeletion;
  if (!named && !given) return [];
  return [
    findingAt(
      manifest,
      named
        ? ['spec', 'template', 'metadata', 'finalizers']
        : ['spec', 'syncPolicy'],
      {
        code: 'DELETE_CASCADES',
        severity: 'error',
        message: `Deleting the ApplicationSet ${quoteName(
          object.metadata.name,
        )}, or a folder that it takes, deletes what its Applications applied.`,
        fix: named
          ? 'Take the finalizer out.'
          : "Write 'preserveResourcesOnDeletion: true' into its syncPolicy.",
      },
    ),
  ];
}

function checkProject(
  repository: CheckedRepository,
  set: ApplicationSet,
): Finding[] {
  const { manifest, object } = set;
  const { project: name } = object.spec.template.spec;
  const field = [...SPEC, 'project'];
  if (name.includes('{{')) {
    return [
      findingAt(manifest, field, {
        code: 'PROJECT_TEMPLATED',
        severity: 'error',
        message:
          'Its template names the project, so whoever adds what is generated from chooses what it may do.',
        fix: 'Name one project.',
      }),
    ];
  }
  if (name === 'default') {
    return [
      findingAt(manifest, field, {
        code: 'PROJECT_TOO_WIDE',
        severity: 'warning',
        message: "The project 'default' allows everything everywhere.",
      }),
    ];
  }
  const project = repository
    .objects('argoproj.io/AppProject')
    .find(item => item.object.metadata.name === name);
  if (project) return checkLimits(set, project);
  if (!repository.isWhole) return []; // it may stand where we do not look
  return [
    findingAt(manifest, field, {
      code: 'PROJECT_UNKNOWN',
      severity: 'error',
      message: `No AppProject is called ${quoteValue(
        name,
      )}: Argo CD refuses each Application.`,
    }),
  ];
}

/** Which address a cluster has is not known by its name, its namespaces are. */
function checkLimits(
  { manifest, object }: ApplicationSet,
  project: Project,
): Finding[] {
  const { destination } = object.spec.template.spec;
  const { namespace = '' } = destination;
  const { sourceRepos = [], destinations = [] } = project.object.spec;
  const forbidden = (place: (string | number)[], what: string) =>
    findingAt(manifest, [...SPEC, ...place], {
      code: 'PROJECT_FORBIDS',
      severity: 'error',
      message: `The project ${quoteName(
        project.object.metadata.name,
      )} does not allow ${what}.`,
    });
  const isAllowed = destinations.some(item =>
    matchesGlob(item.namespace, namespace),
  );
  return [
    ...sourcesOf(object.spec.template.spec)
      .filter(
        ({ source: { repoURL } }) =>
          !repoURL.includes('{{') &&
          !sourceRepos.some(pattern => matchesGlob(pattern, repoURL)),
      )
      .map(({ source, field: place }) =>
        forbidden(
          [...place.slice(1), 'repoURL'],
          `the repository ${quoteValue(source.repoURL)}`,
        ),
      ),
    ...(isAllowed || namespace.includes('{{')
      ? []
      : [
          forbidden(
            ['destination', 'namespace'],
            `the namespace ${quoteValue(namespace)} of any cluster`,
          ),
        ]),
  ];
}

/** A folder that two apply is changed back and forth for ever. */
function checkFolders(
  repository: CheckedRepository,
  set: ApplicationSet,
): Finding[] {
  const folders = generatedFolders(repository, set);
  if (folders === null) return [];
  const field = ['spec', 'generators'];
  if (folders.length === 0 && repository.isWhole) {
    return [
      findingAt(set.manifest, field, {
        code: 'GENERATES_NOTHING',
        severity: 'info',
        message: `No folder of the repository is one that the ApplicationSet ${quoteName(
          set.object.metadata.name,
        )} takes, so it makes no Application yet.`,
      }),
    ];
  }
  return repository.objects('argoproj.io/Application').flatMap(app =>
    sourcesOf(app.object.spec)
      .filter(({ source }) => isOwnUrl(repository, source.repoURL))
      .map(({ source }) => resolvePath('', source.path ?? ''))
      .filter(path => path && folders.includes(path))
      .map(path =>
        findingAt(set.manifest, field, {
          code: 'APPLIED_TWICE',
          severity: 'error',
          message: `The Application ${quoteName(
            app.object.metadata.name,
          )} applies the folder ${quoteValue(path)} as well.`,
          fix: 'Leave the folder out of the ApplicationSet, or take the Application out.',
        }),
      ),
  );
}
