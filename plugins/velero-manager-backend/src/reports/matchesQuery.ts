import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type {
  ClusterListItem,
  ClusterQuery,
  EntityListItem,
  EntityQuery,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { EntityRow } from '../store/types';

/** Values of one parameter are alternatives; none at all lets everything through. */
function allows(wanted: readonly string[], ...had: (string | null)[]): boolean {
  return wanted.length === 0 || had.some(one => one && wanted.includes(one));
}

function contains(text: string | undefined, ...places: string[]): boolean {
  const wanted = text?.trim().toLowerCase();
  return !wanted || places.some(place => place.toLowerCase().includes(wanted));
}

function toOwnerRef(value: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(value, {
        defaultKind: 'group',
        defaultNamespace: 'default',
      }),
    );
  } catch {
    throw new InputError(
      `Malformed query parameter 'owner': ${JSON.stringify(
        value.slice(0, 60),
      )} is not an entity ref such as group:default/checkout`,
    );
  }
}

/**
 * Makes the test that tells whether an entity can match a query at all, by what
 * the catalog says of it and before anything is judged.
 *
 * @throws InputError for an owner that is no entity ref
 * @internal
 */
export function createEntityMatcher(
  query: EntityQuery,
): (entity: EntityRow) => boolean {
  const owners = query.owner.map(toOwnerRef);
  return ({ owner, title, entityRef }) =>
    allows(owners, owner) && contains(query.text, title, entityRef);
}

/** Whether an entity matches a query by what was judged of it. @internal */
export function matchesEntityQuery(
  item: EntityListItem,
  query: EntityQuery,
): boolean {
  return (
    allows(query.state, item.protection.state) &&
    allows(query.sync, item.sync?.state ?? null) &&
    allows(query.environment, ...item.environments) &&
    allows(query.cluster, ...item.clusters)
  );
}

/** Whether a cluster matches a query. @internal */
export function matchesClusterQuery(
  item: ClusterListItem,
  query: ClusterQuery,
): boolean {
  return (
    allows(query.state, item.protection.state) &&
    allows(query.environment, item.environment) &&
    allows(query.engine, ...item.engines) &&
    contains(query.text, item.name, item.title)
  );
}
