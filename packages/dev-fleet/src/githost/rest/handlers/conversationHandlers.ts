import { HostError } from '../../HostError';
import { ensureLabel, setLabels } from '../../pulls/labelPullRequest';
import { PullComment } from '../../pulls/PullRequest';
import {
  findReviewers,
  removeRequestedReviewers,
  requestReviewers,
} from '../../pulls/requestReviewers';
import { reviewPullRequest } from '../../pulls/reviewPullRequest';
import { paginate } from '../paginate';
import { renderAccount, renderTeam } from '../render/renderAccount';
import {
  renderComment,
  renderLabel,
  renderReview,
  renderSimplePull,
} from '../render/renderPull';
import {
  ok,
  pullOf,
  repositoryOf,
  requireActor,
  RestCall,
  writablePullOf,
} from '../RestCall';

const EVENTS = ['APPROVE', 'REQUEST_CHANGES', 'COMMENT'] as const;

/** Calls about what people say to and want of a pull request. @internal */
export const conversationHandlers = {
  'pulls/list-reviews': (call: RestCall) => {
    const repository = repositoryOf(call);
    const pull = pullOf(call, repository);
    const { items, headers } = paginate(call, pull.reviews);
    const body = items.map(review =>
      renderReview(call.context, { repository, pull }, review),
    );
    return { status: 200, body, headers };
  },
  'pulls/create-review': async (call: RestCall) => {
    const { context, body } = call;
    const repository = repositoryOf(call);
    const pull = pullOf(call, repository);
    const use = { repository, pull, sender: requireActor(call).account };
    const event = body.choice('event', EVENTS);
    if (!event) throw HostError.unsupported('a pending review (no "event")');
    const review = await reviewPullRequest(context, use, {
      event,
      body: body.text('body') ?? '',
      commit: body.text('commit_id'),
    });
    return ok(renderReview(context, use, review));
  },
  'pulls/list-requested-reviewers': (call: RestCall) => {
    const { context } = call;
    const { requestedUsers, requestedTeams } = pullOf(call, repositoryOf(call));
    return ok({
      users: requestedUsers.map(user => renderAccount(context, user)),
      teams: requestedTeams.map(team => renderTeam(context, team)),
    });
  },
  'pulls/request-reviewers': (call: RestCall) => {
    const use = writablePullOf(call);
    requestReviewers(call.context, use, reviewersIn(call));
    const body = renderSimplePull(call.context, use.repository, use.pull);
    return { status: 201, body };
  },
  'pulls/remove-requested-reviewers': (call: RestCall) => {
    const use = writablePullOf(call);
    removeRequestedReviewers(call.context, use, reviewersIn(call));
    return ok(renderSimplePull(call.context, use.repository, use.pull));
  },
  'issues/list-labels-on-issue': (call: RestCall) => {
    const { labels } = pullOf(call, repositoryOf(call));
    const { items, headers } = paginate(call, labels);
    return { ...renderLabels(call, items), headers };
  },
  'issues/add-labels': (call: RestCall) => {
    const use = writablePullOf(call);
    const labels = [...use.pull.labels, ...labelsIn(call)];
    setLabels(call.context, use, labels);
    return renderLabels(call, use.pull.labels);
  },
  'issues/set-labels': (call: RestCall) => {
    const use = writablePullOf(call);
    setLabels(call.context, use, labelsIn(call));
    return renderLabels(call, use.pull.labels);
  },
  'issues/list-comments': (call: RestCall) => {
    const repository = repositoryOf(call);
    const pull = pullOf(call, repository);
    const { items, headers } = paginate(call, pull.comments);
    const body = items.map(comment =>
      renderComment(call.context, { repository, pull }, comment),
    );
    return { status: 200, body, headers };
  },
  'issues/create-comment': (call: RestCall) => {
    const { context } = call;
    const repository = repositoryOf(call);
    const pull = pullOf(call, repository);
    const comment: PullComment = {
      id: context.nextId(),
      author: requireActor(call).account,
      body: call.body.requiredText('body'),
      createdAt: context.now(),
    };
    pull.comments.push(comment);
    const body = renderComment(context, { repository, pull }, comment);
    return { status: 201, body };
  },
};

function reviewersIn(call: RestCall) {
  return findReviewers(
    call.context,
    { repository: repositoryOf(call) },
    {
      logins: call.body.texts('reviewers'),
      slugs: call.body.texts('team_reviewers'),
    },
  );
}

function labelsIn(call: RestCall) {
  const repository = repositoryOf(call);
  return call.body.objects('labels').map(label =>
    ensureLabel(call.context, repository, {
      name: label.requiredText('name'),
    }),
  );
}

function renderLabels(
  call: RestCall,
  labels: Parameters<typeof renderLabel>[2][],
) {
  const repository = repositoryOf(call);
  return ok(labels.map(label => renderLabel(call.context, repository, label)));
}
