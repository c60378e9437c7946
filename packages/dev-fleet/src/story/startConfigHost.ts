import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { GitHost } from '../githost';
import { LocalPackage, WorkflowRunner } from '../workflows';

const EXAMPLE = resolvePackagePath(
  '@velero-manager/dev-fleet',
  '../../examples/config-repository',
);

/** What the example's workflow runs. */
const COMMAND_LINE = resolvePackagePath('@velero-manager/dev-fleet', '../cli');

/** How the example names the host that it stands on. @internal */
export const EXAMPLE_HOST = 'https://github.com';

/** Owns the repositories of the story. @internal */
export const ORGANIZATION = 'your-org';

const NAME = 'velero-gitops-config';

/** The Git host of the development fleet. @internal */
export interface ConfigHost {
  host: GitHost;
  /** Page of the config repository. */
  repositoryUrl: string;
  /** What the portal logs in with. */
  portalToken: string;
  /** Runs the workflows of what is pushed. */
  runner: WorkflowRunner;
}

/**
 * What an installation of a GitHub App has at most, in an organisation of many
 * people and repositories (docs.github.com, rate limits for GitHub Apps).
 * A change takes some seventy calls from the form to the merge, and the tests of
 * the whole product make in half an hour what takes people days.
 */
const HOURLY_CALLS = 12_500;

/**
 * Starts the Git host with the example config repository, the people of the
 * example organisation, and an account for the portal. Main takes changes by
 * pull request only, with what the ruleset of the example asks for: a green
 * `validate`, and the approvals of the repository's own policies.
 *
 * @internal
 */
export async function startConfigHost(): Promise<ConfigHost> {
  const portalToken = randomBytes(24).toString('base64url');
  const host = await GitHost.start({
    org: ORGANIZATION,
    rateLimit: HOURLY_CALLS,
    users: [
      { login: 'amelia', name: 'Amelia Stone' },
      { login: 'piotr', name: 'Piotr Nowak' },
      { login: 'sasha', name: 'Sasha Lind' },
      { login: 'adaeze', name: 'Adaeze Obi' },
      { login: 'noor', name: 'Noor Haddad', email: 'noor@shop.example' },
      { login: 'portal', name: 'Developer portal', tokens: [portalToken] },
    ],
    teams: [
      { slug: 'security', members: ['sasha'] },
      { slug: 'backup-admins', members: ['piotr', 'sasha', 'noor'] },
    ],
  });
  await host.createRepository({
    owner: ORGANIZATION,
    name: NAME,
    description: 'What is backed up where, and by what',
    files: readExample(host.url),
    access: {
      portal: 'write',
      amelia: 'read',
      adaeze: 'read',
      '@backup-admins': 'write',
      '@security': 'write',
    },
    protection: {
      main: {
        requiredApprovals: 0,
        dismissStaleReviews: true,
        requiredStatusChecks: ['validate', 'velero-manager/policy'],
      },
    },
  });
  const runner = WorkflowRunner.start(host, [readCommandLine()]);
  const repositoryUrl = `${host.url}/${ORGANIZATION}/${NAME}`;
  return { host, portalToken, repositoryUrl, runner };
}

function readCommandLine(): LocalPackage {
  const text = readFileSync(path.join(COMMAND_LINE, 'package.json'), 'utf8');
  const { name, version, bin } = JSON.parse(text);
  const script = path.join(COMMAND_LINE, bin['velero-manager']);
  return { name, version, script };
}

/** The example's files, with the address that they have here. */
function readExample(hostUrl: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(EXAMPLE, {
    recursive: true,
    withFileTypes: true,
  })) {
    if (entry.isFile()) {
      const file = path.join(entry.parentPath, entry.name);
      const name = path.relative(EXAMPLE, file).split(path.sep).join('/');
      files[name] = readFileSync(file, 'utf8').replaceAll(
        `${EXAMPLE_HOST}/${ORGANIZATION}/${NAME}`,
        `${hostUrl}/${ORGANIZATION}/${NAME}`,
      );
    }
  }
  return files;
}
