import { Account } from '../accounts/Account';
import { Signature, formatTime } from '../git/parseCommit';
import { HostContext } from '../HostContext';
import { HostError } from '../HostError';
import { HostedRepository } from '../repositories/HostedRepository';
import { refMoved } from '../repositories/moveRef';
import { assessMerge } from './assessMerge';
import { closePullRequest } from './closePullRequest';
import { MergeMethod, PullRequest } from './PullRequest';

/** How a pull request is merged. @internal */
export interface MergeOptions {
  repository: HostedRepository;
  pull: PullRequest;
  sender: Account;
  method?: MergeMethod;
  /** The head that the caller has seen. */
  expectedHead?: string;
  title?: string | null;
  message?: string | null;
}

/**
 * The committer of what the host itself commits.
 *
 * @internal
 */
export function webFlow(now: Date): Signature {
  return { name: 'GitHub', email: 'noreply@github.com', date: formatTime(now) };
}

/**
 * Merges a pull request with a real commit. The caller holds the
 * repository's lock.
 *
 * @returns the sha of the commit on the base branch
 * @throws HostError 405 where it may not be merged, 409 where the head is not
 * the expected one
 * @internal
 */
export async function mergePullRequest(
  context: HostContext,
  options: MergeOptions,
): Promise<string> {
  const { repository, pull, sender, expectedHead } = options;
  if (expectedHead && expectedHead !== pull.head.sha) {
    throw HostError.conflict(
      'Head branch was modified. Review and try the merge again.',
    );
  }
  const { obstacles } = await assessMerge(repository, pull, sender);
  if (obstacles[0]) throw HostError.notMergeable(obstacles[0]);
  const sha = await writeMergeCommit(context, options);
  const before = pull.base.sha;
  const ref = `refs/heads/${pull.base.ref}`;
  if (!(await repository.git.updateRef(ref, before, sha))) {
    throw HostError.notMergeable(
      'Base branch was modified. Review and try the merge again.',
    );
  }
  pull.merged = { at: context.now(), by: sender, sha };
  closePullRequest(context, { repository, pull, sender });
  await refMoved(context, { repository, ref, before, after: sha, sender });
  return sha;
}

async function writeMergeCommit(
  context: HostContext,
  options: MergeOptions,
): Promise<string> {
  const { repository, pull, sender, method = 'merge' } = options;
  const { git, owner } = repository;
  const { base, head, number, title, body } = pull;
  const tree = await git.mergeTrees(base.sha, head.sha);
  if (!tree) throw HostError.notMergeable('Pull Request is not mergeable');
  const isSquash = method === 'squash';
  const subject =
    options.title ??
    (isSquash
      ? `${title} (#${number})`
      : `Merge pull request #${number} from ${owner.login}/${head.ref}`);
  const text = options.message ?? (isSquash ? body ?? '' : title);
  const author = isSquash ? pull.author : sender;
  const now = context.now();
  const sha = await git.writeCommit({
    tree,
    parents: isSquash ? [base.sha] : [base.sha, head.sha],
    author: { name: author.name, email: author.email, date: formatTime(now) },
    committer: webFlow(now),
    message: text ? `${subject}\n\n${text}` : subject,
  });
  context.verifiedCommits.add(sha);
  return sha;
}
