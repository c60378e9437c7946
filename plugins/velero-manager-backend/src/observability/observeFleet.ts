import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  MetricAttributes,
  MetricsService,
  MetricsServiceObservableCallback,
} from '@backstage/backend-plugin-api/alpha';
import type { Clock } from '../kubernetes';
import type { FleetGauges, GaugeStore } from '../store';

/**
 * All gauges of one collection are read at once, and for exporters that
 * overlap: with an embedded database the portal stands still for as long.
 */
const FRESH_MS = 10_000;

interface FleetGauge {
  name: string;
  unit: string;
  description: string;
  list(fleet: FleetGauges): [value: number, labels?: MetricAttributes][];
}

const gaugeTable: FleetGauge[] = [
  {
    name: 'velero_manager.due.queue',
    unit: '{subject}',
    description: 'Entities and clusters that are due to be judged',
    list: ({ due }) => [[due.count]],
  },
  {
    name: 'velero_manager.due.age',
    unit: 's',
    description: 'For how long the longest due has been due',
    list: ({ due }) => [[due.oldestForMs / 1000]],
  },
  {
    name: 'velero_manager.entities',
    unit: '{entity}',
    description: 'Entities by aspect and state',
    list: ({ entities }) =>
      entities.map(({ aspect, state, count }) => [count, { aspect, state }]),
  },
  {
    name: 'velero_manager.cluster.state',
    unit: '1',
    description: 'The state that a cluster is in, by aspect: always 1',
    list: ({ clusters }) =>
      clusters.flatMap(({ name, ...states }) =>
        (['protection', 'sync'] as const).flatMap(
          (aspect): [number, MetricAttributes][] => {
            const state = states[aspect];
            return state ? [[1, { cluster: name, aspect, state }]] : [];
          },
        ),
      ),
  },
  {
    name: 'velero_manager.contact',
    unit: '1',
    description: 'Whether a cluster is in contact: 1, or 0 while it is silent',
    list: ({ clusters }) =>
      clusters.map(({ name, isConnected }) => [
        Number(isConnected),
        { cluster: name },
      ]),
  },
  {
    name: 'velero_manager.contact.age',
    unit: 's',
    description: 'How long ago a cluster was last heard of, if ever',
    list: ({ clusters }) =>
      clusters.flatMap(({ name, silentForMs }) =>
        silentForMs === null ? [] : [[silentForMs / 1000, { cluster: name }]],
      ),
  },
];

/**
 * Has the fleet observed: what is due, how many entities are in which state,
 * and how each cluster stands. Every replica tells the same, from the database.
 *
 * @returns a function that ends it
 * @internal
 */
export function observeFleet(options: {
  metrics: MetricsService;
  store: GaugeStore;
  clock: Clock;
  logger: LoggerService;
}): () => void {
  const { metrics } = options;
  const read = rememberGauges(options);
  const gauges = gaugeTable.map(({ name, unit, description, list }) => {
    const gauge = metrics.createObservableGauge(name, { unit, description });
    const callback: MetricsServiceObservableCallback = async result => {
      const fleet = await read();
      if (fleet) {
        list(fleet).forEach(([value, labels]) => result.observe(value, labels));
      }
    };
    gauge.addCallback(callback);
    return () => gauge.removeCallback(callback);
  });
  return () => gauges.forEach(remove => remove());
}

/** Reads gauges once for all that ask at about the same time; `null` when it fails. */
function rememberGauges(options: {
  store: GaugeStore;
  clock: Clock;
  logger: LoggerService;
}): () => Promise<FleetGauges | null> {
  const { store, clock, logger } = options;
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<FleetGauges | null> = Promise.resolve(null);
  return () => {
    if (clock.now() - readAt >= FRESH_MS) {
      readAt = clock.now();
      reading = store.readGauges().catch(error => {
        logger.warn('Could not read the fleet in numbers', error);
        return null;
      });
    }
    return reading;
  };
}
