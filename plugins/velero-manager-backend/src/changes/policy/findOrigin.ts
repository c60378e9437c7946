import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { ChangeStore } from '../../store/changeTypes';
import type { ChangeReview } from '../host';
import { readLogins } from '../readLogins';

/** A user as commits name one; anything else was not written by the portal. */
const USER = /^user:[^:/\s]+\/[^:/\s]+$/;

/** Where a pull request comes from, as far as the portal knows it. @internal */
export interface ChangeOrigin {
  /** Log-ins under which those who asked for it may appear. */
  requesters: string[];
  /** The change of the portal's own; `null` where it is none. */
  changeId: string | null;
}

/** What finding an origin takes. @internal */
export interface FindOriginOptions {
  store: Pick<ChangeStore, 'loadChange'>;
  catalog: Pick<CatalogService, 'getEntityByRef'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
}

/**
 * Finds who asked for what a pull request holds: by what was kept when it was
 * proposed, and by its commits, which say so even where we have lost it. What a
 * commit says falsely only takes approvals away.
 *
 * @internal
 */
export async function findOrigin(
  { store, catalog, auth }: FindOriginOptions,
  repository: string,
  requests: ChangeReview['requests'],
): Promise<ChangeOrigin> {
  const ids = [...new Set(requests.map(({ change }) => change))];
  const records = await Promise.all(ids.map(id => store.loadChange(id)));
  const known = records.flatMap(record =>
    record?.repository === repository ? [record] : [],
  );
  const users = [...new Set(requests.map(({ requester }) => requester))];
  const credentials = await auth.getOwnServiceCredentials();
  const named = await Promise.all(
    users
      .filter(user => USER.test(user))
      .map(user => readLogins({ catalog, user, credentials })),
  );
  const requesters = [
    ...known.flatMap(({ requesterLogins }) => requesterLogins),
    ...named.flat(),
  ];
  return {
    requesters: [...new Set(requesters)],
    changeId: known.at(-1)?.id ?? null,
  };
}
