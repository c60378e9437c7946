import { Knex } from 'knex';
import { claimingEntity, defineCluster } from './__testUtils__/facts';
import {
  claimOne,
  createTestDatabases,
  emptyAssessment,
  openStore,
  settle,
} from './__testUtils__/openStore';
import { migrationsFolder } from './createDatabaseStore';
import { DatabaseStore } from './DatabaseStore';
import { insertTransitions } from './operations/transitions/insertTransitions';
import { fillOutbox } from './operations/outbox/fillOutbox';
import type { OutboxItem } from './outboxTypes';
import type { SubjectAssessment } from './types';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const SHOP = 'component:default/shop';
const MINUTE = 60_000;

function verdict(
  state: 'HEALTHY' | 'CRITICAL' | 'UNKNOWN',
  cluster = 'one',
): SubjectAssessment {
  return {
    ...emptyAssessment,
    parts: [
      {
        cluster,
        protection: {
          state,
          reason: 'healthy',
          message: `It is ${state}.`,
          validUntil: null,
        },
        sync: null,
      },
    ],
  };
}

describe.each(databases.eachSupportedId())('the outbox, %p', databaseId => {
  let knex: Knex;
  let store: DatabaseStore;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    store = await openStore(knex);
    await store.putClusters([defineCluster('one', { title: 'One' })]);
    await store.putEntities([
      { ...claimingEntity('shop', ['one/shop']), owner: 'group:default/a' },
      claimingEntity('web', ['one/web']),
    ]);
    await settle(store);
  });

  const attend = (absentAfterMs = MINUTE, quietMs = 10 * MINUTE) =>
    store.outbox.attend('test', { absentAfterMs, quietMs });
  const claim = (claimMs = MINUTE, consumer = 'test') =>
    store.outbox.claim({ consumer, limit: 10, claimMs });
  /** Judges a subject; what it says is committed with the transition. */
  const judge = async (assessment: SubjectAssessment, ref = SHOP) => {
    await knex('subjects').where({ ref }).update({ due_at: 0, marked: true });
    await store.complete(await claimOne(store, ref), assessment);
    await knex('subjects').update({ ticket: null, claimed_until: null });
  };
  const states = (items: OutboxItem[]) =>
    items.map(({ told, transition }) => `${told} → ${transition.to}`);

  it('keeps nothing for anybody before somebody attends', async () => {
    await judge(verdict('HEALTHY'));
    await attend();
    expect(await claim()).toEqual([]);
  });

  it('hands out how a subject stands, with whose it is', async () => {
    await judge(verdict('HEALTHY'));
    await attend();
    await judge(verdict('CRITICAL'));
    const [item] = await claim();
    expect(item).toMatchObject({
      consumer: 'test',
      type: 'entity',
      ref: SHOP,
      aspect: 'protection',
      owner: 'group:default/a',
      told: 'HEALTHY',
      attempts: 0,
      isSilent: false,
      transition: {
        from: 'HEALTHY',
        to: 'CRITICAL',
        message: 'It is CRITICAL.',
      },
    });
    expect(item.pendingSince.toISOString()).toBe(item.transition.at);
    expect(item.now.getTime()).toBeGreaterThanOrEqual(
      item.pendingSince.getTime(),
    );
    expect(await claim()).toEqual([]);
  });

  it('makes one item of many changes, and knows what was told', async () => {
    await attend();
    await judge(verdict('HEALTHY'));
    const [first] = await claim();
    expect(states([first])).toEqual(['null → HEALTHY']);
    await store.outbox.settle(first, 'HEALTHY');
    await judge(verdict('CRITICAL'));
    await judge(verdict('UNKNOWN'));
    await judge(verdict('CRITICAL'));
    const items = await claim();
    expect(states(items)).toEqual(['HEALTHY → CRITICAL']);
    await store.outbox.settle(items[0], 'CRITICAL');
    expect(await claim()).toEqual([]);
  });

  it('leaves due what changes while it is told, and keeps it postponed otherwise', async () => {
    await attend();
    await judge(verdict('CRITICAL'));
    const [item] = await claim();
    await judge(verdict('HEALTHY'));
    await store.outbox.settle(item, 'CRITICAL');
    const [again] = await claim();
    expect(states([again])).toEqual(['CRITICAL → HEALTHY']);
    await store.outbox.postpone(again, new Date(again.now.getTime() + MINUTE));
    expect(await claim()).toEqual([]);
    await judge(verdict('CRITICAL'));
    expect(states(await claim())).toEqual(['CRITICAL → CRITICAL']);
  });

  it('tries again what failed when it is time, not before', async () => {
    await attend();
    await judge(verdict('CRITICAL'));
    const [item] = await claim();
    await store.outbox.retry(item, new Date(item.now.getTime() + MINUTE));
    await judge(verdict('HEALTHY'));
    expect(await claim()).toEqual([]);
    await knex('outbox').update({ due_at: 0 });
    const [again] = await claim();
    expect(again).toMatchObject({ attempts: 1, transition: { to: 'HEALTHY' } });
  });

  it('hands out again what somebody died with, and ignores who is late', async () => {
    await attend();
    await judge(verdict('CRITICAL'));
    const [lost] = await claim(0);
    const [again] = await claim();
    expect(again.transition).toEqual(lost.transition);
    await store.outbox.settle(lost, 'CRITICAL');
    await store.outbox.settle(again, null);
    expect(await knex('outbox').first()).toMatchObject({ told_state: null });
  });

  it('does for each consumer what it would do alone', async () => {
    await attend();
    await store.outbox.attend('other', { absentAfterMs: 1, quietMs: 1 });
    await judge(verdict('CRITICAL'));
    const [item] = await claim();
    await store.outbox.settle(item, 'CRITICAL');
    expect(states(await claim(MINUTE, 'other'))).toEqual(['null → CRITICAL']);
    await store.outbox.dismiss('other');
    await judge(verdict('HEALTHY'));
    expect(await claim(MINUTE, 'other')).toEqual([]);
    expect(states(await claim())).toEqual(['CRITICAL → HEALTHY']);
  });

  it('has a consumer keep quiet at first and after an absence', async () => {
    const first = await attend();
    expect(await attend()).toEqual(first);
    await knex('outbox_consumers').update({ seen_at: 0, quiet_until: 0 });
    const { quietUntil } = await attend();
    expect(quietUntil.getTime()).toBeGreaterThan(0);
  });

  it('knows whether silence alone leaves a subject unknown', async () => {
    await attend();
    await judge(verdict('UNKNOWN'));
    const [silent] = await claim();
    expect(silent.isSilent).toBe(true);
    await store.recordContact('one');
    await judge(verdict('CRITICAL'));
    await judge(verdict('UNKNOWN'));
    await store.outbox.postpone(silent, silent.now);
    const [heard] = await claim();
    expect(heard.isSilent).toBe(false);
  });

  it('tells of clusters too', async () => {
    await attend();
    const contact = { state: 'silent', reason: 'x', message: 'No contact.' };
    await judge({ ...emptyAssessment, contact }, 'one');
    expect(await claim()).toMatchObject([
      { type: 'cluster', ref: 'one', title: 'One', owner: null },
    ]);
  });

  it('gives up what history has forgotten, until it changes again', async () => {
    await attend();
    await judge(verdict('CRITICAL'));
    await knex('transitions').delete();
    expect(await claim(0)).toEqual([]);
    expect(await knex('outbox').first()).toMatchObject({ due_at: null });
    await judge(verdict('HEALTHY'));
    expect(states(await claim())).toEqual(['null → HEALTHY']);
  });

  it('forgets a subject that leaves', async () => {
    await attend();
    await judge(verdict('CRITICAL'));
    await store.putEntities([claimingEntity('web', ['one/web'])]);
    expect(await knex('outbox').select()).toEqual([]);
    expect(await claim()).toEqual([]);
  });
});

const postgres = databases.eachSupportedId().filter(([id]) => /POST/.test(id));

if (postgres.length > 0) {
  describe.each(postgres)('the outbox of two replicas, %p', databaseId => {
    it('overlooks no transition that becomes visible late', async () => {
      const knex = await databases.init(databaseId);
      await knex.migrate.latest({ directory: migrationsFolder() });
      const store = await openStore(knex);
      await store.putEntities([
        claimingEntity('shop', ['one/shop']),
        claimingEntity('web', ['one/web']),
      ]);
      await store.outbox.attend('test', { absentAfterMs: 1, quietMs: 1 });
      const [shop, web] = await store.claim({ limit: 2, claimSeconds: 60 });
      const change = {
        ...{ aspect: 'protection' as const, from: null, to: 'CRITICAL' },
        ...{ reason: 'x', message: 'It is.' },
      };
      const write = async (tx: Knex.Transaction, subject: typeof shop) => {
        const changes = [{ ...change, subject }];
        const transitions = await insertTransitions({
          ...{ knex: tx, changes, at: 1 },
        });
        await fillOutbox({ knex: tx, transitions });
        return transitions[0].id;
      };
      const claim = () =>
        store.outbox.claim({ consumer: 'test', limit: 10, claimMs: MINUTE });

      const slow = await knex.transaction();
      const slowId = await write(slow, shop);
      const fastId = await knex.transaction(tx => write(tx, web));
      expect(fastId).toBeGreaterThan(slowId);
      // The greater id is seen, and done with, before the smaller one exists.
      const [first] = await claim();
      expect(first.transition.id).toBe(fastId);
      await store.outbox.settle(first, 'CRITICAL');
      expect(await claim()).toEqual([]);
      await slow.commit();
      expect((await claim()).map(item => item.transition.id)).toEqual([slowId]);
    });
  });
}
