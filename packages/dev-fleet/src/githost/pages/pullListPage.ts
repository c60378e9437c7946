import { PullRequest } from '../pulls/PullRequest';
import { HostedRepository } from '../repositories/HostedRepository';
import { Html, markup } from './markup';
import { layout } from './layout';

/** How a pull request stands, in a word. @internal */
export function stateWord(pull: PullRequest): string {
  if (pull.merged) return 'Merged';
  if (pull.state === 'closed') return 'Closed';
  return pull.isDraft ? 'Draft' : 'Open';
}

/** All repositories of a host. @internal */
export function repositoryListPage(repositories: HostedRepository[]): string {
  const rows = repositories.map(({ fullName, pulls }) => {
    const open = pulls.filter(({ state }) => state === 'open').length;
    return markup`<tr>
      <th scope="row"><a href="/${fullName}/pulls">${fullName}</a></th>
      <td>${open} open</td>
    </tr>`;
  });
  return layout({
    title: 'Repositories',
    crumbs: [],
    content: markup`<table>
      <thead>
        <tr>
          <th scope="col">Repository</th>
          <th scope="col">Pull requests</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`,
  });
}

/** The pull requests of a repository, newest first. @internal */
export function pullListPage(repository: HostedRepository): string {
  const { fullName, pulls } = repository;
  const rows = [...pulls].reverse().map(pull => row(fullName, pull));
  const content =
    rows.length === 0
      ? markup`<p>There are no pull requests yet.</p>`
      : markup`<table>
          <thead>
            <tr>
              <th scope="col">Pull request</th>
              <th scope="col">State</th>
              <th scope="col">Author</th>
              <th scope="col">Branches</th>
            </tr>
          </thead>
          <tbody>
            ${rows}
          </tbody>
        </table>`;
  return layout({
    title: `Pull requests of ${fullName}`,
    crumbs: [{ title: 'Repositories', href: '/' }],
    content,
  });
}

function row(fullName: string, pull: PullRequest): Html {
  return markup`<tr>
    <th scope="row">
      <a href="/${fullName}/pull/${pull.number}"
        >#${pull.number} ${pull.title}</a
      >
    </th>
    <td><span class="state">${stateWord(pull)}</span></td>
    <td>${pull.author.login}</td>
    <td>${pull.head.ref} → ${pull.base.ref}</td>
  </tr>`;
}
