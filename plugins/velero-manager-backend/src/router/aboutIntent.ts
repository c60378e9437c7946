import type { JsonObject } from '@backstage/types';

/**
 * What an intent is about, for audit events; it was not checked yet, and may
 * hold anything.
 *
 * @internal
 */
export function aboutIntent(intent: Record<string, unknown>): JsonObject {
  return Object.fromEntries(
    ['kind', 'environment', 'cluster'].flatMap(key => {
      const value = intent[key];
      return typeof value === 'string' ? [[key, value.slice(0, 100)]] : [];
    }),
  );
}
