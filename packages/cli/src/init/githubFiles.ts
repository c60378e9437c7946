import { type RepositoryStart, startingPolicyOf } from './RepositoryStart';

/**
 * What GitHub needs: the checks as a workflow, who owns what, and the ruleset
 * of the base branch, to be imported once.
 *
 * @internal
 */
export function githubFiles(
  start: RepositoryStart,
  version: string,
): [path: string, text: string][] {
  return [
    ['.github/workflows/validate.yaml', workflow(start.branch, version)],
    ['.github/CODEOWNERS', codeOwners(start)],
    ['.github/rulesets/base-branch.json', ruleset(start)],
  ];
}

function workflow(branch: string, version: string): string {
  return `# The same checks as in the portal's preview, on every pull request. The
# ruleset in .github/rulesets makes \`validate\` a required status check.
name: validate
on:
  pull_request:
  push:
    branches: ['${branch}']
permissions:
  contents: read
jobs:
  validate:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@v4
        with: { persist-credentials: false }
      - uses: actions/setup-node@v4
        with: { node-version: 22 }
      - run: npx --yes @velero-manager/cli@${version} validate --format github
`;
}

function codeOwners(start: RepositoryStart): string {
  const security = `@${start.securityTeam}`;
  const reviewers = `@${start.reviewers}`;
  const both = `${security} ${reviewers}`;
  const rules: [pattern: string, owners: string][] = [
    ['*', reviewers],
    ...start.environments.map((name): [string, string] => {
      const { approvals, needsSecurity } = startingPolicyOf(name);
      // A pattern without owners takes the approval away that '*' asks for.
      const owners = approvals === 0 ? '' : reviewers;
      return [`/environments/${name}/`, needsSecurity ? both : owners];
    }),
    [start.engine === 'argocd' ? '/argocd-apps/' : '/flux/', both],
    ['/.velero-manager.yaml', security],
    ['/policies/', security],
    ['/.github/', security],
  ];
  const width = Math.max(...rules.map(([pattern]) => pattern.length));
  return [
    '# Follows the policies of .velero-manager.yaml; the last match counts.',
    ...rules.map(([pattern, owners]) =>
      `${pattern.padEnd(width)}  ${owners}`.trimEnd(),
    ),
    '',
  ].join('\n');
}

/**
 * A host cannot ask for other approvals in other folders: it asks for the least
 * of all environments, and the check `velero-manager/policy` for the rest.
 */
function ruleset({ branch, environments }: RepositoryStart): string {
  const approvals = environments.map(name => startingPolicyOf(name).approvals);
  const rules = [
    { type: 'deletion' },
    { type: 'non_fast_forward' },
    {
      type: 'pull_request',
      parameters: {
        required_approving_review_count: Math.min(...approvals),
        dismiss_stale_reviews_on_push: true,
        require_code_owner_review: true,
        require_last_push_approval: false,
        required_review_thread_resolution: false,
      },
    },
    {
      type: 'required_status_checks',
      parameters: {
        strict_required_status_checks_policy: false,
        required_status_checks: [
          { context: 'validate' },
          { context: 'velero-manager/policy' },
        ],
      },
    },
  ];
  const object = {
    name: 'Velero Manager: base branch',
    target: 'branch',
    enforcement: 'active',
    bypass_actors: [],
    conditions: {
      ref_name: { include: [`refs/heads/${branch}`], exclude: [] },
    },
    rules,
  };
  return `${JSON.stringify(object, null, 2)}\n`;
}
