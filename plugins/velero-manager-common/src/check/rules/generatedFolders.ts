import { matchesGlob } from '../../plan/objects/projectRules';
import type { Checked, CheckedRepository } from '../CheckedRepository';
import { directoryOf, resolvePath } from './relativePath';
import { isOwnUrl } from './argocdSources';

type ApplicationSet = Checked<'argoproj.io/ApplicationSet'>;

/** Of Go's patterns, only stars are read here. */
const OTHER_PATTERN = /[?[\\{]/;
/** The path of what is generated from, as a template names it. */
const PLACE = /\{\{\s*\.path\.path\s*\}\}/g;

/**
 * The folders of this repository that the Applications of an ApplicationSet
 * apply; null where it is made of something else than folders of it.
 *
 * @internal
 */
export function generatedFolders(
  repository: CheckedRepository,
  { object }: ApplicationSet,
): string[] | null {
  const { generators, template } = object.spec;
  const { path, repoURL = '' } = template.spec.source ?? {};
  if (path === undefined || !isOwnUrl(repository, repoURL)) return null;
  const taken = generators.map(({ git }) =>
    git?.directories?.every(item => !OTHER_PATTERN.test(item.path)) &&
    isOwnUrl(repository, git.repoURL)
      ? matched(repository, git.directories)
      : null,
  );
  if (!taken.every(folders => folders !== null)) return null;
  const applied = taken
    .flat()
    .map(folder => path.replace(PLACE, () => folder))
    .filter(text => !text.includes('{{'))
    .flatMap(text => resolvePath('', text) ?? []);
  return [...new Set(applied)];
}

function matched(
  repository: CheckedRepository,
  directories: readonly { path: string; exclude?: boolean }[],
): string[] {
  const folders = new Set([...repository.files.keys()].flatMap(foldersOf));
  const isMeant = (folder: string, exclude: boolean) =>
    directories.some(
      item =>
        (item.exclude ?? false) === exclude && matchesPath(item.path, folder),
    );
  return [...folders].filter(
    folder => isMeant(folder, false) && !isMeant(folder, true),
  );
}

function foldersOf(path: string): string[] {
  const folders: string[] = [];
  for (let at = directoryOf(path); at !== ''; at = directoryOf(at)) {
    folders.push(at);
  }
  return folders;
}

/** Go's `path.Match`, where no star takes a slash. */
function matchesPath(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const parts = path.split('/');
  return (
    wanted.length === parts.length &&
    wanted.every((part, index) => matchesGlob(part, parts[index]))
  );
}
