import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import { clusterReadPermission } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { ClusterFilter, ReportStore } from '../store/reportTypes';
import {
  type ClusterResource,
  clusterResourceRef,
  clusterRules,
} from './clusterRules';

/** Where clusters can be looked up. */
type ClusterStore = Pick<ReportStore, 'listClusters'>;

/**
 * Asks the permission policy which clusters a caller may read.
 *
 * @internal
 */
export class AuthorizedClusters {
  readonly #permissions: PermissionsService;
  readonly #store: ClusterStore;
  readonly #toFilter: (
    conditions: Parameters<
      ReturnType<typeof createConditionTransformer<ClusterFilter>>
    >[0],
  ) => PermissionCriteria<ClusterFilter>;
  readonly #passes: (
    decision: PolicyDecision,
    cluster: ClusterResource | undefined,
  ) => boolean;

  private constructor(options: AuthorizedClustersOptions) {
    const ruleset =
      options.permissionsRegistry.getPermissionRuleset(clusterResourceRef);
    this.#permissions = options.permissions;
    this.#store = options.store;
    this.#toFilter = createConditionTransformer(ruleset);
    this.#passes = createConditionAuthorizer(ruleset);
  }

  /** Registers the resource type with its rules, so that policies can use them. */
  static create(options: AuthorizedClustersOptions): AuthorizedClusters {
    options.permissionsRegistry.addResourceType({
      resourceRef: clusterResourceRef,
      permissions: [clusterReadPermission],
      rules: Object.values(clusterRules),
      getResources: names => findClusters(options.store, names),
    });
    return new AuthorizedClusters(options);
  }

  /** @returns which clusters the caller may read; `undefined` is all of them */
  async scopeOf(
    credentials: BackstageCredentials,
  ): Promise<'none' | PermissionCriteria<ClusterFilter> | undefined> {
    const decision = await this.#decide(credentials);
    switch (decision.result) {
      case AuthorizeResult.ALLOW:
        return undefined;
      case AuthorizeResult.CONDITIONAL:
        return this.#toFilter(decision.conditions);
      default:
        return 'none';
    }
  }

  /**
   * @throws NotAllowedError when the caller may not read the cluster. Whoever
   * may read only some clusters gets it for unknown names too, and so cannot
   * tell which names exist.
   */
  async assertReadable(
    name: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const [readable] = await this.readableOf([name], credentials);
    if (readable === undefined) {
      throw new NotAllowedError(`You may not read the cluster '${name}'`);
    }
  }

  /** @returns those of some clusters that the caller may read */
  async readableOf(
    names: string[],
    credentials: BackstageCredentials,
  ): Promise<string[]> {
    const decision = await this.#decide(credentials);
    const clusters =
      decision.result === AuthorizeResult.CONDITIONAL
        ? await findClusters(this.#store, names)
        : [];
    return names.filter((_, index) => this.#passes(decision, clusters[index]));
  }

  async #decide(credentials: BackstageCredentials): Promise<PolicyDecision> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission: clusterReadPermission }],
      { credentials },
    );
    return decision;
  }
}

interface AuthorizedClustersOptions {
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  store: ClusterStore;
}

async function findClusters(
  store: ClusterStore,
  names: string[],
): Promise<(ClusterResource | undefined)[]> {
  const rows = await store.listClusters({ field: 'name', values: names });
  const byName = new Map(rows.map(row => [row.name, row]));
  return names.map(name => byName.get(name));
}
