import { TreeEntry } from '../../git/TreeEntry';
import { HostError } from '../../HostError';
import { HostedRepository } from '../../repositories/HostedRepository';
import { encodePath } from '../render/renderChangedFile';
import {
  renderFullRepository,
  repositoryPage,
  repositoryUrl,
} from '../render/renderRepository';
import { ok, repositoryOf, RestAnswer, RestCall } from '../RestCall';
import { lines } from './objectHandlers';

/** Larger files come without content: https://docs.github.com/rest/repos/contents#get-repository-content */
const LARGEST_INLINE_BYTES = 1024 * 1024;

/** Calls about a repository and the files in it. @internal */
export const contentHandlers = {
  'repos/get': (call: RestCall) => {
    const { context, actor } = call;
    return ok(renderFullRepository(context, repositoryOf(call), actor));
  },
  'repos/get-content': async (call: RestCall): Promise<RestAnswer> => {
    const repository = repositoryOf(call);
    const { git, defaultBranch } = repository;
    const ref = call.query.get('ref') || defaultBranch;
    const commit = await git.resolveCommit(ref);
    if (!commit) {
      throw HostError.notFound(`No commit found for the ref ${ref}`);
    }
    const path = call.call.params.path.replace(/\/+$/, '');
    const object = await git.read(`${commit}:${path}`);
    if (!object) throw HostError.notFound();
    const isRaw = /\braw\b/.test(call.accept);
    if (object.type === 'tree') {
      const entries = await git.listTree(object.oid);
      return ok(
        entries.map(entry =>
          renderEntry(call, repository, {
            ...entry,
            path: path ? `${path}/${entry.path}` : entry.path,
            ref,
          }),
        ),
      );
    }
    if (isRaw) return ok(object.content);
    const size = object.content.length;
    const isLarge = size > LARGEST_INLINE_BYTES;
    const entry = renderEntry(call, repository, {
      type: 'blob',
      sha: object.oid,
      size,
      path,
      ref,
    });
    return ok({
      ...entry,
      content: isLarge ? '' : lines(object.content.toString('base64')),
      encoding: isLarge ? 'none' : 'base64',
    });
  },
  'repos/download-tarball-archive': (call: RestCall) =>
    redirectToArchive(call, 'tar.gz'),
  'repos/download-zipball-archive': (call: RestCall) =>
    redirectToArchive(call, 'zip'),
};

function renderEntry(
  { context }: RestCall,
  repository: HostedRepository,
  entry: Omit<TreeEntry, 'mode'> & { ref: string },
) {
  const { type, sha, path, ref, size = 0 } = entry;
  const api = repositoryUrl(context, repository);
  const page = repositoryPage(context, repository);
  const encoded = encodePath(path);
  const self = `${api}/contents/${encoded}?ref=${encodeURIComponent(ref)}`;
  const isTree = type === 'tree';
  const git = `${api}/git/${isTree ? 'trees' : 'blobs'}/${sha}`;
  const html = `${page}/${isTree ? 'tree' : 'blob'}/${encodePath(
    ref,
  )}/${encoded}`;
  return {
    name: path.split('/').at(-1) ?? path,
    path,
    sha,
    size,
    url: self,
    html_url: html,
    git_url: git,
    download_url: isTree ? null : `${page}/raw/${encodePath(ref)}/${encoded}`,
    type: isTree ? 'dir' : 'file',
    _links: { self, git, html },
  };
}

/** GitHub sends clients elsewhere for archives; so do we, on the same host. */
async function redirectToArchive(
  call: RestCall,
  format: 'tar.gz' | 'zip',
): Promise<RestAnswer> {
  const repository = repositoryOf(call);
  const { ref } = call.call.params;
  if (!(await repository.git.resolveCommit(ref))) throw HostError.notFound();
  const page = repositoryPage(call.context, repository);
  const location = `${page}/legacy.${format}/${encodePath(ref)}`;
  return { status: 302, headers: { location } };
}
