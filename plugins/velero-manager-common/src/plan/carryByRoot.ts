import { ARGOCD_APPS_DIRECTORY, BOOTSTRAP_DIRECTORY } from '../snapshot/layout';
import { isMap, readManifests } from '../snapshot/readManifests';
import { isEditable, printEdited, setField } from './editManifest';

const INCLUDE = ['spec', 'source', 'directory', 'include'];

/**
 * The file that carries a folder of Applications, and its text; `null` where
 * none here does, so that people must see to it.
 *
 * @internal
 */
export type Carried = { path: string; text: string } | null;

/**
 * Lets the root Application carry the files of one folder below `argocd-apps`:
 * it names what it takes, and what it does not name is never applied.
 *
 * @param glob - what is carried: `applications/*.yaml`
 * @internal
 */
export function carryByRoot(
  files: ReadonlyMap<string, string>,
  glob: string,
): Carried {
  for (const [path, text] of files) {
    if (!path.startsWith(`${BOOTSTRAP_DIRECTORY}/`)) continue;
    for (const manifest of readManifests(path, text).manifests) {
      const { document, data, identity } = manifest;
      const source = isMap(data) && isMap(data.spec) ? data.spec.source : null;
      if (identity?.kind !== 'Application' || !isMap(source)) continue;
      if (source.path !== ARGOCD_APPS_DIRECTORY) continue;
      const include: unknown = document.getIn(INCLUDE);
      const list =
        typeof include === 'string' ? /^\{([^{}]*)\}$/.exec(include) : null;
      if (!list || !isEditable(document, INCLUDE)) continue;
      const globs = list[1].split(',').map(item => item.trim());
      if (globs.includes(glob)) return { path, text };
      setField(document, INCLUDE, `{${[...globs, glob].join(',')}}`);
      return { path, text: printEdited(text, manifest) };
    }
  }
  return null;
}
