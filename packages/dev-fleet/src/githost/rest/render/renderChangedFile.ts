import { ChangedFile } from '../../git/ChangedFile';
import { HostContext } from '../../HostContext';
import { HostedRepository } from '../../repositories/HostedRepository';
import { repositoryPage, repositoryUrl } from './renderRepository';

/** A path within a URL: each part encoded, the slashes kept. @internal */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** The API's schema `diff-entry`. @internal */
export function renderChangedFile(
  context: HostContext,
  use: { repository: HostedRepository; commit: string },
  file: ChangedFile,
) {
  const { repository, commit } = use;
  const page = repositoryPage(context, repository);
  const path = encodePath(file.path);
  return {
    sha: file.sha,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${page}/blob/${commit}/${path}`,
    raw_url: `${page}/raw/${commit}/${path}`,
    contents_url: `${repositoryUrl(
      context,
      repository,
    )}/contents/${path}?ref=${commit}`,
    ...(file.patch === undefined ? {} : { patch: file.patch }),
    ...(file.previousPath ? { previous_filename: file.previousPath } : {}),
  };
}
