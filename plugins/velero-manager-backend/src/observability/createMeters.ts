import type { MetricsService } from '@backstage/backend-plugin-api/alpha';

/** Bounds for what takes from a millisecond to a minute, in seconds. */
const SECONDS = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
  60,
];

/**
 * Makes the instruments that count and time; those that are read from time to
 * time are made by `observeFleet` and `observeCollectors`.
 *
 * @remarks
 * No label but the name of a cluster, on gauges alone, grows with the fleet:
 * 1,000 clusters × 40 kinds on a counter would be more series than all the rest
 * of a portal has.
 *
 * @internal
 */
export function createMeters(metrics: MetricsService) {
  return {
    /** By `kind`. */
    events: metrics.createCounter<{ kind: string }>(
      'velero_manager.collector.events',
      { unit: '{event}', description: 'Events that watches of clusters sent' },
    ),
    /** By `kind`; the first list of a kind is one. */
    relists: metrics.createCounter<{ kind: string }>(
      'velero_manager.collector.relists',
      {
        unit: '{list}',
        description: 'Kinds of clusters that were listed whole',
      },
    ),
    /** By `kind` and `code`: an HTTP status or a word for what went wrong. */
    errors: metrics.createCounter<{ kind: string; code: string }>(
      'velero_manager.collector.errors',
      { unit: '{error}', description: 'Attempts to list or watch that failed' },
    ),
    /** By `kind`. */
    lag: metrics.createHistogram<{ kind: string }>(
      'velero_manager.collector.lag',
      {
        unit: 's',
        description: 'From the moment a change was read to that it is stored',
        advice: { explicitBucketBoundaries: SECONDS },
      },
    ),
    /** By `type` of subject and `outcome`: `judged`, `gone` or `failed`. */
    assessments: metrics.createHistogram<{ type: string; outcome: string }>(
      'velero_manager.assessments',
      {
        unit: 's',
        description:
          'How long it took to judge a subject whose facts are loaded',
        advice: { explicitBucketBoundaries: SECONDS },
      },
    ),
    /** By `type` of subject, `aspect` and the state it changed `to`. */
    transitions: metrics.createCounter<{
      type: string;
      aspect: string;
      to: string;
    }>('velero_manager.transitions', {
      unit: '{transition}',
      description: 'Changes of verdicts and of contact',
    }),
    /** By `outcome`: `sent` or `failed`. */
    notifications: metrics.createCounter<{ outcome: string }>(
      'velero_manager.notifications',
      {
        unit: '{notification}',
        description: 'Notifications given to the portal',
      },
    ),
  };
}

/** The instruments that count and time. @internal */
export type Meters = ReturnType<typeof createMeters>;
