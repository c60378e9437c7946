import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { setTimeout as pause } from 'node:timers/promises';
import { FleetProcess } from './__testUtils__/FleetProcess';
import { ReplicaScene, until } from './__testUtils__/ReplicaScene';
import {
  AmbientTokens,
  type ClusterDefinition,
  MemoryClusterRegistry,
} from './clusters';
import { startCollectors } from './collect';
import { systemClock } from './kubernetes';
import {
  createTestDatabases,
  openStore,
} from './store/__testUtils__/openStore';

jest.setTimeout(600_000);

const databases = createTestDatabases();
const CLUSTERS = 30;
const CHANGES_PER_SECOND = 40;
const FREEZE_MS = 20_000;
/** Of the twenty kinds of a simulated cluster all are watched but pods. */
const WATCHES = CLUSTERS * 19;

/**
 * Every fact that is stored, with the digest of what is known of it. Pods are
 * listed at a pace of their own and may be minutes old.
 */
async function readFacts(knex: Knex): Promise<string[]> {
  const rows = await knex('facts').whereNot({ kind: 'Pod' }).select();
  return rows
    .map(row =>
      [row.cluster, row.kind, row.namespace, row.name, row.hash].join(' '),
    )
    .sort();
}

/** Reads the whole fleet anew, by one replica alone that nothing disturbs. */
async function followAfresh(knex: Knex, clusters: ClusterDefinition[]) {
  const registry = MemoryClusterRegistry.create();
  registry.replace('test', clusters);
  return startCollectors({
    registry,
    store: await openStore(knex),
    clock: systemClock,
    logger: mockServices.logger.mock({
      child: () => mockServices.logger.mock(),
    }),
    silentAfterMs: 300_000,
    ambient: AmbientTokens.create({ config: new ConfigReader({}) }),
  });
}

/** Transitions that do not begin where the one before ended, or that change nothing. */
async function listBrokenTransitions(knex: Knex): Promise<object[]> {
  const last = new Map<string, string>();
  const rows = await knex('transitions').orderBy('id');
  return rows.filter(row => {
    const key = `${row.subject_id} ${row.aspect}`;
    const before = last.get(key) ?? null;
    last.set(key, row.to_state);
    return row.from_state !== before || row.to_state === before;
  });
}

describe.each(databases.eachSupportedId())('replicas, %p', databaseId => {
  it('are one that holds all at once where it is alone, and frees it', async () => {
    const knex = await databases.init(databaseId);
    const fleet = await FleetProcess.start({ clusters: 3 });
    const stop = await followAfresh(knex, fleet.definitions());
    const { leases } = await openStore(knex);
    expect(await leases.pulse()).toEqual({
      replicas: 1,
      expired: false,
      free: false,
    });
    await until('three clusters are read', async () => {
      const read = await knex('facts').where({ kind: 'Backup' });
      return new Set(read.map(({ cluster }) => cluster)).size === 3;
    });
    await stop();
    expect(await leases.pulse()).toMatchObject({ replicas: 0, expired: false });
    expect(await knex('leases').whereNotNull('holder')).toEqual([]);
    await fleet.stop();
  });

  // SQLite is for one process.
  if (databaseId === 'POSTGRES_18') {
    it('share the clusters, take over, and never write what is not theirs', async () => {
      const knex = await databases.init(databaseId);
      const scene = await ReplicaScene.open(knex, { clusters: CLUSTERS });
      const { fleet, audit } = scene;
      try {
        await fleet.churn(CHANGES_PER_SECOND);
        const a = scene.start('a');
        const b = scene.start('b');
        const c = scene.start('c');
        await scene.spread('a', 'b', 'c');
        const firstLists = await scene.watching(WATCHES);

        const frozenAt = await scene.now();
        const freeze = await scene.takeover(await scene.heldBy('c'), () =>
          c.signal('SIGSTOP'),
        );
        await pause(Math.max(0, frozenAt + FREEZE_MS - (await scene.now())));
        c.signal('SIGCONT');
        await scene.spread('a', 'b', 'c');
        const shutdown = await scene.takeover(await scene.heldBy('b'), () =>
          b.signal('SIGTERM'),
        );
        await scene.spread('a', 'c');
        const kill = await scene.takeover(await scene.heldBy('a'), () =>
          a.signal('SIGKILL'),
        );
        await scene.spread('c');
        await fleet.churn(0);
        // Each cluster is watched once, also when nothing moves any more.
        const lists = (await scene.watching(WATCHES)) - firstLists;

        expect(freeze.heldMs).toBeLessThan(30_000);
        expect(shutdown.heldMs).toBeLessThan(2_000);
        expect(kill.heldMs).toBeLessThan(30_000);
        expect(await audit.listViolations()).toEqual([]);
        expect(await listBrokenTransitions(knex)).toEqual([]);
        expect(lists).toBeLessThan(firstLists / 10);

        const afresh = await databases.init('SQLITE_3');
        const stop = await followAfresh(afresh, fleet.definitions());
        await until('a fresh reading finds what is stored', async () => {
          const [stored, read] = [
            await readFacts(knex),
            await readFacts(afresh),
          ];
          return stored.join() === read.join();
        });
        await stop();
      } finally {
        await scene.close();
      }
    });
  }
});
