import type { BackstageCredentials } from '@backstage/backend-plugin-api';

/** Tells which of some entities pass for a caller. @internal */
export type EntityFilter = (
  entityRefs: string[],
  credentials: BackstageCredentials,
) => Promise<ReadonlySet<string>>;

/** A page asks a few times in a row; a right that was taken away lingers no longer. */
const TTL_MS = 15_000;

/** Bounds memory: 100 people who each see 10,000 entities are some 100 MB at worst. */
const MAX_USERS = 100;

interface UserAnswers {
  expiresAt: number;
  answers: Map<string, boolean>;
}

/**
 * Remembers the answers of a filter for 15 seconds, for each user apart. Only
 * users: the subject of a service says nothing about its rights.
 *
 * @internal
 */
export function cachePerUser(
  filter: EntityFilter,
  options: { now: () => number },
): EntityFilter {
  const users = new Map<string, UserAnswers>();

  const answersOf = (user: string): Map<string, boolean> => {
    const now = options.now();
    const known = users.get(user);
    if (known && known.expiresAt > now) {
      return known.answers;
    }
    const answers = new Map<string, boolean>();
    users.delete(user);
    users.set(user, { expiresAt: now + TTL_MS, answers });
    // Insertion order is expiry order.
    for (const [name, { expiresAt }] of users) {
      if (expiresAt > now && users.size <= MAX_USERS) {
        break;
      }
      users.delete(name);
    }
    return answers;
  };

  return async (entityRefs, credentials) => {
    const user = userOf(credentials);
    if (user === null) {
      return filter(entityRefs, credentials);
    }
    const answers = answersOf(user);
    const unknown = entityRefs.filter(ref => !answers.has(ref));
    if (unknown.length > 0) {
      const passed = await filter(unknown, credentials);
      unknown.forEach(ref => answers.set(ref, passed.has(ref)));
    }
    return new Set(entityRefs.filter(ref => answers.get(ref)));
  };
}

function userOf(credentials: BackstageCredentials): string | null {
  const principal = credentials.principal as {
    type?: string;
    userEntityRef?: string;
  };
  return principal.type === 'user' ? principal.userEntityRef ?? null : null;
}
