import { quoteValue } from '../../words';
import { Checked, CheckedRepository } from '../CheckedRepository';
import { Finding, findingAt, findingIn } from '../Finding';
import { directoryOf, resolvePath } from './relativePath';
import type { Rule } from './Rule';

type Kustomization = Checked<
  'kustomize.config.k8s.io/Kustomization' | 'kustomize.config.k8s.io/Component'
>;

const FILE_NAME = 'kustomization.yaml';

/**
 * A kustomization names what exists, and every manifest beside it: what it does
 * not name is never applied.
 *
 * @internal
 */
export const checkKustomizations: Rule = repository => {
  const all: Kustomization[] = [
    ...repository.objects('kustomize.config.k8s.io/Kustomization'),
    ...repository.objects('kustomize.config.k8s.io/Component'),
  ];
  const values = valueFilesOf(repository);
  return [
    ...all.flatMap(kustomization => [
      ...checkListed(repository, kustomization),
      ...checkUnlisted(repository, kustomization, values),
    ]),
    ...checkLeaves(repository),
  ];
};

function checkListed(
  repository: CheckedRepository,
  { manifest, object }: Kustomization,
) {
  const directory = directoryOf(manifest.path);
  const findings: Finding[] = [];
  for (const list of ['resources', 'components'] as const) {
    (object[list] ?? []).forEach((entry, index) => {
      const problem = problemOf(repository, directory, entry);
      if (!problem) return;
      findings.push(
        findingAt(manifest, [list, index], {
          code: problem.code,
          severity: 'error',
          message: `${quoteValue(entry)} ${problem.message}.`,
        }),
      );
    });
    const seen = new Set<string>();
    (object[list] ?? []).forEach((entry, index) => {
      if (seen.has(entry)) {
        findings.push(
          findingAt(manifest, [list, index], {
            code: 'LISTED_TWICE',
            severity: 'error',
            message: `${quoteValue(entry)} is listed twice.`,
          }),
        );
      }
      seen.add(entry);
    });
  }
  return findings;
}

function problemOf(
  repository: CheckedRepository,
  directory: string,
  entry: string,
): { code: string; message: string } | null {
  if (/^[a-z+]+:\/\/|^git@|^github\.com\//.test(entry)) {
    return {
      code: 'REMOTE_RESOURCE',
      message: 'lies outside of this repository',
    };
  }
  const path = resolvePath(directory, entry);
  if (path === null) {
    return { code: 'REMOTE_RESOURCE', message: 'leads out of this repository' };
  }
  if (repository.files.has(path)) {
    // Kustomize itself refuses files above its folder.
    return directory === '' || path.startsWith(`${directory}/`)
      ? null
      : { code: 'FILE_OUTSIDE', message: 'is a file outside of the folder' };
  }
  if (!repository.knows(path)) return null;
  if (!repository.hasDirectory(path)) {
    return { code: 'FILE_MISSING', message: 'does not exist' };
  }
  return repository.files.has(`${path}/${FILE_NAME}`)
    ? null
    : { code: 'FILE_MISSING', message: `is a folder without '${FILE_NAME}'` };
}

function checkUnlisted(
  repository: CheckedRepository,
  kustomization: Kustomization,
  values: ReadonlySet<string>,
) {
  const { manifest, object } = kustomization;
  const directory = directoryOf(manifest.path);
  const listed = new Set(
    namedBy(object).map(entry => resolvePath(directory, entry)),
  );
  const below = repository.filesBelow(directory);
  const nested = below
    .filter(path => path.endsWith(`/${FILE_NAME}`) && path !== manifest.path)
    .map(directoryOf);
  return below
    .filter(
      path =>
        /\.ya?ml$/.test(path) &&
        path !== manifest.path &&
        !listed.has(path) &&
        !values.has(path) &&
        !nested.some(folder => path.startsWith(`${folder}/`)),
    )
    .map(path =>
      findingIn(path, null, {
        code: 'FILE_UNLISTED',
        severity: 'error',
        message: `'${manifest.path}' does not list this file: it is never applied.`,
        fix: `List '${path.slice(directory.length + 1)}' in its resources.`,
      }),
    );
}

/** All files that a kustomization names, in whatever field. */
function namedBy(object: Kustomization['object']): string[] {
  const generators = [
    ...(object.configMapGenerator ?? []),
    ...(object.secretGenerator ?? []),
  ];
  return [
    ...(object.resources ?? []),
    ...(object.components ?? []),
    ...(object.generators ?? []),
    ...(object.transformers ?? []),
    ...(object.configurations ?? []),
    ...(object.patches ?? []).flatMap(({ path }) => path ?? []),
    ...generators
      .flatMap(({ files = [], envs = [] }) => [...files, ...envs])
      .map(file => file.replace(/^[^=]*=/, '')),
  ];
}

/** Files that an Application reads beside a chart. */
function valueFilesOf(repository: CheckedRepository): Set<string> {
  return new Set(
    repository
      .objects('argoproj.io/Application')
      .flatMap(({ object }) => object.spec.sources ?? [])
      .flatMap(({ helm }) => helm?.valueFiles ?? [])
      .map(file => file.replace(/^\$[^/]+\//, '')),
  );
}

/** Both folders of a cluster are applied on their own, so each needs its list. */
function checkLeaves(repository: CheckedRepository): Finding[] {
  const leaves = new Set<string>();
  for (const path of repository.files.keys()) {
    const leaf =
      /^environments\/[^/]+\/clusters\/[^/]+\/velero-(install|config)(?=\/)/.exec(
        path,
      )?.[0];
    if (leaf) leaves.add(leaf);
  }
  return [...leaves]
    .filter(leaf => !repository.files.has(`${leaf}/${FILE_NAME}`))
    .map(leaf =>
      findingIn(`${leaf}/${FILE_NAME}`, null, {
        code: 'KUSTOMIZATION_MISSING',
        severity: 'error',
        message: `The folder '${leaf}' has no '${FILE_NAME}': what lies in its sub-folders is never applied.`,
        fix: 'Write one that lists every file.',
      }),
    );
}
