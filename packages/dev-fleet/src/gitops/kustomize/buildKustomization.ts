import { kustomizeId, Manifest } from '../manifests/Manifest';
import { ManifestError } from '../manifests/ManifestError';
import { readManifests } from '../manifests/readManifests';
import { applyPatch, LoadedPatch } from './applyPatches';
import { FileTree, joinPath } from './FileTree';
import { Kustomization, parseKustomization, PatchRule } from './Kustomization';
import { setAnnotations, setLabels } from './setMarks';
import { setNamespace } from './setNamespace';

/** What is added to a kustomization from outside, as Flux does. @internal */
export interface BuildOverlay {
  namespace?: string;
  patches?: PatchRule[];
  components?: string[];
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

/**
 * Builds the kustomization of a folder, as `kustomize build` does: the order
 * is that of the resources; components work on all that stands before them.
 *
 * @throws ManifestError in Kustomize's words, as far as it is supported
 * @internal
 */
export function buildKustomization(
  files: FileTree,
  folder: string,
  overlay?: BuildOverlay,
): Manifest[] {
  const built = buildFolder({ files, folder, isComponent: false, above: [] });
  return overlay ? layOver(built, { files, folder, overlay }) : built;
}

interface Build {
  files: FileTree;
  folder: string;
  isComponent: boolean;
  /** The folders that are being built around this one. */
  above: string[];
}

function buildFolder(build: Build, before: Manifest[] = []): Manifest[] {
  const kustomization = readKustomization(build);
  const { files, folder } = build;
  const above = [...build.above, folder];
  let manifests = before;
  for (const path of kustomization.resources) {
    const added = readResource({ ...build, above }, path);
    manifests = append(manifests, added, path);
  }
  for (const path of kustomization.components) {
    const at = folderAt({ ...build, above }, path);
    const component = { files, folder: at, isComponent: true, above };
    manifests = buildFolder(component, manifests);
  }
  return transform(manifests, kustomization, build);
}

function readKustomization(build: Build): Kustomization {
  const { files, folder, isComponent, above } = build;
  if (above.includes(folder)) {
    throw new ManifestError(
      `cycle detected: candidate root '${folder}' contains visited root '${folder}'`,
    );
  }
  const file = files.kustomizationOf(folder);
  if (!file) {
    throw new ManifestError(
      `unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '${folder}'`,
    );
  }
  const text = files.read(file) ?? '';
  if (text.trim() === '') throw new ManifestError(`${file} is empty`);
  const kustomization = parseKustomization(text, file);
  if (kustomization.isComponent === isComponent) return kustomization;
  throw new ManifestError(
    isComponent
      ? `accumulating components: '${folder}' must be of kind Component`
      : `'${folder}' is a Component: name it under components, not resources`,
  );
}

function readResource(build: Build, path: string): Manifest[] {
  const { files, folder } = build;
  if (/^(https?|ssh|git):|^git@|\?ref=/.test(path)) {
    throw new ManifestError(
      `remote resource '${path}' in '${folder}' is not supported here`,
    );
  }
  const at = joinPath(folder, path);
  const text = at === undefined ? undefined : files.read(at);
  if (at !== undefined && text !== undefined) {
    if (folder !== '.' && !at.startsWith(`${folder}/`)) {
      throw accumulating(
        path,
        `security; file '${at}' is not in or below '${folder}'`,
      );
    }
    return read(text, path);
  }
  return buildFolder({
    ...build,
    folder: folderAt(build, path),
    isComponent: false,
  });
}

function read(text: string, path: string): Manifest[] {
  try {
    return readManifests(text, path);
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    throw new ManifestError(
      `accumulating resources: accumulating resources from '${path}': ${error.message}`,
    );
  }
}

function folderAt({ files, folder }: Build, path: string): string {
  const at = joinPath(folder, path);
  if (at !== undefined && files.hasFolder(at)) return at;
  throw accumulating(
    path,
    `lstat ${at ?? path}: no such file or directory`,
    `: must build at directory: not a valid directory`,
  );
}

function accumulating(path: string, why: string, end = ''): ManifestError {
  return new ManifestError(
    `accumulating resources: accumulation err='accumulating resources from '${path}': ${why}'${end}`,
  );
}

function append(
  manifests: Manifest[],
  added: Manifest[],
  path: string,
): Manifest[] {
  const known = new Set(manifests.map(kustomizeId));
  for (const id of added.map(kustomizeId)) {
    if (known.has(id)) {
      throw accumulating(
        path,
        `may not add resource with an already registered id: ${id}`,
      );
    }
    known.add(id);
  }
  return [...manifests, ...added];
}

/** In the order of Kustomize: patches, namespace, labels, annotations. */
function transform(
  manifests: Manifest[],
  kustomization: Kustomization,
  build: Pick<Build, 'files' | 'folder'>,
): Manifest[] {
  const { patches, namespace, labels, commonAnnotations } = kustomization;
  const patched = patches
    .map(rule => loadPatch(rule, build))
    .reduce(applyPatch, manifests);
  const placed = namespace ? setNamespace(patched, namespace) : patched;
  const ids = placed.map(kustomizeId);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) {
    throw new ManifestError(
      `namespace transformation produces ID conflict: ${twice}`,
    );
  }
  return placed.map(manifest =>
    setAnnotations(labels.reduce(setLabels, manifest), commonAnnotations),
  );
}

function loadPatch(
  rule: PatchRule,
  { files, folder }: Pick<Build, 'files' | 'folder'>,
): LoadedPatch {
  const { path, patch, target } = rule;
  if ((path === undefined) === (patch === undefined)) {
    throw new ManifestError(
      `patch in '${folder}': must specify one of patch and path`,
    );
  }
  if (patch !== undefined) {
    return { text: patch, file: `patch in ${folder}`, target };
  }
  const at = joinPath(folder, path ?? '');
  const text = at === undefined ? undefined : files.read(at);
  if (text === undefined) {
    throw new ManifestError(
      `failed to get the patch file from path(${path}): open ${
        at ?? path
      }: no such file or directory`,
    );
  }
  return { text, file: path ?? '', target };
}

function layOver(
  built: Manifest[],
  options: { files: FileTree; folder: string; overlay: BuildOverlay },
): Manifest[] {
  const { files, folder, overlay } = options;
  const build = { files, folder, isComponent: true, above: [folder] };
  const composed = (overlay.components ?? []).reduce<Manifest[]>(
    (manifests, path) =>
      buildFolder({ ...build, folder: folderAt(build, path) }, manifests),
    built,
  );
  const { labels: pairs = {}, annotations = {} } = overlay;
  const rule = { pairs, includeSelectors: false, includeTemplates: false };
  return transform(
    composed,
    {
      isComponent: false,
      resources: [],
      components: [],
      namespace: overlay.namespace,
      labels: [rule],
      commonAnnotations: annotations,
      patches: overlay.patches ?? [],
    },
    build,
  );
}
