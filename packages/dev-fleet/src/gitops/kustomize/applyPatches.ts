import { isRecord } from '../../apiserver/KubeObject';
import { jsonPatch } from '../../apiserver/jsonPatch';
import { mergePatch } from '../../apiserver/mergePatch';
import { StatusError } from '../../apiserver/StatusError';
import { strategicMergePatch } from '../../apiserver/strategicMergePatch';
import { kustomizeId, Manifest } from '../manifests/Manifest';
import { ManifestError } from '../manifests/ManifestError';
import { readDocuments, toManifest } from '../manifests/readManifests';
import { matchesTarget } from './matchesTarget';
import { PatchTarget } from './Kustomization';
import { isBuiltIn } from './scope';

/** A patch with its text. @internal */
export interface LoadedPatch {
  text: string;
  /** Where it came from, for errors. */
  file: string;
  target?: PatchTarget;
}

/**
 * Applies one entry of `patches:`: a list of JSON patch operations for the
 * objects of its target, or a partial object for them or, without a target,
 * for the object of that name.
 *
 * @throws ManifestError where there is no object to patch
 * @internal
 */
export function applyPatch(
  manifests: Manifest[],
  patch: LoadedPatch,
): Manifest[] {
  const documents = readDocuments(patch.text, patch.file);
  return documents.reduce<Manifest[]>(
    (result, document) =>
      Array.isArray(document)
        ? applyOperations(result, { ...patch, operations: document })
        : applyPartial(result, { ...patch, partial: document }),
    manifests,
  );
}

function applyOperations(
  manifests: Manifest[],
  patch: LoadedPatch & { operations: unknown[] },
): Manifest[] {
  const { target, file } = patch;
  if (!target) {
    throw new ManifestError(
      `must specify a target for JSON patch in '${file}'`,
    );
  }
  return manifests.map(manifest => {
    if (!matchesTarget(manifest, target)) return manifest;
    try {
      return toManifest(jsonPatch(manifest, patch.operations), file);
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
      throw new ManifestError(
        `patch '${file}' does not fit ${kustomizeId(manifest)}: ${
          error.message
        }`,
      );
    }
  });
}

function applyPartial(
  manifests: Manifest[],
  patch: LoadedPatch & { partial: unknown },
): Manifest[] {
  const { target, partial, file } = patch;
  if (!isRecord(partial)) {
    throw new ManifestError(
      `unable to parse patch '${file}': neither an object nor a list`,
    );
  }
  const isMeant = target
    ? (manifest: Manifest) => matchesTarget(manifest, target)
    : isNamedBy(toManifest(partial, file));
  if (!target && !manifests.some(isMeant)) {
    const id = kustomizeId(toManifest(partial, file));
    throw new ManifestError(
      `no resource matches strategic merge patch "${id}": no matches for Id ${id}; failed to find unique target for patch ${id}`,
    );
  }
  return manifests.flatMap(manifest =>
    isMeant(manifest) ? merge(manifest, partial, file) : [manifest],
  );
}

function isNamedBy(partial: Manifest): (manifest: Manifest) => boolean {
  const { name, namespace } = partial.metadata;
  return manifest =>
    manifest.apiVersion === partial.apiVersion &&
    manifest.kind === partial.kind &&
    manifest.metadata.name === name &&
    (manifest.metadata.namespace ?? namespace) ===
      (namespace ?? manifest.metadata.namespace);
}

/** Name, namespace and kind stay: a patch is no way to rename. */
function merge(
  manifest: Manifest,
  partial: Record<string, unknown>,
  file: string,
): Manifest[] {
  const { $patch, ...fields } = partial;
  if ($patch === 'delete') return [];
  const merged = isBuiltIn(manifest)
    ? strategicMergePatch(manifest, fields)
    : mergePatch(manifest, fields);
  const { apiVersion, kind } = manifest;
  const { name, namespace } = manifest.metadata;
  const next = toManifest(merged, file);
  const metadata = { ...next.metadata, name, namespace };
  if (namespace === undefined) delete metadata.namespace;
  return [{ ...next, apiVersion, kind, metadata }];
}
