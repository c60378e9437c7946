import { isDeepStrictEqual } from 'node:util';
import { KubeObject } from '../../apiserver/KubeObject';
import { kubeTime } from '../../velero/kubeTime';
import { recordOf, textFieldsOf, textOf } from '../manifests/lenient';
import { conditionsOf, FluxCondition } from './conditions';
import { FluxContext, keyOf, requestOf } from './FluxContext';
import { GIT_REPOSITORIES, HELM_REPOSITORIES } from './resources';

/**
 * Fetches what the GitRepositories of a cluster point at. A push is noticed at
 * once, as with a webhook receiver, and not only at each interval.
 *
 * @internal
 */
export async function reconcileGitRepositories(
  context: FluxContext,
  now: Date,
): Promise<void> {
  forgetDeleted(context);
  for (const repository of list(context, GIT_REPOSITORIES)) {
    const { name, label } = refOf(repository);
    const read = await context.sources.read(
      textOf(repository.spec?.url) ?? '',
      { revision: name, now },
    );
    if (!read.ok) {
      writeFailure(context, repository, { reason: read.reason, now });
      continue;
    }
    const { tree } = read;
    const revision = `${label}sha1:${tree.revision}`;
    context.artifacts.set(keyOf(repository), { revision, tree });
    const old = recordOf(repository.status?.artifact);
    const artifact =
      old.revision === revision
        ? old
        : {
            revision,
            digest: `sha256:${tree.id.padEnd(64, '0')}`,
            lastUpdateTime: kubeTime(now),
            path: `gitrepository/${keyOf(repository)}/${tree.revision}.tar.gz`,
            url: `http://source-controller.flux-system.svc.cluster.local./gitrepository/${keyOf(
              repository,
            )}/${tree.revision}.tar.gz`,
          };
    const message = `stored artifact for revision '${revision}'`;
    writeStatus(context, repository, {
      resource: GIT_REPOSITORIES,
      artifact,
      conditions: stored(message),
      now,
    });
  }
}

/** A chart repository is taken for granted: its index is not fetched. @internal */
export function reconcileHelmRepositories(
  context: FluxContext,
  now: Date,
): void {
  for (const repository of list(context, HELM_REPOSITORIES)) {
    writeStatus(context, repository, {
      resource: HELM_REPOSITORIES,
      conditions: stored('stored artifact: the index of the repository'),
      now,
    });
  }
}

function list(context: FluxContext, resource: string): KubeObject[] {
  const { store, kinds, isStory } = context.cluster;
  if (!kinds.has(resource)) return [];
  return store
    .list(resource)
    .filter(object => !object.spec?.suspend && !isStory?.(object));
}

function forgetDeleted({ cluster, artifacts }: FluxContext): void {
  for (const key of artifacts.keys()) {
    const [namespace, name] = key.split('/');
    const isThere = cluster.store.get(GIT_REPOSITORIES, { namespace, name });
    if (!isThere) artifacts.delete(key);
  }
}

/** @returns what git is asked for, and how the revision begins */
function refOf({ spec }: KubeObject): { name: string; label: string } {
  const { branch, tag, commit, name } = textFieldsOf(spec?.ref);
  if (commit) return { name: commit, label: branch ? `${branch}@` : '' };
  const short = name?.replace(/^refs\/(heads|tags)\//, '');
  const ref = short ?? tag ?? branch ?? 'master';
  return { name: ref, label: `${name ?? ref}@` };
}

function stored(message: string): FluxCondition[] {
  return ['Ready', 'ArtifactInStorage'].map(type => ({
    type,
    status: 'True',
    reason: 'Succeeded',
    message,
  }));
}

/** What was fetched before stays in use. */
function writeFailure(
  context: FluxContext,
  repository: KubeObject,
  options: { reason: string; now: Date },
): void {
  const failed = {
    reason: 'GitOperationFailed',
    message: `failed to checkout and determine revision: ${options.reason}`,
  };
  writeStatus(context, repository, {
    resource: GIT_REPOSITORIES,
    artifact: recordOf(repository.status).artifact,
    conditions: [
      { type: 'Ready', status: 'False', ...failed },
      { type: 'FetchFailed', status: 'True', ...failed },
    ],
    now: options.now,
  });
}

function writeStatus(
  { cluster }: FluxContext,
  object: KubeObject,
  options: {
    resource: string;
    artifact?: unknown;
    conditions: FluxCondition[];
    now: Date;
  },
): void {
  const { resource, artifact, conditions, now } = options;
  const status = {
    observedGeneration: object.metadata.generation,
    lastHandledReconcileAt: requestOf(object),
    artifact,
    conditions: conditionsOf(object, conditions, now),
  };
  const next: unknown = JSON.parse(JSON.stringify(status));
  if (isDeepStrictEqual(next, object.status)) return;
  cluster.store.update(resource, { ...object, status: next });
}
