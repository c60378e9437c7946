import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { CollectorHealth, CollectorHealthBoard } from '../collect';
import type { Clock } from '../kubernetes';

/** Both gauges of one collection see the same. */
const FRESH_MS = 1_000;

/**
 * Has the collectors of this replica observed: how many watches are open, and
 * how many clusters it follows by how the connection to them stands.
 *
 * @returns a function that ends it
 * @internal
 */
export function observeCollectors(options: {
  metrics: MetricsService;
  board: Pick<CollectorHealthBoard, 'list'>;
  clock: Clock;
}): () => void {
  const { metrics } = options;
  const list = rememberList(options);
  const watches = metrics.createObservableGauge(
    'velero_manager.collector.watches',
    { unit: '{watch}', description: 'Watches that this replica has open' },
  );
  const clusters = metrics.createObservableGauge<{ breaker: string }>(
    'velero_manager.collector.clusters',
    {
      unit: '{cluster}',
      description:
        'Clusters that this replica follows, by how its circuit breaker stands',
    },
  );
  const observeWatches: Parameters<typeof watches.addCallback>[0] = result =>
    result.observe(
      list().reduce((total, { watchesOpen }) => total + watchesOpen, 0),
    );
  const observeClusters: Parameters<
    typeof clusters.addCallback
  >[0] = result => {
    const states = list().map(({ breaker }) => breaker.state);
    for (const breaker of ['closed', 'half-open', 'open'] as const) {
      const count = states.filter(state => state === breaker).length;
      result.observe(count, { breaker });
    }
  };
  watches.addCallback(observeWatches);
  clusters.addCallback(observeClusters);
  return () => {
    watches.removeCallback(observeWatches);
    clusters.removeCallback(observeClusters);
  };
}

/** The board adds up 40,000 kinds where it is full: once for all that ask. */
function rememberList(options: {
  board: Pick<CollectorHealthBoard, 'list'>;
  clock: Clock;
}): () => CollectorHealth[] {
  const { board, clock } = options;
  let readAt = Number.NEGATIVE_INFINITY;
  let found: CollectorHealth[] = [];
  return () => {
    if (clock.now() - readAt >= FRESH_MS) {
      readAt = clock.now();
      found = board.list();
    }
    return found;
  };
}
