import { Commit } from '../git/parseCommit';
import { ChangedFile } from '../git/ChangedFile';
import { HostedRepository } from '../repositories/HostedRepository';
import { diffSection } from './diffSection';
import { markup } from './markup';
import { layout } from './layout';

function crumbsOf({ fullName }: HostedRepository) {
  return [
    { title: 'Repositories', href: '/' },
    { title: fullName, href: `/${fullName}/pulls` },
  ];
}

/** A file as text. @internal */
export function filePage(
  repository: HostedRepository,
  { path, text }: { path: string; text: string },
): string {
  return layout({
    title: path,
    crumbs: crumbsOf(repository),
    content: markup`<pre tabindex="0" aria-label="Content">${text}</pre>`,
  });
}

/** A commit and what it changed. @internal */
export function commitPage(
  repository: HostedRepository,
  commit: Commit,
  files: ChangedFile[],
): string {
  const { author, committer, sha, message } = commit;
  return layout({
    title: `Commit ${sha.slice(0, 7)}`,
    crumbs: crumbsOf(repository),
    content: markup`<pre class="text">${message}</pre>
      <p>
        ${author.name} wrote this, ${committer.name} committed it on
        ${committer.date}.
      </p>
      ${diffSection(files)}`,
  });
}
