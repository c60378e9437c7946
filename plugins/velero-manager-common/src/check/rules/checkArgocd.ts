import { CLUSTER_APPS_DIRECTORY } from '../../snapshot';
import { clustersOfInclude } from '../../plan/objects/argocd';
import { quoteValue } from '../../words';
import type { Checked, CheckedRepository } from '../CheckedRepository';
import { Finding, findingAt, findingIn } from '../Finding';
import { isOwnUrl, Source, sourcesOf } from './argocdSources';
import { checkProject } from './checkProject';
import { resolvePath } from './relativePath';
import type { Rule } from './Rule';

type Application = Checked<'argoproj.io/Application'>;

const FINALIZER = 'resources-finalizer.argocd.argoproj.io';
const EXACT_VERSION = /^v?\d+\.\d+\.\d+([-+][0-9A-Za-z.-]+)?$/;

/** Argo CD finds what it is to apply, may apply it, and cannot tear it down. @internal */
export const checkArgocd: Rule = repository => [
  ...repository
    .objects('argoproj.io/Application')
    .flatMap(app => [
      ...checkSources(repository, app),
      ...checkDeletion(app),
      ...checkOrder(repository, app),
      ...checkProject(repository, app),
    ]),
  ...checkCarried(repository),
];

function checkSources(
  repository: CheckedRepository,
  app: Application,
): Finding[] {
  return sourcesOf(app.object.spec).flatMap(({ source, field }) => {
    if (source.chart !== undefined) return checkChart(app, source, field);
    if (source.path === undefined || !isOwnUrl(repository, source.repoURL))
      return [];
    const path = resolvePath('', source.path);
    if (
      path === null ||
      (!repository.hasDirectory(path) && repository.knows(path))
    ) {
      return [
        findingAt(app.manifest, [...field, 'path'], {
          code: 'PATH_MISSING',
          severity: 'error',
          message: `The repository has no folder ${quoteValue(source.path)}.`,
        }),
      ];
    }
    return checkRecursion(repository, app, { source, field, path });
  });
}

function checkChart(
  app: Application,
  source: Source,
  field: (string | number)[],
): Finding[] {
  if (EXACT_VERSION.test(source.targetRevision ?? '')) return [];
  return [
    findingAt(app.manifest, [...field, 'targetRevision'], {
      code: 'CHART_NOT_PINNED',
      severity: 'error',
      message: `The chart ${quoteValue(
        source.chart,
      )} must be pinned to one version.`,
    }),
  ];
}

/** Trap T6: without a kustomization only the top folder is read. */
function checkRecursion(
  repository: CheckedRepository,
  app: Application,
  {
    source,
    field,
    path,
  }: { source: Source; field: (string | number)[]; path: string },
): Finding[] {
  const prefix = path === '' ? '' : `${path}/`;
  const below = repository.filesBelow(path);
  const deep = below.filter(file => file.slice(prefix.length).includes('/'));
  const plain =
    !repository.files.has(`${prefix}kustomization.yaml`) &&
    !repository.files.has(`${prefix}Chart.yaml`);
  if (!plain || source.directory?.recurse || deep.length === 0) return [];
  return [
    findingAt(app.manifest, [...field, 'path'], {
      code: 'NOT_RECURSED',
      severity: 'error',
      message: `Argo CD reads the top of ${quoteValue(
        source.path,
      )} alone: what lies in its sub-folders is never applied.`,
      fix: "Add a kustomization.yaml to it, or 'directory.recurse: true'.",
    }),
  ];
}

/** Trap T11: Velero's CRDs go with the Application, and every Backup with them. */
function checkDeletion(app: Application): Finding[] {
  const { manifest, object } = app;
  const { metadata, spec } = object;
  const findings: Finding[] = [];
  if (metadata.finalizers?.some(name => name.startsWith(FINALIZER))) {
    findings.push(
      findingAt(manifest, ['metadata', 'finalizers'], {
        code: 'DELETE_CASCADES',
        severity: 'error',
        message:
          'With this finalizer, deleting or renaming the Application deletes what it applied: Velero, its CRDs and with them every Backup.',
        fix: 'Take the finalizer out.',
      }),
    );
  }
  const installs = sourcesOf(app.object.spec).some(
    ({ source }) => source.chart !== undefined,
  );
  if (installs && spec.syncPolicy?.automated?.prune) {
    findings.push(
      findingAt(manifest, ['spec', 'syncPolicy', 'automated', 'prune'], {
        code: 'DELETE_CASCADES',
        severity: 'error',
        message:
          'Pruning what installs Velero can delete its CRDs and with them every Backup.',
        fix: "Set 'prune: false'.",
      }),
    );
  }
  return findings;
}

/** Trap T7: objects come before their kind is known. */
function checkOrder(
  repository: CheckedRepository,
  app: Application,
): Finding[] {
  const { manifest, object } = app;
  const holdsVelero = sourcesOf(app.object.spec)
    .filter(
      ({ source }) =>
        source.path !== undefined && isOwnUrl(repository, source.repoURL),
    )
    .flatMap(({ source }) =>
      repository.manifestsBelow(resolvePath('', source.path ?? '') ?? ''),
    )
    .some(({ identity }) => identity?.apiVersion === 'velero.io/v1');
  const options = object.spec.syncPolicy?.syncOptions ?? [];
  if (!holdsVelero || options.includes('SkipDryRunOnMissingResource=true'))
    return [];
  return [
    findingAt(manifest, ['spec', 'syncPolicy'], {
      code: 'CRDS_FIRST',
      severity: 'warning',
      message:
        "On a new cluster Velero's kinds are not known yet, and the first sync fails.",
      fix: "Add the sync option 'SkipDryRunOnMissingResource=true'.",
    }),
  ];
}

/** An environment's Application names the files it takes; others are never read. */
function checkCarried(repository: CheckedRepository): Finding[] {
  if (!repository.isWhole) return [];
  const carried = new Set<string>();
  for (const app of repository.objects('argoproj.io/Application')) {
    for (const { source } of sourcesOf(app.object.spec)) {
      if (source.path !== CLUSTER_APPS_DIRECTORY) continue;
      const { include } = source.directory ?? {};
      const clusters =
        include === undefined ? null : clustersOfInclude(include);
      if (clusters === null) return [];
      clusters.forEach(name =>
        carried.add(`${CLUSTER_APPS_DIRECTORY}/${name}.yaml`),
      );
    }
  }
  return repository
    .filesBelow(CLUSTER_APPS_DIRECTORY)
    .filter(path => path.endsWith('.yaml') && !carried.has(path))
    .map(path =>
      findingIn(path, null, {
        code: 'FILE_UNLISTED',
        severity: 'error',
        message:
          "No environment's Application takes this file: it is never applied.",
        fix: "List it in 'directory.include' of 'argocd-apps/environments/<environment>-apps.yaml'.",
      }),
    );
}
