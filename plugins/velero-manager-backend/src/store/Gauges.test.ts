import {
  protectionStates,
  rollUp,
  syncStates,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { claimingEntity, defineCluster } from './__testUtils__/facts';
import {
  createTestDatabases,
  emptyAssessment,
  openStore,
  settle,
} from './__testUtils__/openStore';
import type { VerdictPart } from './types';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const CLUSTERS = ['', 'heard', 'silent', 'never'];
const SILENT_AFTER_MS = 120_000;

/** Every state in every cluster, alone and beside a better one elsewhere. */
function partsOf(i: number): VerdictPart[] {
  const verdict = <S extends string>(state: S) => ({
    ...{ state, reason: 'healthy' as const, message: 'So.', validUntil: null },
  });
  const part = (cluster: string, shift: number): VerdictPart => ({
    cluster,
    protection: verdict(protectionStates[(i + shift) % 8]),
    sync: i % 3 === 0 ? null : verdict(syncStates[(i + shift) % 7]),
  });
  return i < 32
    ? [part(CLUSTERS[i % 4], 0)]
    : [part(CLUSTERS[i % 4], 0), part(CLUSTERS[(i >> 2) % 4], i % 5)];
}

describe.each(databases.eachSupportedId())('gauges, %p', databaseId => {
  it('count what reports would show', async () => {
    const knex = await databases.init(databaseId);
    const store = await openStore(knex);
    await store.putClusters(
      ['heard', 'silent', 'never'].map(c => defineCluster(c)),
    );
    await store.recordContact('heard');
    await store.recordContact('silent');
    await knex('contacts')
      .where({ cluster: 'silent' })
      .update({ last_contact_at: Date.now() - 10 * SILENT_AFTER_MS });
    const names = Array.from({ length: 96 }, (_, i) => `e${i}`);
    await store.putEntities(
      names.map(name => claimingEntity(name, ['heard/x'])),
    );
    const due = await store.claim({ limit: 500, claimSeconds: 60 });
    await store.completeAll(
      due.map(subject => ({
        subject,
        assessment: {
          ...emptyAssessment,
          parts:
            subject.type === 'cluster'
              ? partsOf(2).map(part => ({ ...part, cluster: subject.ref }))
              : partsOf(Number(/\d+$/.exec(subject.ref)?.[0])),
        },
      })),
    );

    const freshness = {
      now: await store.now(),
      silentAfterMs: SILENT_AFTER_MS,
      contacts: await store.contacts(),
    };
    const expected = new Map<string, number>();
    for (const { assessment } of await store.listEntities()) {
      const { protection, sync } = rollUp(assessment?.parts ?? [], freshness);
      for (const [aspect, verdict] of Object.entries({ protection, sync })) {
        if (verdict) {
          const key = `${aspect} ${verdict.state}`;
          expected.set(key, (expected.get(key) ?? 0) + 1);
        }
      }
    }
    const { entities, clusters } = await store.gauges.readGauges();
    expect(
      new Map(entities.map(one => [`${one.aspect} ${one.state}`, one.count])),
    ).toEqual(expected);
    expect(expected.size).toBeGreaterThan(8);
    expect(clusters).toEqual([
      {
        ...{
          name: 'heard',
          isConnected: true,
          silentForMs: expect.any(Number),
        },
        ...{ protection: 'DEGRADED', sync: 'BEHIND' },
      },
      {
        ...{ name: 'never', isConnected: false, silentForMs: null },
        ...{ protection: 'UNKNOWN', sync: 'UNKNOWN' },
      },
      {
        ...{
          name: 'silent',
          isConnected: false,
          silentForMs: expect.any(Number),
        },
        ...{ protection: 'UNKNOWN', sync: 'UNKNOWN' },
      },
    ]);
  });

  it('tell how far the due list is behind', async () => {
    const knex = await databases.init(databaseId);
    const store = await openStore(knex);
    await store.putEntities(
      ['a', 'b', 'c'].map(name => claimingEntity(name, ['one/x'])),
    );
    await settle(store);
    const { due } = await store.gauges.readGauges();
    expect(due).toEqual({ count: 0, oldestForMs: 0 });
    await knex('subjects')
      .where('ref', 'like', '%/a')
      .update({ due_at: Date.now() - 60_000 });
    await knex('subjects')
      .where('ref', 'like', '%/b')
      .update({ due_at: Date.now() - 1_000 });
    const { due: later } = await store.gauges.readGauges();
    expect(later.count).toBe(2);
    expect(later.oldestForMs).toBeGreaterThan(59_000);
    expect(later.oldestForMs).toBeLessThan(90_000);
  });
});
