import type { JsonObject } from '@backstage/types';

const MAX_FIELDS = 50;

/**
 * What an intent is about, and of which fields it says something, for audit
 * events; it was not checked yet, and may hold anything.
 *
 * @internal
 */
export function aboutIntent(intent: Record<string, unknown>): JsonObject {
  const about = ['kind', 'environment', 'cluster'];
  const fields = Object.keys(intent)
    .filter(key => !about.includes(key) && /^[A-Za-z0-9]{1,40}$/.test(key))
    .slice(0, MAX_FIELDS);
  return {
    ...Object.fromEntries(
      about.flatMap(key => {
        const value = intent[key];
        return typeof value === 'string' ? [[key, value.slice(0, 100)]] : [];
      }),
    ),
    fields,
  };
}
