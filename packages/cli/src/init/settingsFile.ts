import { type RepositoryStart, startingPolicyOf } from './RepositoryStart';
import { scalar } from './scalar';

/** The text of `.velero-manager.yaml`. @internal */
export function settingsFile(start: RepositoryStart): string {
  return [
    '# The one truth about this repository: where it is, who applies it, and what',
    '# each environment asks of a change. Owned by security (.github/CODEOWNERS).',
    'layout: 1',
    `engine: ${start.engine}`,
    'repository:',
    `  url: ${scalar(start.url)}`,
    `  branch: ${scalar(start.branch)}`,
    'environments:',
    ...start.environments.flatMap(name => environmentLines(name, start)),
    '',
  ].join('\n');
}

function environmentLines(name: string, start: RepositoryStart): string[] {
  const policy = startingPolicyOf(name);
  const { min, max } = policy.retention;
  const limits = min === undefined ? `max: ${max}` : `min: ${min}, max: ${max}`;
  return [
    `  ${scalar(name)}:`,
    `    clusterNames: ${policy.clusterNames}`,
    `    approvals: ${policy.approvals}`,
    ...(policy.needsSecurity
      ? [`    teams: [${scalar(start.securityTeam)}]`]
      : []),
    ...(policy.approvals > 0
      ? [`    reviewers: [${scalar(start.reviewers)}]`]
      : []),
    `    retention: { ${limits} }`,
  ];
}
