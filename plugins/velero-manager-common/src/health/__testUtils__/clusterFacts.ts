import fc from 'fast-check';
import { nodeAgent } from '../../coverage/__fixtures__/storage';
import {
  condition,
  database,
  longhornBackup,
  longhornVolume,
  postgresBackup,
  scheduledBackup,
} from '../../engines/__fixtures__/engines';
import { ClusterFacts, FactLists } from '../../facts';
import { repository } from '../__fixtures__/engines';
import { veleroServer } from '../__fixtures__/facts';
import { entityFacts, moments } from './entityFacts';

const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null });

/** Velero's server and node agent, in all states of health. */
const installs: fc.Arbitrary<FactLists> = fc
  .record({
    servers: fc.constantFrom(0, 1, 1, 1),
    replicas: fc.constantFrom(1, 1, 0),
    isReady: fc.boolean(),
    unavailableSince: maybe(moments),
    ready: fc.constantFrom(3, 2),
    countedAt: maybe(moments),
    phase: fc.constantFrom('Ready', 'NotReady', ''),
  })
  .map(made => ({
    VeleroServer: Array.from({ length: made.servers }, () =>
      veleroServer({
        plugins: ['kubevirt:v1'],
        replicas: made.replicas,
        readyReplicas: made.isReady ? made.replicas : 0,
        unavailableSince: made.unavailableSince,
      }),
    ),
    NodeAgent: [nodeAgent({ ready: made.ready, countedAt: made.countedAt })],
    BackupRepository: [repository({ phase: made.phase })],
  }));

/** A second database, whose slots are not those of the first. */
const otherDatabase: fc.Arbitrary<FactLists> = fc
  .record({
    createdAt: moments,
    archives: fc.constantFrom('True', 'False'),
    since: moments,
    cron: fc.constantFrom('0 0 6 * * *', '0 30 * * * *', '0 2 * * *'),
    suspended: fc.boolean(),
    hibernated: fc.boolean(),
    backups: fc.uniqueArray(moments, { maxLength: 3 }),
  })
  .map(made => ({
    PostgresCluster: [
      database({
        name: 'other',
        barmanPlugin: null,
        hasInTreeObjectStore: true,
        isHibernated: made.hibernated,
        conditions: [
          condition('ContinuousArchiving', made.archives, { at: made.since }),
          ...(made.hibernated
            ? [condition('cnpg.io/hibernation', 'True', { at: made.since })]
            : []),
        ],
      }),
    ],
    PostgresScheduledBackup: [
      scheduledBackup({
        name: 'other-daily',
        cluster: 'other',
        cron: made.cron,
        method: 'barmanObjectStore',
        createdAt: made.createdAt,
        suspended: made.suspended,
      }),
    ],
    PostgresBackup: made.backups.map(moment =>
      postgresBackup(moment, {
        name: `other-${moment}`,
        cluster: 'other',
        scheduledBackup: 'other-daily',
        method: 'barmanObjectStore',
      }),
    ),
  }));

/** A second volume, which nobody claims. */
const otherVolume: fc.Arbitrary<FactLists> = fc
  .record({
    state: fc.constantFrom('attached', 'detached'),
    createdAt: moments,
    backups: fc.uniqueArray(moments, { maxLength: 2 }),
    outcome: fc.constantFrom('Completed', 'Error'),
  })
  .map(({ backups, outcome, ...rest }) => ({
    LonghornVolume: [
      longhornVolume({ name: 'pvc-2', claim: null, workloads: [], ...rest }),
    ],
    LonghornBackup: backups.map(moment =>
      longhornBackup(moment, {
        name: `second-${moment}`,
        volume: 'pvc-2',
        state: outcome,
      }),
    ),
  }));

/** A cluster with all that makes backups in it, in all states of health. */
export const clusterFacts: fc.Arbitrary<ClusterFacts> = fc
  .tuple(entityFacts, installs, otherDatabase, otherVolume)
  .map(([{ clusters }, ...more]) => {
    const [cluster] = clusters;
    return { ...cluster, objects: joined([cluster.objects, ...more]) };
  });

function joined(lists: FactLists[]): FactLists {
  const whole = new Map<string, unknown[]>();
  for (const [kind, facts] of lists.flatMap(one => Object.entries(one))) {
    // What the whole cluster has once is what was said of it last.
    const known = kind === 'VeleroServer' ? [] : whole.get(kind) ?? [];
    whole.set(kind, [...known, ...(facts ?? [])]);
  }
  return Object.fromEntries(whole) as FactLists;
}
