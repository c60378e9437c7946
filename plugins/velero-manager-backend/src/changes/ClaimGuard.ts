import type {
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  parseEntityRef,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  type ChangePlan,
  clustersOfSave,
  type Intent,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { ChangeStore } from '../store/changeTypes';
import { readSchedules } from './readExpectedSchedules';

/** All that is needed to tell who owns an entity. */
const FIELDS = ['kind', 'metadata.namespace', 'metadata.name', 'relations'];

type ScheduleIntent = Extract<Intent, { kind: `schedule:${string}` }>;

interface ClaimGuardOptions {
  catalog: CatalogService;
  userInfo: UserInfoService;
  store: Pick<ChangeStore, 'readNamespaces'>;
}

/**
 * Tells whether a caller without rights to a whole cluster may change what is
 * backed up of it: only schedules of namespaces that carry
 * `velero-manager.io/entity` with an entity that the caller owns. What the
 * catalog alone says is no proof: an entity may claim any namespace.
 *
 * @internal
 */
export class ClaimGuard {
  readonly #options: ClaimGuardOptions;

  private constructor(options: ClaimGuardOptions) {
    this.#options = options;
  }

  static create(options: ClaimGuardOptions): ClaimGuard {
    return new ClaimGuard(options);
  }

  /** @throws NotAllowedError that names what is missing */
  async assertClaimed(
    change: { intent: Intent; plan: ChangePlan },
    credentials: BackstageCredentials,
  ): Promise<void> {
    const { intent, plan } = change;
    if (!isOfSchedule(intent)) {
      throw new NotAllowedError(
        `Only those who may read all clusters may propose '${intent.kind}'`,
      );
    }
    const wanted =
      'includedNamespaces' in intent ? intent.includedNamespaces : [];
    const namespaces = new Set([...wanted, ...namespacesBefore(plan)]);
    if (
      'includedClusterScopedResources' in intent &&
      intent.includedClusterScopedResources?.length
    ) {
      throw new NotAllowedError(
        'A schedule of cluster-scoped resources concerns the whole cluster: only those who may read all clusters may propose it',
      );
    }
    const pattern = [...namespaces].find(name => /[*?]/.test(name));
    if (pattern !== undefined) {
      throw new NotAllowedError(
        `A schedule of '${pattern}' concerns namespaces of others: only those who may read all clusters may propose it`,
      );
    }
    const clusters =
      intent.kind === 'schedule:save'
        ? clustersOfSave(intent)
        : [intent.cluster];
    for (const cluster of clusters) {
      await this.#assertOwned(cluster, [...namespaces], credentials);
    }
  }

  async #assertOwned(
    cluster: string,
    namespaces: string[],
    credentials: BackstageCredentials,
  ): Promise<void> {
    const facts = await this.#options.store.readNamespaces(cluster, namespaces);
    const entityOf = new Map(
      facts.map(({ name, confirmedEntity }) => [
        name,
        toEntityRef(confirmedEntity),
      ]),
    );
    const entityRefs = [...new Set(entityOf.values())].filter(
      ref => ref !== null,
    );
    const owned = await this.#ownedOf(entityRefs, credentials);
    const refused = namespaces.find(
      name => !owned.has(entityOf.get(name) ?? ''),
    );
    if (refused !== undefined) {
      throw new NotAllowedError(
        `You may not change what is backed up of the namespace '${refused}' of the cluster '${cluster}': it does not carry 'velero-manager.io/entity' with an entity that you own. Have that annotation set, or ask those who may read all clusters to propose it`,
      );
    }
  }

  async #ownedOf(
    entityRefs: string[],
    credentials: BackstageCredentials,
  ): Promise<Set<string>> {
    if (entityRefs.length === 0 || !isUser(credentials)) {
      return new Set();
    }
    const { catalog, userInfo } = this.#options;
    const [{ ownershipEntityRefs }, { items }] = await Promise.all([
      userInfo.getUserInfo(credentials),
      catalog.getEntitiesByRefs(
        { entityRefs, fields: FIELDS },
        { credentials },
      ),
    ]);
    return new Set(
      items.flatMap(entity => {
        const isOwned = entity?.relations?.some(
          ({ type, targetRef }) =>
            type === RELATION_OWNED_BY &&
            ownershipEntityRefs.includes(targetRef),
        );
        return entity && isOwned ? [stringifyEntityRef(entity)] : [];
      }),
    );
  }
}

function isOfSchedule(intent: Intent): intent is ScheduleIntent {
  return intent.kind.startsWith('schedule:');
}

/** Whose backups the change may take something from; `*` where that is not known. */
function namespacesBefore(plan: ChangePlan): string[] {
  return plan.files
    .filter(
      ({ path, before }) =>
        before !== null && !path.endsWith('/kustomization.yaml'),
    )
    .flatMap(({ before }) => {
      const schedules = readSchedules(before);
      return schedules.length === 0
        ? ['*']
        : schedules.flatMap(({ scope: { includedNamespaces: names } }) =>
            names.length === 0 ? ['*'] : names,
          );
    });
}

function toEntityRef(confirmed: string | null): string | null {
  try {
    return (
      confirmed &&
      stringifyEntityRef(
        parseEntityRef(confirmed, {
          defaultKind: 'component',
          defaultNamespace: 'default',
        }),
      )
    );
  } catch {
    return null; // no entity ref at all, so it names none
  }
}

function isUser({ principal }: BackstageCredentials): boolean {
  return (principal as { type?: string }).type === 'user';
}
