import { GitRef, NO_SHA } from '../../git/GitRepository';
import { HostContext } from '../../HostContext';
import { HostError } from '../../HostError';
import { HostedRepository } from '../../repositories/HostedRepository';
import { moveRef } from '../../repositories/moveRef';
import { nodeId } from '../nodeId';
import { paginate } from '../paginate';
import { repositoryUrl } from '../render/renderRepository';
import { ok, repositoryOf, RestCall, writableRepositoryOf } from '../RestCall';

/** Calls about references. @internal */
export const refHandlers = {
  'git/get-ref': async (call: RestCall) => {
    const repository = repositoryOf(call);
    const ref = await requireRef(repository, call.call.params.ref);
    return ok(renderRef(call.context, repository, ref));
  },
  'git/list-matching-refs': async (call: RestCall) => {
    const repository = repositoryOf(call);
    const prefix = `refs/${call.call.params.ref.replace(/^refs\//, '')}`;
    const refs = await repository.git.listRefs(prefix);
    const { items, headers } = paginate(call, refs);
    const body = items.map(ref => renderRef(call.context, repository, ref));
    return { status: 200, body, headers };
  },
  'git/create-ref': async (call: RestCall) => {
    const use = writableRepositoryOf(call);
    const ref = await createRef(call.context, use, {
      ref: call.body.requiredText('ref'),
      sha: call.body.requiredText('sha'),
    });
    const body = renderRef(call.context, use.repository, ref);
    return { status: 201, body, headers: { location: body.url } };
  },
  'git/update-ref': async (call: RestCall) => {
    const { context, body } = call;
    const { repository, sender } = writableRepositoryOf(call);
    const after = body.requiredText('sha');
    const { git } = repository;
    const found = await git.readRef(`refs/${call.call.params.ref}`);
    if (!found) throw HostError.unprocessable('Reference does not exist');
    if (!(await git.readCommit(after))) throw noSuchObject();
    const before = found.sha;
    if (!body.flag('force') && !(await git.isAncestor(before, after))) {
      throw HostError.unprocessable('Update is not a fast forward');
    }
    const { ref } = found;
    await moveRef(context, { repository, ref, before, after, sender });
    return ok(renderRef(context, repository, { ...found, sha: after }));
  },
  'git/delete-ref': async (call: RestCall) => {
    const { repository, sender } = writableRepositoryOf(call);
    const found = await repository.git.readRef(`refs/${call.call.params.ref}`);
    if (!found) throw HostError.unprocessable('Reference does not exist');
    const { ref, sha: before } = found;
    const move = { repository, ref, before, after: NO_SHA, sender };
    await moveRef(call.context, move);
    return { status: 204 };
  },
};

/**
 * Makes a ref. The caller holds the repository's lock.
 *
 * @throws HostError 422 in the cases of
 * https://docs.github.com/rest/git/refs#create-a-reference
 * @internal
 */
export async function createRef(
  context: HostContext,
  use: ReturnType<typeof writableRepositoryOf>,
  { ref, sha }: { ref: string; sha: string },
): Promise<GitRef> {
  const { repository, sender } = use;
  const { git } = repository;
  if (!/^refs\/[^/]+\/./.test(ref) || !(await git.isValidRefName(ref))) {
    throw HostError.unprocessable(`${ref} is not a valid ref name.`);
  }
  if (await git.readRef(ref)) {
    throw HostError.unprocessable('Reference already exists');
  }
  const commit = await git.readCommit(sha);
  if (!commit) throw noSuchObject();
  const after = commit.sha;
  await moveRef(context, { repository, ref, before: NO_SHA, after, sender });
  return { ref, sha: after, type: 'commit' };
}

function noSuchObject(): HostError {
  return HostError.unprocessable('Object does not exist');
}

async function requireRef(
  { git }: HostedRepository,
  name: string,
): Promise<GitRef> {
  const found = await git.readRef(`refs/${name.replace(/^refs\//, '')}`);
  if (!found) throw HostError.notFound();
  return found;
}

function renderRef(
  context: HostContext,
  repository: HostedRepository,
  { ref, sha, type }: GitRef,
) {
  const url = repositoryUrl(context, repository);
  return {
    ref,
    node_id: nodeId('ref', `${repository.id}:${ref}`),
    url: `${url}/git/${ref}`,
    object: { sha, type, url: `${url}/git/${type}s/${sha}` },
  };
}
