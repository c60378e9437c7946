import type {
  CollectionStatus,
  FactKind,
  KindCollection,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { CollectorHealth, KindHealth } from './CollectorHealth';

/**
 * How a collector does, as everybody may know it: a kind that is followed in
 * several namespaces is as the last of them came to be, and denied where it is
 * in any.
 *
 * @internal
 */
export function toCollectionStatus(health: CollectorHealth): CollectionStatus {
  const { breaker } = health;
  const kinds: Partial<Record<FactKind, KindCollection>> = {};
  for (const one of health.kinds) {
    kinds[one.kind] = merge(kinds[one.kind], one);
  }
  return {
    startedAt: instant(health.startedAt),
    watchesOpen: health.watchesOpen,
    lagMs: health.lagMs,
    lastEventAt: instantOrNull(health.lastEventAt),
    breaker: {
      state: breaker.state,
      since: instant(breaker.since),
      reason: breaker.reason,
      nextTryAt: instantOrNull(breaker.nextTryAt),
    },
    kinds,
  };
}

function merge(
  other: KindCollection | undefined,
  { since, lastEventAt, denied }: KindHealth,
): KindCollection {
  const one = {
    since: instant(since),
    lastEventAt: instantOrNull(lastEventAt),
    denied,
  };
  return other
    ? {
        since: later(one.since, other.since),
        lastEventAt:
          one.lastEventAt && other.lastEventAt
            ? later(one.lastEventAt, other.lastEventAt)
            : one.lastEventAt ?? other.lastEventAt,
        denied: one.denied ?? other.denied,
      }
    : one;
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}

function instantOrNull(ms: number | null): string | null {
  return ms === null ? null : instant(ms);
}
