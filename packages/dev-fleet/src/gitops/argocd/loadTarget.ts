import { renderVelero } from '../charts/renderVelero';
import { FileTree, joinPath } from '../kustomize/FileTree';
import { recordOf } from '../manifests/lenient';
import { Manifest } from '../manifests/Manifest';
import { ManifestError } from '../manifests/ManifestError';
import { mergePatch } from '../../apiserver/mergePatch';
import { readDocuments } from '../manifests/readManifests';
import { GitSources } from '../source/GitSources';
import { SourceTree } from '../source/SourceTree';
import { Application, ApplicationSource } from './Application';
import { readFolder } from './readFolder';

/** What an Application asks for, or why that cannot be said. @internal */
export type Target =
  | { ok: true; manifests: Manifest[]; revisions: string[] }
  | { ok: false; reason: string };

/**
 * Asks Git for the objects of an Application, as the controller asks the repo
 * server. The revision of a chart is its version.
 *
 * @internal
 */
export async function loadTarget(
  application: Application,
  options: { sources: GitSources; now: Date },
): Promise<Target> {
  const { sources } = application;
  const trees: Array<SourceTree | undefined> = [];
  for (const [index, source] of sources.entries()) {
    if (source.chart) {
      trees.push(undefined);
      continue;
    }
    const { targetRevision: revision, repoURL } = source;
    const read = await options.sources.read(repoURL, {
      revision,
      now: options.now,
    });
    if (!read.ok) return failed(application, index, read.reason);
    trees.push(read.tree);
  }
  const manifests: Manifest[] = [];
  for (const [index, source] of sources.entries()) {
    try {
      manifests.push(...manifestsOf(application, { source, index, trees }));
    } catch (error) {
      if (!(error instanceof ManifestError)) throw error;
      const reason = `Manifest generation error (cached): ${error.message}`;
      return failed(application, index, reason);
    }
  }
  const revisions = sources.map(
    ({ targetRevision }, index) => trees[index]?.revision ?? targetRevision,
  );
  return { ok: true, manifests, revisions };
}

function failed({ sources }: Application, index: number, why: string): Target {
  return {
    ok: false,
    reason: `Failed to load target state: failed to generate manifest for source ${
      index + 1
    } of ${sources.length}: rpc error: code = Unknown desc = ${why}`,
  };
}

interface SourceInPlace {
  source: ApplicationSource;
  index: number;
  trees: Array<SourceTree | undefined>;
}

function manifestsOf(
  application: Application,
  place: SourceInPlace,
): Manifest[] {
  const { source, index, trees } = place;
  const tree = trees[index];
  if (tree) {
    // A source that only lends its files to others has no path.
    return source.path === undefined && source.ref
      ? []
      : readFolder(FileTree.create(tree.files), source);
  }
  return renderVelero({
    chart: source.chart ?? '',
    version: source.targetRevision,
    releaseName: source.helm.releaseName ?? application.name,
    namespace: application.destination.namespace,
    values: valuesOf(application, place),
  });
}

/** Later files win over earlier ones, values in the source over files. */
function valuesOf(
  { sources }: Application,
  { source, trees }: SourceInPlace,
): Record<string, unknown> {
  const layers = source.helm.valueFiles.map(file => {
    const [, ref, path] = /^\$([^/]+)\/(.+)$/.exec(file) ?? [];
    const tree = trees[sources.findIndex(other => ref && other.ref === ref)];
    const text = tree?.files.get(joinPath('.', path ?? '') ?? '');
    if (text === undefined) {
      throw new ManifestError(
        `failed to execute helm template command: open <path to cached source>/${
          path ?? file
        }: no such file or directory`,
      );
    }
    return readDocuments(text, file)[0];
  });
  const { values } = source.helm;
  const own =
    typeof values === 'string' ? readDocuments(values, 'values')[0] : values;
  return recordOf(
    [...layers, own].reduce<unknown>(
      (merged, layer) => mergePatch(merged, recordOf(layer)),
      {},
    ),
  );
}
