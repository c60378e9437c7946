import type {
  ChangePlan,
  Finding,
} from '@velero-manager/backstage-plugin-velero-manager-common';

const MARKS = { error: '❌', warning: '⚠️', info: 'ℹ️' };

/**
 * The text of a pull request in Markdown: what it does, what the checks found,
 * and who asked.
 *
 * @param options.page - address of the change in the portal, where it has one
 * @internal
 */
export function describeChange(options: {
  plan: ChangePlan;
  findings: Finding[];
  requester: string;
  page: string | null;
}): string {
  const { plan, findings, requester, page } = options;
  const requested = `Requested by \`${requester}\` in the developer portal.`;
  return [
    plan.summary.trimEnd(),
    '',
    '### Checks',
    '',
    ...(findings.length > 0
      ? findings.map(describeFinding)
      : ['Nothing was found.']),
    '',
    page === null ? requested : `${requested} [Follow this change](${page}).`,
    '',
  ].join('\n');
}

function describeFinding(finding: Finding): string {
  const { severity, code, path, line, message, fix } = finding;
  const place = line === null ? path : `${path}:${line}`;
  return `- ${MARKS[severity]} \`${code}\` at \`${place}\`: ${message}${
    fix ? ` ${fix}` : ''
  }`;
}
