import { ConflictError, InputError } from '@backstage/errors';
import {
  branchNameOf,
  check,
  type ChangePlan,
  clusterOf,
  clustersOfSave,
  type EnvironmentPolicy,
  type Finding,
  type Intent,
  parseIntent,
  parseSettings,
  pathsOf,
  plan,
  type Planned,
  policyOf,
  type RepositorySnapshot,
  SETTINGS_PATH,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { ChangeOptions } from './ChangeService';
import type { ClusterFactsReader } from './ClusterFactsReader';
import type { ChangeHost } from './host';
import {
  chooseConfigRepository,
  type ConfigRepository,
} from './readConfigRepositories';
import { unwrapHostResult } from './toBackstageError';

/** What came of planning one intent. @internal */
export interface PlanDraft {
  intent: Intent;
  repository: ConfigRepository;
  host: ChangeHost;
  snapshot: RepositorySnapshot;
  planned: Planned;
  findings: Finding[];
  /** Of the environment, from the base branch; `null` where it has none. */
  policy: EnvironmentPolicy | null;
  branch: string;
}

interface PlanDrafterOptions {
  repositories: ConfigRepository[];
  hosts: ReadonlyMap<string, ChangeHost>;
  facts: ClusterFactsReader;
}

/**
 * Takes an intent from what was asked to a checked plan: the one way by which
 * previews and proposals come about. Writes nothing.
 *
 * @internal
 */
export class PlanDrafter {
  readonly #options: PlanDrafterOptions;

  private constructor(options: PlanDrafterOptions) {
    this.#options = options;
  }

  static create(options: PlanDrafterOptions): PlanDrafter {
    return new PlanDrafter(options);
  }

  /** @throws InputError when the intent is malformed, or belongs nowhere */
  async draft(
    asked: unknown,
    options: Pick<ChangeOptions, 'scope'> & { signal: AbortSignal },
  ): Promise<PlanDraft> {
    const parsed = parseIntent(asked);
    if (!parsed.ok) {
      throw new InputError(parsed.reason);
    }
    const intent = parsed.value;
    const repository = chooseConfigRepository(this.#options.repositories, {
      environment: intent.environment,
      cluster: clusterOf(intent),
    });
    const host = this.#hostOf(repository);
    const snapshot = unwrapHostResult(
      await host.readSnapshot(pathsOf(intent), { signal: options.signal }),
    );
    const policy = readPolicy(snapshot, intent, repository);
    const planned =
      'conflict' in policy ? policy.conflict : plan(intent, snapshot);
    return {
      intent,
      repository,
      host,
      snapshot,
      planned,
      findings:
        planned.result === 'planned'
          ? await this.#check({ intent, plan: planned.plan }, snapshot, options)
          : [],
      policy: 'policy' in policy ? policy.policy : null,
      branch: branchNameOf(
        intent,
        ('policy' in policy && policy.policy) || undefined,
      ),
    };
  }

  #hostOf({ name }: ConfigRepository): ChangeHost {
    const host = this.#options.hosts.get(name);
    if (!host) {
      throw new ConflictError(`The config repository '${name}' has no host`);
    }
    return host;
  }

  async #check(
    change: { intent: Intent; plan: ChangePlan },
    snapshot: RepositorySnapshot,
    { scope }: Pick<ChangeOptions, 'scope'>,
  ): Promise<Finding[]> {
    const clusters = clustersOf(change.intent);
    const facts =
      clusters.length > 0
        ? await this.#options.facts.read(clusters, scope)
        : undefined;
    return check({ plan: change.plan }, snapshot, facts);
  }
}

function clustersOf(intent: Intent): string[] {
  if (intent.kind === 'schedule:save') {
    return clustersOfSave(intent);
  }
  const cluster = clusterOf(intent);
  return cluster === null ? [] : [cluster];
}

/** The policy of the intent's environment; a repository without one has yet to be planned for. */
function readPolicy(
  snapshot: RepositorySnapshot,
  intent: Intent,
  repository: ConfigRepository,
):
  | { policy: EnvironmentPolicy | null }
  | { conflict: Extract<Planned, { result: 'conflict' }> } {
  const settings = parseSettings(snapshot.files.get(SETTINGS_PATH) ?? '');
  if (!settings.ok) {
    return { policy: null };
  }
  const policy = policyOf(settings.value, intent.environment);
  const engine = policy?.engine ?? settings.value.engine;
  if (repository.engine !== null && repository.engine !== engine) {
    return {
      conflict: {
        result: 'conflict',
        path: SETTINGS_PATH,
        reason: `The repository says that '${engine}' applies the environment '${intent.environment}', the portal's configuration of '${repository.name}' says '${repository.engine}'.`,
      },
    };
  }
  return { policy };
}
