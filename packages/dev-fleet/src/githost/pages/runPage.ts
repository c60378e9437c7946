import { HostedRepository } from '../repositories/HostedRepository';
import { Annotation, WorkflowRun } from '../repositories/WorkflowRun';
import { Html, markup } from './markup';
import { layout } from './layout';

const WORDS = {
  in_progress: 'Under way',
  success: 'Succeeded',
  failure: 'Failed',
};

/** A run of a workflow: what it found, and all that it wrote. @internal */
export function runPage(
  { fullName }: HostedRepository,
  run: WorkflowRun,
): string {
  const { workflow, job, event, sha, state, annotations, log } = run;
  return layout({
    title: `${workflow} / ${job}`,
    crumbs: [
      { title: 'Repositories', href: '/' },
      { title: fullName, href: `/${fullName}/pulls` },
    ],
    content: markup`<p>
        <span class="state">${WORDS[state]}</span> on
        <a href="/${fullName}/commit/${sha}"
          ><code>${sha.slice(0, 7)}</code></a
        >, because of a ${event === 'push' ? 'push' : 'pull request'}.
      </p>
      <h2>Annotations</h2>
      ${list(annotations)}
      <h2>Log</h2>
      <pre class="text" tabindex="0" aria-label="Log">${log}</pre>`,
  });
}

function list(annotations: Annotation[]): Html {
  const items = annotations.map(({ level, file, line, title, message }) => {
    const place = [file, line].filter(part => part !== null).join(':');
    return markup`<li>
      <strong>${level}${title && ` ${title}`}</strong> ${
      place && markup`at <code>${place}</code>`
    }<br />${message}
    </li>`;
  });
  return items.length > 0
    ? markup`<ul>
        ${items}
      </ul>`
    : markup`<p>None.</p>`;
}
