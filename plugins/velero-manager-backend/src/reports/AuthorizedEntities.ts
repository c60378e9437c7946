import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { entityReadPermission } from '@velero-manager/backstage-plugin-velero-manager-common';
import { cachePerUser, type EntityFilter } from './cachePerUser';
import { filterInBatches } from './filterInBatches';

/** One request to the catalog; 500 refs are about 30 KB. */
const CATALOG_BATCH = 500;

/** One request to the permission backend, which takes 100 KB; one item is about 300 bytes. */
const PERMISSION_BATCH = 100;

/** All that is needed to tell that an entity is visible. */
const FIELDS = ['kind', 'metadata.namespace', 'metadata.name'];

/**
 * Asks the catalog which entities a caller can see, and the permission policy
 * which of them the caller may read reports of.
 *
 * @internal
 */
export class AuthorizedEntities {
  readonly #permissions: PermissionsService;
  readonly #visible: EntityFilter;
  readonly #permitted: EntityFilter;

  private constructor(options: AuthorizedEntitiesOptions) {
    const { catalog, permissions, now } = options;
    this.#permissions = permissions;
    this.#visible = cachePerUser(createVisibleFilter(catalog), { now });
    this.#permitted = cachePerUser(createPermittedFilter(permissions), { now });
  }

  static create(options: AuthorizedEntitiesOptions): AuthorizedEntities {
    return new AuthorizedEntities(options);
  }

  /** @returns which entities the caller may read, of those it is asked about */
  async scopeOf(
    credentials: BackstageCredentials,
  ): Promise<'none' | ((refs: string[]) => Promise<ReadonlySet<string>>)> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission: entityReadPermission }],
      { credentials },
    );
    switch (decision.result) {
      case AuthorizeResult.ALLOW:
        return refs => this.#visible(refs, credentials);
      case AuthorizeResult.CONDITIONAL:
        return async refs =>
          this.#permitted(
            [...(await this.#visible(refs, credentials))],
            credentials,
          );
      default:
        return 'none';
    }
  }

  /**
   * @throws NotFoundError when the caller cannot see the entity in the catalog,
   * whether it exists or not
   * @throws NotAllowedError when the policy denies its report
   */
  async assertReadable(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const [visible, permitted] = await Promise.all([
      this.#visible([entityRef], credentials),
      this.#permitted([entityRef], credentials),
    ]);
    if (!visible.has(entityRef)) {
      throw new NotFoundError(
        `There is no entity '${entityRef}' in the catalog, or you may not see it`,
      );
    }
    if (!permitted.has(entityRef)) {
      throw new NotAllowedError(
        `You may not read the report of '${entityRef}'`,
      );
    }
  }
}

interface AuthorizedEntitiesOptions {
  catalog: CatalogService;
  permissions: PermissionsService;
  /** Milliseconds since the epoch. */
  now: () => number;
}

function createVisibleFilter(catalog: CatalogService): EntityFilter {
  return (entityRefs, credentials) =>
    filterInBatches(entityRefs, CATALOG_BATCH, async batch => {
      const { items } = await catalog.getEntitiesByRefs(
        { entityRefs: batch, fields: FIELDS },
        { credentials },
      );
      return items.map(item => item !== undefined);
    });
}

function createPermittedFilter(permissions: PermissionsService): EntityFilter {
  return (entityRefs, credentials) =>
    filterInBatches(entityRefs, PERMISSION_BATCH, async batch => {
      const decisions = await permissions.authorize(
        batch.map(resourceRef => ({
          permission: entityReadPermission,
          resourceRef,
        })),
        { credentials },
      );
      return decisions.map(({ result }) => result === AuthorizeResult.ALLOW);
    });
}
