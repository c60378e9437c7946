import { Commit } from '../../git/parseCommit';
import { HostContext } from '../../HostContext';
import { HostedRepository } from '../../repositories/HostedRepository';
import { nodeId } from '../nodeId';
import { renderAccount } from './renderAccount';
import { repositoryPage, repositoryUrl } from './renderRepository';

function renderVerification(context: HostContext, { sha, author }: Commit) {
  const verified = context.verifiedCommits.has(sha);
  return {
    verified,
    reason: verified ? 'valid' : 'unsigned',
    signature: null,
    payload: null,
    verified_at: verified ? author.date : null,
  };
}

/** The API's schema `git-commit`. @internal */
export function renderGitCommit(
  context: HostContext,
  repository: HostedRepository,
  commit: Commit,
) {
  const url = repositoryUrl(context, repository);
  const page = repositoryPage(context, repository);
  return {
    sha: commit.sha,
    node_id: nodeId('object', commit.sha),
    url: `${url}/git/commits/${commit.sha}`,
    html_url: `${page}/commit/${commit.sha}`,
    author: commit.author,
    committer: commit.committer,
    message: commit.message,
    tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
    parents: commit.parents.map(sha => ({
      sha,
      url: `${url}/git/commits/${sha}`,
      html_url: `${page}/commit/${sha}`,
    })),
    verification: renderVerification(context, commit),
  };
}

/** The API's schema `commit`. @internal */
export function renderCommit(
  context: HostContext,
  repository: HostedRepository,
  commit: Commit,
) {
  const url = repositoryUrl(context, repository);
  const page = repositoryPage(context, repository);
  const account = (email: string) => {
    const found = context.accounts.findByEmail(email);
    return found ? renderAccount(context, found) : null;
  };
  return {
    sha: commit.sha,
    node_id: nodeId('object', commit.sha),
    url: `${url}/commits/${commit.sha}`,
    html_url: `${page}/commit/${commit.sha}`,
    comments_url: `${url}/commits/${commit.sha}/comments`,
    commit: {
      url: `${url}/git/commits/${commit.sha}`,
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      comment_count: 0,
      tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
      verification: renderVerification(context, commit),
    },
    author: account(commit.author.email),
    committer: account(commit.committer.email),
    parents: commit.parents.map(sha => ({
      sha,
      url: `${url}/commits/${sha}`,
      html_url: `${page}/commit/${sha}`,
    })),
  };
}
