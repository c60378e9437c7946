import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  changeCreatePermission,
  changeReadPermission,
  findRestricted,
  type Change,
  type ChangeList,
  type ChangeQuery,
  type ChangeRequest,
  type ChangeResult,
  type EnvironmentList,
  planCreatePermission,
  type PlanPreview,
  type PlanRequest,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { AuthorizedClusters } from '../reports';
import type {
  ChangeOptions,
  ChangeScope,
  ChangeService,
  PlannedChange,
} from './ChangeService';
import type { ClaimGuard } from './ClaimGuard';

interface AuthorizedChangeServiceOptions {
  changes: ChangeService;
  permissions: PermissionsService;
  clusters: AuthorizedClusters;
  claims: ClaimGuard;
}

/**
 * Lets through what the caller may do. To plan takes
 * `velero-manager.plan.create`; to propose takes `velero-manager.change.create`
 * as well, and either the unconditional right to read clusters, which is what a
 * platform team has, or the cluster's own word that each namespace is the
 * caller's, and nothing that the environment's policy restricts.
 *
 * @internal
 */
export class AuthorizedChangeService implements ChangeService {
  readonly #changes: ChangeService;
  readonly #permissions: PermissionsService;
  readonly #clusters: AuthorizedClusters;
  readonly #claims: ClaimGuard;

  private constructor(options: AuthorizedChangeServiceOptions) {
    this.#changes = options.changes;
    this.#permissions = options.permissions;
    this.#clusters = options.clusters;
    this.#claims = options.claims;
  }

  static create(
    options: AuthorizedChangeServiceOptions,
  ): AuthorizedChangeService {
    return new AuthorizedChangeService(options);
  }

  async plan(
    request: PlanRequest,
    { credentials }: ChangeOptions,
  ): Promise<PlanPreview> {
    await this.#assertAllowed([planCreatePermission], credentials);
    const scope = this.#scopeOf(credentials);
    return this.#changes.plan(request, { credentials, scope });
  }

  async propose(
    request: ChangeRequest,
    { credentials }: ChangeOptions,
  ): Promise<ChangeResult> {
    await this.#assertAllowed(
      [planCreatePermission, changeCreatePermission],
      credentials,
    );
    const scope = this.#scopeOf(credentials);
    return this.#changes.propose(request, { credentials, scope });
  }

  /**
   * Those alone who may not read all clusters are bound by what an environment
   * restricts; and no names of clusters are told but of those that they may read.
   */
  async listEnvironments({
    credentials,
  }: ChangeOptions): Promise<EnvironmentList> {
    await this.#assertAllowed([planCreatePermission], credentials);
    const list = await this.#changes.listEnvironments({ credentials });
    const readable = await this.#clusters.scopeOf(credentials);
    if (readable === undefined) {
      const items = list.items.map(item => ({ ...item, restricted: [] }));
      return { ...list, items };
    }
    const named = new Set(list.items.flatMap(item => item.onboarded ?? []));
    const told = new Set(
      await this.#clusters.readableOf([...named], credentials),
    );
    const items = list.items.map(item => ({
      ...item,
      onboarded: item.onboarded?.filter(name => told.has(name)) ?? null,
    }));
    return { ...list, items };
  }

  async listChanges(
    query: ChangeQuery,
    { credentials }: ChangeOptions,
  ): Promise<ChangeList> {
    await this.#assertAllowed([changeReadPermission], credentials);
    return this.#changes.listChanges(query, { credentials });
  }

  async getChange(id: string, { credentials }: ChangeOptions): Promise<Change> {
    await this.#assertAllowed([changeReadPermission], credentials);
    return this.#changes.getChange(id, { credentials });
  }

  #scopeOf(credentials: BackstageCredentials): ChangeScope {
    return {
      readable: names => this.#clusters.readableOf(names, credentials),
      assertWritable: async change => {
        await this.#assertAllowed([changeCreatePermission], credentials);
        const readable = await this.#clusters.scopeOf(credentials);
        if (readable !== undefined) {
          assertUnrestricted(change);
          await this.#claims.assertClaimed(change, credentials);
        }
      },
    };
  }

  async #assertAllowed(
    permissions: BasicPermission[],
    credentials: BackstageCredentials,
  ): Promise<void> {
    const decisions = await this.#permissions.authorize(
      permissions.map(permission => ({ permission })),
      { credentials },
    );
    const denied = permissions.find(
      (_, index) => decisions[index].result !== AuthorizeResult.ALLOW,
    );
    if (denied) {
      throw new NotAllowedError(
        `The permission '${denied.name}' was not given to you`,
      );
    }
  }
}

/** @throws NotAllowedError that names what the environment keeps to others */
function assertUnrestricted({ intent, policy }: PlannedChange): void {
  const restricted = findRestricted(intent, policy?.restricted ?? []);
  if (restricted.length > 0) {
    const named = restricted.map(name => `'${name}'`).join(', ');
    throw new NotAllowedError(
      `The environment '${intent.environment}' keeps ${named} to those who may read all clusters: leave it out, or ask them to propose it`,
    );
  }
}
