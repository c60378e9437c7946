import { isMap, type Manifest, valueAt } from './readManifests';

/**
 * The folders of this repository that an Application of Argo CD or a
 * Kustomization of Flux has applied; '' is the root. What Flux takes them from
 * stands elsewhere, so its folders are taken to be of this repository.
 *
 * @internal
 */
export function appliedFolders(manifest: Manifest, ownUrl: string): string[] {
  const { identity, data } = manifest;
  const group = identity?.apiVersion.split('/')[0];
  if (group === 'argoproj.io' && identity?.kind === 'Application') {
    return sourcesOf(data)
      .filter(({ repoURL }) => plain(repoURL) === plain(ownUrl))
      .flatMap(({ path }) => folderOf(path));
  }
  return group === 'kustomize.toolkit.fluxcd.io'
    ? folderOf(valueAt(data, ['spec', 'path']) ?? './')
    : [];
}

/** Whether what applies a folder applies another one too, being around it. @internal */
export function isAround(folder: string, other: string): boolean {
  return folder === '' || `${other}/`.startsWith(`${folder}/`);
}

function sourcesOf(data: unknown): Record<string, unknown>[] {
  const one = valueAt(data, ['spec', 'source']);
  const several = valueAt(data, ['spec', 'sources']);
  return [one, ...(Array.isArray(several) ? several : [])].filter(isMap);
}

function folderOf(path: unknown): string[] {
  return typeof path === 'string' ? [path.replace(/^(\.?\/)+|\/+$/g, '')] : [];
}

function plain(url: unknown): string {
  return String(url).replace(/(\.git)?\/?$/, '');
}
