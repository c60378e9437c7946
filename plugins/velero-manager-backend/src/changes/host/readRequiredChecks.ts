import type { GitHubClient } from './GitHubClient';
import { HostError } from './HostError';

/**
 * The names of the checks that a branch requires, by its own protection and by
 * the rulesets that hold for it. Who may read the repository may read both.
 *
 * @throws HostError
 * @internal
 */
export async function readRequiredChecks(options: {
  client: GitHubClient;
  branch: string;
}): Promise<Set<string>> {
  const { client, branch } = options;
  const at = { ...client.repository, branch };
  const purpose = `read what the branch '${branch}' requires`;
  const { data } = await client.read({ purpose }, octokit =>
    octokit.rest.repos.getBranch(at),
  );
  const { required_status_checks: checks } = data.protection;
  const isInForce = checks !== undefined && checks.enforcement_level !== 'off';
  const rules = await client
    .read({ purpose }, octokit =>
      octokit.paginate(octokit.rest.repos.getBranchRules, {
        ...at,
        per_page: 100,
      }),
    )
    .catch(error => {
      // GitHub Enterprise Server before 3.11 knows no rulesets.
      if (error instanceof HostError && error.problem.reason === 'not_found') {
        return [];
      }
      throw error;
    });
  return new Set([
    ...(isInForce ? checks.contexts ?? [] : []),
    ...rules.flatMap(rule =>
      rule.type === 'required_status_checks'
        ? rule.parameters?.required_status_checks.map(
            ({ context }) => context,
          ) ?? []
        : [],
    ),
  ]);
}
