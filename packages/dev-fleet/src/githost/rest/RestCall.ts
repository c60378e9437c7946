import { Actor } from '../accounts/Account';
import { HostContext } from '../HostContext';
import { HostError } from '../HostError';
import { PullRequestUse } from '../pulls/closePullRequest';
import { HostedRepository } from '../repositories/HostedRepository';
import { Fields } from './Fields';
import { MatchedCall } from './matchCall';
import { RateLimitState } from './RateLimit';

/** A REST request, understood and with its caller known. @internal */
export interface RestCall {
  context: HostContext;
  call: MatchedCall;
  actor: Actor | undefined;
  query: URLSearchParams;
  body: Fields;
  /** The `Accept` header. */
  accept: string;
  /** The request's own URL, for links to further pages. */
  url: string;
  rateLimit: RateLimitState;
}

/** What is sent back. @internal */
export interface RestAnswer {
  status: number;
  /** JSON, or bytes as they are. */
  body?: unknown;
  headers?: Record<string, string>;
}

/** Answers one kind of call. @throws HostError */
export type RestHandler = (call: RestCall) => Promise<RestAnswer> | RestAnswer;

/** 200 with JSON. @internal */
export function ok(body: unknown): RestAnswer {
  return { status: 200, body };
}

/** The caller, who must have said who they are. @throws HostError 401 */
export function requireActor({ actor }: Pick<RestCall, 'actor'>): Actor {
  if (!actor) throw HostError.requiresAuthentication();
  return actor;
}

/**
 * The repository that a path names.
 *
 * @throws HostError 404 where the caller may not read it, 403 for writes
 * @internal
 */
export function repositoryOf({
  context,
  call,
  actor,
}: RestCall): HostedRepository {
  const wanted = `${call.params.owner}/${call.params.repo}`.toLowerCase();
  const repository = context.repositories.find(
    ({ fullName }) => fullName.toLowerCase() === wanted,
  );
  if (!repository) throw HostError.notFound();
  repository.requireRight(actor, 'read');
  return repository;
}

/** As {@link repositoryOf}, for calls that change something. @internal */
export function writableRepositoryOf(call: RestCall): {
  repository: HostedRepository;
  sender: Actor['account'];
} {
  const repository = repositoryOf(call);
  repository.requireRight(call.actor, 'write');
  return { repository, sender: requireActor(call).account };
}

/** The pull request that a path names. @throws HostError 404 */
export function pullOf(call: RestCall, repository: HostedRepository) {
  const { pull_number, issue_number } = call.call.params;
  return repository.requirePull(Number(pull_number ?? issue_number));
}

/** A pull request that the caller may change. @throws HostError 403, 404 */
export function writablePullOf(call: RestCall): PullRequestUse {
  const use = writableRepositoryOf(call);
  return { ...use, pull: pullOf(call, use.repository) };
}
