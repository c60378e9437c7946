import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { isRecord } from '../../apiserver/KubeObject';
import {
  buildKustomization,
  BuildOverlay,
} from '../kustomize/buildKustomization';
import { FileTree } from '../kustomize/FileTree';
import { PatchRule } from '../kustomize/Kustomization';
import {
  listOf,
  recordOf,
  textFieldsOf,
  textOf,
  textsOf,
} from '../manifests/lenient';
import { Manifest } from '../manifests/Manifest';
import { ManifestError } from '../manifests/ManifestError';
import { readManifests } from '../manifests/readManifests';

const UNSUPPORTED = ['postBuild', 'decryption', 'kubeConfig', 'images'];

/** The objects of a Kustomization and what identifies them. @internal */
export interface Built {
  manifests: Manifest[];
  /** `sha256:<hex>` of the objects. */
  digest: string;
}

/**
 * Builds a folder as kustomize-controller does: where there is no
 * kustomization file, one is made of all manifests below.
 *
 * @throws ManifestError
 * @internal
 */
export function buildPath(
  files: ReadonlyMap<string, string>,
  options: { folder: string; spec: Record<string, unknown> },
): Built {
  const { folder, spec } = options;
  const unsupported = UNSUPPORTED.find(field => spec[field] !== undefined);
  if (unsupported) {
    throw new ManifestError(`spec.${unsupported} is not supported here`);
  }
  const tree = withKustomization(files, folder);
  const manifests = buildKustomization(tree, folder, overlayOf(spec));
  const digest = createHash('sha256')
    .update(JSON.stringify(manifests))
    .digest('hex');
  return { manifests, digest: `sha256:${digest}` };
}

function overlayOf(spec: Record<string, unknown>): BuildOverlay {
  const common = recordOf(spec.commonMetadata);
  return {
    namespace: textOf(spec.targetNamespace),
    components: textsOf(spec.components),
    patches: listOf(spec.patches).map(recordOf).map(toPatch),
    labels: textFieldsOf(common.labels),
    annotations: textFieldsOf(common.annotations),
  };
}

function toPatch({ patch, target }: Record<string, unknown>): PatchRule {
  return {
    patch: textOf(patch),
    ...(isRecord(target) ? { target: textFieldsOf(target) } : {}),
  };
}

function withKustomization(
  files: ReadonlyMap<string, string>,
  folder: string,
): FileTree {
  const tree = FileTree.create(files);
  if (tree.kustomizationOf(folder)) return tree;
  const resources = resourcesIn(tree, folder);
  const text = JSON.stringify({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources,
  });
  const path = folder === '.' ? '' : `${folder}/`;
  return FileTree.create(
    new Map([...files, [`${path}kustomization.yaml`, text]]),
  );
}

/** A folder with a kustomization of its own stands for what is in it. */
function resourcesIn(tree: FileTree, folder: string): string[] {
  const found = tree.filesBelow(folder).map(path => {
    const inner = folder === '.' ? path : path.slice(folder.length + 1);
    const parts = posix.dirname(inner).split('/');
    const folders = parts.map((_, at) => parts.slice(0, at + 1).join('/'));
    const own = folders.find(
      at => at !== '.' && tree.kustomizationOf(posix.join(folder, at)),
    );
    if (own) return own;
    if (!/\.ya?ml$/.test(inner)) return undefined;
    readManifests(tree.read(path) ?? '', inner); // says what is wrong
    return inner;
  });
  return [...new Set(found.filter(path => path !== undefined))];
}
