import {
  Manifest,
  ObjectIdentity,
  readManifests,
} from '../snapshot/readManifests';
import { conflict, PlanConflict } from './ChangePlan';

/**
 * The objects below a folder that are what is looked for, whatever their files
 * are called. A file that cannot be read is a conflict: what it holds is unknown.
 *
 * @internal
 */
export function findManifests(
  files: ReadonlyMap<string, string>,
  directory: string,
  matches: (identity: ObjectIdentity, manifest: Manifest) => boolean,
): { manifests: Manifest[] } | PlanConflict {
  const found: Manifest[] = [];
  for (const [path, text] of files) {
    if (!path.startsWith(`${directory}/`) || !/\.ya?ml$/.test(path)) continue;
    const { manifests, problems } = readManifests(path, text);
    if (problems.length > 0) {
      const [{ line, message }] = problems;
      return conflict(
        path,
        `The file '${path}' ${message} (line ${line ?? 1}).`,
      );
    }
    found.push(
      ...manifests.filter(
        manifest => manifest.identity && matches(manifest.identity, manifest),
      ),
    );
  }
  return { manifests: found };
}
