import {
  isRecord,
  KubeObject,
  ObjectInput,
  ObjectMeta,
} from '../../apiserver/KubeObject';
import { listOf, recordOf, textOf, textsOf } from '../manifests/lenient';
import { ManifestError } from '../manifests/ManifestError';
import { GitSources } from '../source/GitSources';
import { matchGlob } from './matchGlob';

const CASCADE = 'resources-finalizer.argocd.argoproj.io';

/** An Application to be. @internal */
export interface WantedApplication extends ObjectInput {
  metadata: Partial<ObjectMeta> & { name: string };
}

/** What an ApplicationSet asks for, or why that cannot be said. @internal */
export type Generated =
  | { ok: true; applications: WantedApplication[] }
  | { ok: false; reason: string };

/**
 * Makes the Applications of an ApplicationSet from the folders of a repository;
 * other generators, and templates of the old kind, are not supported here.
 *
 * @internal
 */
export async function generateApplications(
  set: KubeObject,
  options: { sources: GitSources; now: Date },
): Promise<Generated> {
  const spec = recordOf(set.spec);
  const applications: WantedApplication[] = [];
  try {
    if (spec.goTemplate !== true) {
      throw new ManifestError('only spec.goTemplate: true is supported here');
    }
    for (const generator of listOf(spec.generators).map(recordOf)) {
      for (const folder of await foldersOf(generator, options)) {
        applications.push(render(set, folder));
      }
    }
    const names = applications.map(({ metadata }) => metadata.name);
    const twice = names.find((name, at) => names.indexOf(name) < at);
    if (twice !== undefined) {
      throw new ManifestError(
        `ApplicationSet ${set.metadata.name} contains applications with duplicate name: ${twice}`,
      );
    }
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    return { ok: false, reason: error.message };
  }
  return { ok: true, applications };
}

async function foldersOf(
  generator: Record<string, unknown>,
  { sources, now }: { sources: GitSources; now: Date },
): Promise<string[]> {
  const git = recordOf(generator.git);
  const directories = listOf(git.directories).map(recordOf);
  if (directories.length === 0) {
    throw new ManifestError(
      `generator '${Object.keys(
        generator,
      )}' is not supported here; supported is: git.directories`,
    );
  }
  const read = await sources.read(textOf(git.repoURL) ?? '', {
    revision: textOf(git.revision) ?? 'HEAD',
    now,
  });
  if (!read.ok) {
    throw new ManifestError(
      `error generating params from git: error getting directories from repo: rpc error: code = Unknown desc = ${read.reason}`,
    );
  }
  const isMeant = (folder: string, exclude: boolean) =>
    directories.some(
      item =>
        (item.exclude === true) === exclude &&
        matchPath(textOf(item.path) ?? '', folder),
    );
  return [...new Set([...read.tree.files.keys()].flatMap(parentsOf))]
    .filter(folder => isMeant(folder, false) && !isMeant(folder, true))
    .sort();
}

function parentsOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
}

/** Go's `path.Match`: no star takes a slash. */
function matchPath(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const parts = path.split('/');
  return (
    wanted.length === parts.length &&
    wanted.every((part, at) => matchGlob(part, parts[at]))
  );
}

function render(set: KubeObject, folder: string): WantedApplication {
  const { template, syncPolicy, goTemplateOptions } = recordOf(set.spec);
  const isStrict = textsOf(goTemplateOptions).includes('missingkey=error');
  const { metadata, spec } = recordOf(
    fill(recordOf(template), text => fillText(text, { folder, isStrict })),
  );
  const given = recordOf(metadata);
  const preserves = recordOf(syncPolicy).preserveResourcesOnDeletion === true;
  const finalizers = textsOf(given.finalizers);
  const { name, namespace, uid } = set.metadata;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      ...given,
      name: textOf(given.name) ?? '',
      namespace,
      finalizers:
        finalizers.length === 0 && !preserves ? [CASCADE] : finalizers,
      ownerReferences: [
        {
          apiVersion: 'argoproj.io/v1alpha1',
          kind: 'ApplicationSet',
          name,
          uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: recordOf(spec),
  };
}

function fill(value: unknown, text: (from: string) => string): unknown {
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return value.map(item => fill(item, text));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [text(key), fill(item, text)]),
  );
}

function fillText(
  from: string,
  { folder, isStrict }: { folder: string; isStrict: boolean },
): string {
  const segments = folder.split('/');
  const basename = segments[segments.length - 1];
  const known: Record<string, string> = {
    '.path.path': folder,
    '.path.basename': basename,
    '.path.basenameNormalized': basename.replace(/[^a-z0-9-]/g, '-'),
  };
  return from.replace(/\{\{-?\s*(.*?)\s*-?\}\}/g, (_, expression: string) => {
    const [, index] = /^index \.path\.segments (\d+)$/.exec(expression) ?? [];
    const value =
      index === undefined ? known[expression] : segments[Number(index)];
    if (value !== undefined) return value;
    if (!isStrict && expression.startsWith('.')) return '<no value>';
    throw new ManifestError(
      `failed to execute go template ${from}: template: :1: executing "" at <${expression}>: map has no entry for key, or the function is not supported here`,
    );
  });
}
