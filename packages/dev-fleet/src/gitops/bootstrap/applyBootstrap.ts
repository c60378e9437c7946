import { GitOpsCluster } from '../cluster/GitOpsCluster';
import { applyAll } from '../flux/applyAll';
import { readManifests } from '../manifests/readManifests';
import { GitSources } from '../source/GitSources';

/** A file that somebody applies by hand, and again when it changes. @public */
export interface BootstrapFile {
  /** The cluster it is applied to. */
  cluster: string;
  /** The repository. */
  url: string;
  /** Default: `main`. */
  revision?: string;
  path: string;
}

/**
 * Does what `kubectl apply -f` does, as soon as the file is there and whenever
 * it is another.
 *
 * @throws Error where the file cannot be applied
 * @internal
 */
export async function applyBootstrap(
  file: BootstrapFile,
  options: {
    cluster: GitOpsCluster;
    sources: GitSources;
    /** What was applied last. */
    applied: Map<BootstrapFile, string>;
    now: Date;
  },
): Promise<void> {
  const { cluster, sources, applied, now } = options;
  const { url, path, revision = 'main' } = file;
  const read = await sources.read(url, { revision, now });
  const text = read.ok ? read.tree.files.get(path) : undefined;
  if (text === undefined || applied.get(file) === text) return;
  applied.set(file, text);
  const manifests = readManifests(text, path);
  const result = applyAll(cluster, { manifests, manager: 'kubectl', now });
  if (!result.ok) {
    throw new Error(
      `cannot apply '${path}' to cluster '${cluster.name}': ${result.reason}`,
    );
  }
}
