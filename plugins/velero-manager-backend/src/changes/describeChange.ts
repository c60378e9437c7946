import type {
  ChangePlan,
  Finding,
} from '@velero-manager/backstage-plugin-velero-manager-common';

const MARKS = { error: '❌', warning: '⚠️', info: 'ℹ️' };

/** A host takes so much text; a change of a hundred clusters can have more. */
const MAX_FINDINGS = 50;

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
      ? describeFindings(findings)
      : ['Nothing was found.']),
    '',
    page === null ? requested : `${requested} [Follow this change](${page}).`,
    '',
  ].join('\n');
}

/** The worst come first, so that what is left out is the least of them. */
function describeFindings(findings: Finding[]): string[] {
  const rest = findings.length - MAX_FINDINGS;
  return [
    ...findings.slice(0, MAX_FINDINGS).map(describeFinding),
    ...(rest > 0
      ? [`- And ${rest} more, which the portal shows in the preview.`]
      : []),
  ];
}

function describeFinding(finding: Finding): string {
  const { severity, code, path, line, message, fix } = finding;
  const place = line === null ? path : `${path}:${line}`;
  return `- ${MARKS[severity]} \`${code}\` at \`${place}\`: ${message}${
    fix ? ` ${fix}` : ''
  }`;
}
