import { HostError } from '../../HostError';
import {
  BranchProtection,
  toldAsProtection,
} from '../../repositories/BranchProtection';
import { HostedRepository } from '../../repositories/HostedRepository';
import { mergeIntoBranch } from '../../repositories/mergeIntoBranch';
import { paginate } from '../paginate';
import { renderFullAccount } from '../render/renderAccount';
import { renderBranchRules } from '../render/renderBranchRules';
import { encodePath } from '../render/renderChangedFile';
import { renderCommit } from '../render/renderCommit';
import { repositoryPage, repositoryUrl } from '../render/renderRepository';
import { ok, repositoryOf, RestCall, writableRepositoryOf } from '../RestCall';

/** Calls about branches, their protection, and who may do what. @internal */
export const branchHandlers = {
  'repos/list-branches': async (call: RestCall) => {
    const repository = repositoryOf(call);
    const prefix = 'refs/heads/';
    const refs = await repository.git.listRefs(prefix);
    const url = repositoryUrl(call.context, repository);
    const branches = refs.map(({ ref, sha }) => {
      const name = ref.slice(prefix.length);
      return {
        name,
        commit: { sha, url: `${url}/commits/${sha}` },
        protected: repository.protectionOf(name) !== undefined,
      };
    });
    const wanted = call.query.get('protected');
    const { items, headers } = paginate(
      call,
      wanted === null
        ? branches
        : branches.filter(branch => String(branch.protected) === wanted),
    );
    return { status: 200, body: items, headers };
  },
  'repos/get-branch': async (call: RestCall) => {
    const repository = repositoryOf(call);
    const name = call.call.params.branch;
    const ref = await repository.git.readRef(`refs/heads/${name}`);
    const commit = ref && (await repository.git.readCommit(ref.sha));
    if (!commit) throw HostError.notFound('Branch not found');
    const self = branchUrl(call, repository, name);
    const page = repositoryPage(call.context, repository);
    const protection = toldAsProtection(repository.protectionOf(name));
    return ok({
      name,
      commit: renderCommit(call.context, repository, commit),
      _links: { self, html: `${page}/tree/${encodePath(name)}` },
      protected: repository.protectionOf(name) !== undefined,
      protection: {
        enabled: protection !== undefined,
        required_status_checks: {
          enforcement_level: enforcementOf(protection),
          contexts: protection?.requiredStatusChecks ?? [],
          checks: checksOf(protection),
        },
      },
      protection_url: `${self}/protection`,
    });
  },
  'repos/get-branch-protection': (call: RestCall) => {
    const repository = repositoryOf(call);
    // https://docs.github.com/rest/branches/branch-protection#get-branch-protection
    repository.requireRight(call.actor, 'admin');
    const name = call.call.params.branch;
    const protection = toldAsProtection(repository.protectionOf(name));
    if (!protection) throw HostError.notFound('Branch not protected');
    const url = `${branchUrl(call, repository, name)}/protection`;
    return ok(renderProtection(url, protection));
  },
  'repos/get-branch-rules': (call: RestCall) => {
    const repository = repositoryOf(call);
    const protection = repository.protectionOf(call.call.params.branch);
    const rules =
      protection?.toldAs === 'ruleset'
        ? renderBranchRules(repository, protection)
        : [];
    const { items, headers } = paginate(call, rules);
    return { status: 200, body: items, headers };
  },
  'repos/merge': async (call: RestCall) => {
    const use = writableRepositoryOf(call);
    const sha = await mergeIntoBranch(call.context, use, {
      base: call.body.requiredText('base'),
      head: call.body.requiredText('head'),
      message: call.body.text('commit_message'),
    });
    const commit = sha && (await use.repository.git.readCommit(sha));
    return commit
      ? {
          status: 201,
          body: renderCommit(call.context, use.repository, commit),
        }
      : { status: 204 };
  },
  'repos/get-collaborator-permission-level': (call: RestCall) => {
    const repository = repositoryOf(call);
    const { context } = call;
    const account = context.accounts.find(call.call.params.username);
    if (!account) throw HostError.notFound();
    const right = repository.rightOf({ account }) ?? 'none';
    return ok({
      permission: right,
      role_name: right,
      user: { ...renderFullAccount(context, account), role_name: right },
    });
  },
};

function branchUrl(
  { context }: RestCall,
  repository: HostedRepository,
  name: string,
): string {
  return `${repositoryUrl(context, repository)}/branches/${encodePath(name)}`;
}

function enforcementOf(protection: BranchProtection | undefined): string {
  if (!protection?.requiredStatusChecks) return 'off';
  return protection.enforceAdmins === false ? 'non_admins' : 'everyone';
}

function checksOf(protection: BranchProtection | undefined) {
  return (protection?.requiredStatusChecks ?? []).map(context => ({
    context,
    app_id: null,
  }));
}

function renderProtection(url: string, protection: BranchProtection) {
  const {
    requiredApprovals,
    requiredStatusChecks,
    strict = false,
  } = protection;
  const checks = requiredStatusChecks && {
    url: `${url}/required_status_checks`,
    strict,
    contexts: requiredStatusChecks,
    contexts_url: `${url}/required_status_checks/contexts`,
    checks: checksOf(protection),
  };
  const reviews = requiredApprovals !== undefined && {
    url: `${url}/required_pull_request_reviews`,
    dismiss_stale_reviews: protection.dismissStaleReviews ?? false,
    require_code_owner_reviews: false,
    require_last_push_approval: false,
    required_approving_review_count: requiredApprovals,
  };
  return {
    url,
    ...(checks ? { required_status_checks: checks } : {}),
    ...(reviews ? { required_pull_request_reviews: reviews } : {}),
    enforce_admins: {
      url: `${url}/enforce_admins`,
      enabled: protection.enforceAdmins !== false,
    },
    required_linear_history: { enabled: false },
    allow_force_pushes: { enabled: false },
    allow_deletions: { enabled: false },
    block_creations: { enabled: false },
    required_conversation_resolution: { enabled: false },
    lock_branch: { enabled: false },
    allow_fork_syncing: { enabled: false },
  };
}
