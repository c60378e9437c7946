import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { z } from 'zod';
import { matchesPattern, patternsOverlap } from '../names';

/** A Git repository that holds what clusters shall be, from app-config. @internal */
export interface ConfigRepository {
  /** As people and routes call it. */
  name: string;
  /** Page of the repository, without a slash at its end. */
  url: string;
  owner: string;
  repo: string;
  /** The branch that changes are proposed to. */
  branch: string;
  /** What applies it; `null` leaves that to the repository's own settings. */
  engine: 'argocd' | 'flux' | null;
  scope: ConfigRepositoryScope;
}

/** Which changes belong to a repository; `null` is all. @internal */
export interface ConfigRepositoryScope {
  environments: string[] | null;
  /** Patterns of names. */
  clusters: string[] | null;
}

const PLACE = 'veleroManager.configRepositories';
const NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const BRANCH = /^[A-Za-z0-9][A-Za-z0-9_-]*([./][A-Za-z0-9_-]+)*$/;
const REPOSITORY_PATH =
  /^\/([A-Za-z0-9][A-Za-z0-9_.-]{0,99})\/([A-Za-z0-9_.-]{1,100}?)(\.git)?\/?$/;
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const CLUSTER_PATTERN = /^[a-z0-9.*?-]{1,253}$/;

function unknownKey(issue: { code?: string; keys?: string[] }): string {
  return issue.code === 'unrecognized_keys'
    ? `has the unknown key '${issue.keys?.join("', '")}'`
    : 'must be an object';
}

const entrySchema = z.strictObject(
  {
    name: z
      .string('must be a text')
      .regex(
        NAME,
        "must be at most 63 lower-case letters, digits and '-', beginning and ending with a letter or digit",
      ),
    url: z.string('must be a text'),
    branch: z
      .string('must be a text')
      .max(200, 'must have at most 200 characters')
      .regex(BRANCH, 'must be the name of a branch')
      .default('main'),
    engine: z.enum(['argocd', 'flux'], "must be 'argocd' or 'flux'").optional(),
    scope: z
      .strictObject(
        {
          environments: z
            .array(z.string().regex(NAME, 'must be the name of an environment'))
            .min(1, 'must name an environment')
            .optional(),
          clusters: z
            .array(
              z
                .string()
                .regex(
                  CLUSTER_PATTERN,
                  "must be the name of a cluster, or a pattern of it with '*' and '?'",
                ),
            )
            .min(1, 'must name a cluster')
            .optional(),
        },
        { error: unknownKey },
      )
      .optional(),
  },
  { error: unknownKey },
);

/**
 * Reads `veleroManager.configRepositories`.
 *
 * @throws InputError that lists every problem with its place; scopes of two
 * repositories that could both take the same change are one
 * @internal
 */
export function readConfigRepositories(config: Config): ConfigRepository[] {
  const entries = config.getOptional(PLACE) ?? [];
  const problems: string[] = [];
  const repositories: ConfigRepository[] = [];
  if (!Array.isArray(entries)) {
    throw invalid([`'${PLACE}' must be a list`]);
  }
  const integrations = ScmIntegrations.fromConfig(config);
  entries.forEach((entry, index) => {
    const place = `${PLACE}[${index}]`;
    const read = readEntry(entry, integrations);
    if (read.ok) {
      repositories.push(read.repository);
    } else {
      problems.push(...read.problems.map(one => `'${place}${one}`));
    }
  });
  problems.push(...findClashes(repositories));
  if (problems.length > 0) {
    throw invalid(problems);
  }
  return repositories;
}

/**
 * The one repository that a change belongs to.
 *
 * @throws InputError where none is configured for it
 * @internal
 */
export function chooseConfigRepository(
  repositories: readonly ConfigRepository[],
  place: { environment: string; cluster: string | null },
): ConfigRepository {
  const { environment, cluster } = place;
  const [found, second] = repositories.filter(
    ({ scope }) =>
      (scope.environments?.includes(environment) ?? true) &&
      (cluster === null ||
        (scope.clusters?.some(one => matchesPattern(one, cluster)) ?? true)),
  );
  if (!found) {
    const where =
      cluster === null
        ? `the environment '${environment}'`
        : `the cluster '${cluster}' of the environment '${environment}'`;
    throw new InputError(
      repositories.length === 0
        ? `No config repository is configured: changes need an entry in '${PLACE}'`
        : `No config repository is configured for ${where}; see the scopes in '${PLACE}'`,
    );
  }
  if (second && cluster === null) {
    throw new InputError(
      `The environment '${environment}' is in more than one config repository, '${found.name}' and '${second.name}', and this change is about no cluster that would tell which`,
    );
  }
  return found;
}

function readEntry(
  entry: unknown,
  integrations: ScmIntegrations,
):
  | { ok: true; repository: ConfigRepository }
  | { ok: false; problems: string[] } {
  const read = entrySchema.safeParse(entry);
  if (!read.success) {
    return {
      ok: false,
      problems: read.error.issues.map(issue => {
        const path = issue.path
          .map(part =>
            typeof part === 'number' ? `[${part}]` : `.${String(part)}`,
          )
          .join('');
        return `${path}' ${issue.message}`;
      }),
    };
  }
  const { name, url: text, branch, engine, scope } = read.data;
  const url = readUrl(text);
  if (!url.ok) {
    return { ok: false, problems: [`.url' ${url.reason}`] };
  }
  if (!integrations.github.byUrl(url.value.url)) {
    return {
      ok: false,
      problems: [
        `.url' is at a host that 'integrations.github' does not name; other hosts are not supported`,
      ],
    };
  }
  return {
    ok: true,
    repository: {
      name,
      ...url.value,
      branch,
      engine: engine ?? null,
      scope: {
        environments: scope?.environments ?? null,
        clusters: scope?.clusters ?? null,
      },
    },
  };
}

function readUrl(
  text: string,
):
  | { ok: true; value: Pick<ConfigRepository, 'url' | 'owner' | 'repo'> }
  | { ok: false; reason: string } {
  const refused = (reason: string) => ({ ok: false as const, reason });
  if (!URL.canParse(text)) {
    return refused('must be the address of a repository');
  }
  const url = new URL(text);
  if (url.username || url.password || url.search || url.hash) {
    return refused('must have no log-in, query or fragment');
  }
  const isLocal = LOOPBACK.includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal)) {
    return refused("must begin with 'https://'");
  }
  const [, owner, repo] = REPOSITORY_PATH.exec(url.pathname) ?? [];
  if (!owner || repo === '.' || repo === '..') {
    return refused(
      "must be a repository, such as 'https://github.com/your-org/velero-gitops-config'",
    );
  }
  return {
    ok: true,
    value: { url: `${url.origin}/${owner}/${repo}`, owner, repo },
  };
}

function findClashes(repositories: ConfigRepository[]): string[] {
  return repositories.flatMap((one, index) =>
    repositories.slice(index + 1).flatMap(other => {
      const both = `'${PLACE}': '${one.name}' and '${other.name}'`;
      if (one.name === other.name) {
        return [`'${PLACE}': the name '${one.name}' stands twice`];
      }
      return scopesOverlap(one.scope, other.scope)
        ? [
            `${both} could both take the same change; give them scopes that have nothing in common`,
          ]
        : [];
    }),
  );
}

function scopesOverlap(
  a: ConfigRepositoryScope,
  b: ConfigRepositoryScope,
): boolean {
  const environments =
    !a.environments ||
    !b.environments ||
    a.environments.some(name => b.environments?.includes(name));
  const clusters =
    !a.clusters ||
    !b.clusters ||
    a.clusters.some(one =>
      b.clusters?.some(other => patternsOverlap(one, other)),
    );
  return environments && clusters;
}

function invalid(problems: string[]): InputError {
  return new InputError(
    `The configuration of config repositories is not valid:\n${problems
      .map(problem => `- ${problem}`)
      .join('\n')}`,
  );
}
