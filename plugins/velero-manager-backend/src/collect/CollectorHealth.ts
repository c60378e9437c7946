import { FactKind } from '@velero-manager/backstage-plugin-velero-manager-common';
import { BreakerState, WatchState } from '../kubernetes';

/**
 * How the collector of one kind of one cluster does. A kind that is followed
 * in several namespaces has one for each.
 *
 * @internal
 */
export interface KindHealth {
  kind: FactKind;
  /** The one namespace that is looked in; `null`: all of them. */
  namespace: string | null;
  /** `polled`: read from time to time, not watched. */
  phase: WatchState['phase'];
  /** Since when the phase is that, in milliseconds. */
  since: number;
  /** What is wrong, in one sentence; `null` while all is well. */
  error: string | null;
  /** What our account may not do, as Kubernetes calls it. */
  denied: 'get' | 'list' | 'watch' | null;
  /** When an event last came; bookmarks do not count. */
  lastEventAt: number | null;
  /** How many events came since the start. */
  events: number;
  /** How many lists were read whole since the start, the first one included. */
  lists: number;
  /** How many attempts failed since the start, by code (`connect`, `410`, ...). */
  faults: Record<string, number>;
}

/**
 * How the collector of one cluster does, since this process follows it.
 * Moments are milliseconds since 1970 by our own clock.
 *
 * @internal
 */
export interface CollectorHealth {
  cluster: string;
  /** When this process began to follow the cluster. */
  startedAt: number;
  /** Whether requests go out, and if not, why and until when. */
  breaker: BreakerState;
  /** Watches that the server has accepted and that were not lost since. */
  watchesOpen: number;
  /** How long the change stored last took from being read. */
  lagMs: number | null;
  lastEventAt: number | null;
  events: number;
  lists: number;
  faults: number;
  kinds: KindHealth[];
}
