import { Account } from '../accounts/Account';
import { ChangedFile } from '../git/ChangedFile';
import { MergeAssessment } from '../pulls/assessMerge';
import { PullRequest } from '../pulls/PullRequest';
import { newestStatuses } from '../repositories/CommitStatus';
import { HostedRepository } from '../repositories/HostedRepository';
import { diffSection } from './diffSection';
import { Html, markup } from './markup';
import { layout } from './layout';
import { stateWord } from './pullListPage';

/** What a page of a pull request shows. @internal */
export interface PullView {
  repository: HostedRepository;
  pull: PullRequest;
  files: ChangedFile[];
  merge: MergeAssessment;
  /** Who may look at the repository. */
  users: Account[];
  /** Why what was tried last did not go. */
  error?: string;
}

/** A pull request: read the diff, review it, merge it. @internal */
export function pullPage(view: PullView): string {
  const { repository, pull, error } = view;
  const { fullName } = repository;
  return layout({
    title: `${pull.title} #${pull.number}`,
    crumbs: [
      { title: 'Repositories', href: '/' },
      { title: fullName, href: `/${fullName}/pulls` },
    ],
    content: markup`${
      error && markup`<p class="error" role="alert">${error}</p>`
    }
      <p>
        <span class="state">${stateWord(pull)}</span> ${pull.author.login} wants
        to merge <code>${pull.head.ref}</code> into
        <code>${pull.base.ref}</code> (head
        <code>${pull.head.sha.slice(0, 7)}</code>)
      </p>
      ${labels(pull)}
      <h2>Description</h2>
      <pre class="text">${pull.body || 'No description.'}</pre>
      ${reviews(pull)} ${statuses(repository, pull)} ${comments(pull)}
      ${mergeability(view)} ${pull.state === 'open' && actions(view)}
      ${diffSection(view.files)}`,
  });
}

function labels({
  labels: all,
  requestedUsers,
  requestedTeams,
}: PullRequest): Html {
  const names = all.map(({ name }) => name).join(', ');
  const asked = [
    ...requestedUsers.map(({ login }) => login),
    ...requestedTeams.map(({ slug }) => `@${slug}`),
  ].join(', ');
  return markup`<p>
    Labels: ${names || 'none'}. Reviews are asked of: ${asked || 'nobody'}.
  </p>`;
}

function reviews({ reviews: all }: PullRequest): Html {
  const words = {
    APPROVED: 'approved',
    CHANGES_REQUESTED: 'requested changes',
    COMMENTED: 'commented',
    DISMISSED: 'approved, which a later push made void',
  };
  const items = all.map(
    review => markup`<li>
      <strong>${review.author.login}</strong> ${words[review.state]} on
      <code>${review.commit.slice(0, 7)}</code> ${
      review.body && markup`<pre class="text">${review.body}</pre>`
    }
    </li>`,
  );
  return markup`<h2>Reviews</h2>
    ${
      items.length > 0
        ? markup`<ul>
          ${items}
        </ul>`
        : markup`<p>None yet.</p>`
    }`;
}

function statuses(repository: HostedRepository, { head }: PullRequest): Html {
  const items = newestStatuses(repository.statusesOf(head.sha)).map(
    ({ context, state, description, targetUrl }) =>
      markup`<li>
        <strong>${context}</strong>:
        ${state}${description && ` – ${description}`}
        ${targetUrl && markup`(<a href="${targetUrl}">Details</a>)`}
      </li>`,
  );
  return markup`<h2>Checks</h2>
    ${
      items.length > 0
        ? markup`<ul>
          ${items}
        </ul>`
        : markup`<p>None yet.</p>`
    }`;
}

function comments({ comments: all }: PullRequest): Html | false {
  const items = all.map(
    ({ author, body }) =>
      markup`<li>
        <strong>${author.login}</strong>
        <pre class="text">${body}</pre>
      </li>`,
  );
  return (
    items.length > 0 &&
    markup`<h2>Comments</h2>
      <ul>
        ${items}
      </ul>`
  );
}

function mergeability({ pull, merge }: PullView): Html {
  const heading = markup`<h2>Merging</h2>`;
  if (pull.merged) {
    const { by, sha } = pull.merged;
    return markup`${heading}
      <p>${by.login} merged this as <code>${sha.slice(0, 7)}</code>.</p>`;
  }
  if (pull.state === 'closed') {
    return markup`${heading}
      <p>This was closed without being merged.</p>`;
  }
  const obstacles = merge.obstacles.map(text => markup`<li>${text}</li>`);
  return markup`${heading}
  ${
    obstacles.length > 0
      ? markup`<p>This cannot be merged yet:</p>
        <ul>
          ${obstacles}
        </ul>`
      : markup`<p>This can be merged.</p>`
  }
  ${
    pull.autoMerge &&
    markup`<p>
    It will be merged as soon as it may be, as ${pull.autoMerge.enabledBy.login}
    asked.
  </p>`
  }`;
}

function actions({ repository, pull, users }: PullView): Html {
  const options = users.map(account => {
    const right = repository.rightOf({ account }) ?? 'none';
    return markup`<option value="${account.login}">
      ${account.name} (${account.login}, ${right})
    </option>`;
  });
  return markup`<h2 id="act">Act on it</h2>
    <form method="post" aria-labelledby="act">
      <input type="hidden" name="sha" value="${pull.head.sha}" />
      <label for="user">As</label>
      <select id="user" name="user" required>
        ${options}
      </select>
      <label for="body">Comment</label>
      <textarea id="body" name="body" rows="3"></textarea>
      <div class="actions">
        <button name="action" value="approve">Approve</button>
        <button name="action" value="request-changes">Request changes</button>
        <button name="action" value="comment">Comment</button>
        <button name="action" value="merge">Merge</button>
        <button name="action" value="squash">Squash and merge</button>
        <button name="action" value="close">Close</button>
      </div>
    </form>`;
}
