import {
  RepositoryPaths,
  RepositorySettings,
  SETTINGS_PATH,
} from '../snapshot';
import { readSettings } from '../snapshot/parseSettings';
import { isWithin } from '../snapshot/RepositorySnapshot';
import {
  FileProblem,
  Manifest,
  readManifests,
} from '../snapshot/readManifests';
import {
  kindKey,
  ManifestKind,
  manifestSchemas,
  ManifestOf,
} from './kinds/manifestSchemas';

/** An object whose shape is right. @internal */
export interface Checked<K extends ManifestKind> {
  manifest: Manifest;
  object: ManifestOf<K>;
}

/** Folders whose YAML is for controllers; elsewhere stand texts and workflows. */
const MANIFESTS =
  /^(environments|argocd-apps|flux|bases|templates)\/.*\.ya?ml$/;
/** Values of a chart are no object. */
const VALUES = /(^|\/)values[^/]*\.ya?ml$/;

/**
 * A config repository, or as much of it as is known, read once for all rules.
 *
 * @internal
 */
export class CheckedRepository {
  readonly files: ReadonlyMap<string, string>;
  readonly manifests: readonly Manifest[];
  /** What is wrong with files that could not be read. */
  readonly unreadable: readonly (FileProblem & { path: string })[];
  readonly settings: RepositorySettings | null;
  readonly settingsProblems: readonly FileProblem[];
  readonly #scope: RepositoryPaths | null;
  readonly #filesBelow: ReadonlyMap<string, string[]>;
  readonly #manifestsBelow: ReadonlyMap<string, Manifest[]>;
  readonly #parsed = new Map<
    ManifestKind,
    { manifest: Manifest; object: unknown }[]
  >();

  private constructor(
    files: ReadonlyMap<string, string>,
    scope: RepositoryPaths | null,
  ) {
    const manifests: Manifest[] = [];
    const unreadable: (FileProblem & { path: string })[] = [];
    for (const [path, text] of files) {
      if (!MANIFESTS.test(path)) continue;
      const read = readManifests(path, text);
      if (!VALUES.test(path)) manifests.push(...read.manifests);
      unreadable.push(...read.problems.map(problem => ({ ...problem, path })));
    }
    const settings = readSettings(files.get(SETTINGS_PATH) ?? '');
    this.files = files;
    this.manifests = manifests;
    this.unreadable = unreadable;
    this.settings = settings.settings;
    this.settingsProblems = settings.problems;
    this.#scope = scope;
    this.#filesBelow = groupByDirectory([...files.keys()], path => path);
    this.#manifestsBelow = groupByDirectory(manifests, ({ path }) => path);
  }

  /** @param scope - what of the repository is known; null for all of it */
  static of(
    files: ReadonlyMap<string, string>,
    scope: RepositoryPaths | null,
  ): CheckedRepository {
    return new CheckedRepository(files, scope);
  }

  /** Whether all of the repository is known. */
  get isWhole(): boolean {
    return this.#scope === null;
  }

  /** Whether a path that is not among the files truly does not exist. */
  knows(path: string): boolean {
    return this.#scope === null || isWithin(this.#scope, path);
  }

  hasDirectory(path: string): boolean {
    return this.#filesBelow.has(path);
  }

  /** Paths of all files below a directory; the root is ''. */
  filesBelow(directory: string): readonly string[] {
    return this.#filesBelow.get(directory) ?? [];
  }

  /** The objects in all files below a directory; the root is ''. */
  manifestsBelow(directory: string): readonly Manifest[] {
    return this.#manifestsBelow.get(directory) ?? [];
  }

  /** The objects of a kind whose shape is right. */
  objects<K extends ManifestKind>(kind: K): Checked<K>[] {
    const parsed = this.#parsed.get(kind) ?? this.#parse(kind);
    this.#parsed.set(kind, parsed);
    // The schema of a kind gives out an object of that kind; the map hides it.
    return parsed as Checked<K>[];
  }

  #parse(kind: ManifestKind): { manifest: Manifest; object: unknown }[] {
    return this.manifests.flatMap(manifest => {
      const { identity } = manifest;
      if (!identity || kindKey(identity.apiVersion, identity.kind) !== kind)
        return [];
      const read = manifestSchemas[kind].safeParse(manifest.data);
      return read.success ? [{ manifest, object: read.data }] : [];
    });
  }
}

/** Items by each of the directories that they are below. */
function groupByDirectory<T>(
  items: readonly T[],
  pathOf: (item: T) => string,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const parts = pathOf(item).split('/');
    for (let depth = 0; depth < parts.length; depth++) {
      const directory = parts.slice(0, depth).join('/');
      const group = groups.get(directory);
      if (group) group.push(item);
      else groups.set(directory, [item]);
    }
  }
  return groups;
}
