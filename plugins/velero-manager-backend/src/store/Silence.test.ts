import { Knex } from 'knex';
import {
  applicationRow,
  claimingEntity,
  defineCluster,
  namespaceRow,
  storageLocationRow,
} from './__testUtils__/facts';
import {
  createTestDatabases,
  emptyAssessment,
  openStore,
} from './__testUtils__/openStore';
import { DatabaseStore } from './DatabaseStore';
import { readFactText } from './factText';
import { FactRow, Transition } from './types';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const MINUTE_MS = 60_000;
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

describe.each(databases.eachSupportedId())('silence, %p', databaseId => {
  let knex: Knex;
  let store: DatabaseStore;

  const contact = (state: string) => ({
    state,
    reason: `cluster_${state}`,
    message: `${state}.`,
  });
  /** Judges all that is due. @returns the refs, and what changed */
  const judge = async (state: 'connected' | 'silent' = 'connected') => {
    const due = await store.claim({ limit: 500, claimSeconds: 60 });
    const changes: Transition[] = [];
    for (const subject of due) {
      const assessment =
        subject.type === 'cluster'
          ? { ...emptyAssessment, contact: contact(state) }
          : emptyAssessment;
      changes.push(...(await store.complete(subject, assessment)));
    }
    return {
      refs: due.map(({ ref }) => ref.replace('component:default/', '')).sort(),
      changes: changes.map(({ ref, from, to }) => `${ref}: ${from} to ${to}`),
    };
  };
  const apply = async (rows: FactRow[], cluster = 'c0') => {
    const [{ fact }] = rows;
    const kind =
      'engine' in fact ? fact.kind : ('BackupStorageLocation' as const);
    return store.apply(
      { cluster, kind },
      { type: 'upserted', rows, malformed: 0 },
    );
  };
  const location = (validatedMsAgo: number, rest: object = {}) =>
    storageLocationRow('offsite', {
      lastValidatedAt: ago(validatedMsAgo),
      ...rest,
    });
  const app = (comparedMsAgo: number, rest: object = {}) =>
    applicationRow('shop', [{ destination: 'self', namespace: 'shop' }], {
      reconciledAt: ago(comparedMsAgo),
      ...rest,
    });
  const stored = async (kind: 'BackupStorageLocation' | 'Application') => {
    const row = await knex('facts').where({ cluster: 'c0', kind }).first();
    return {
      ...readFactText(kind, row.data),
      awaitsHeartbeat: row.fresh_until !== null,
      history: row.history,
    };
  };
  const turnBack = (minutes: number) =>
    knex('facts')
      .whereNotNull('fresh_until')
      .update({
        fresh_until: knex.raw('fresh_until - ?', [minutes * MINUTE_MS]),
      });

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    store = await openStore(knex);
    await store.putClusters([defineCluster('c0'), defineCluster('c1')]);
    await store.putEntities([
      claimingEntity('shop', ['c0/shop']),
      claimingEntity('blog', ['c0/blog']),
      claimingEntity('other', ['c1/shop']),
    ]);
    await store.apply(
      { cluster: 'c0', kind: 'Namespace' },
      { type: 'upserted', rows: [namespaceRow('shop')], malformed: 0 },
    );
    await store.recordContact('c0');
    await store.recordContact('c1');
    await judge();
  });

  describe('of a cluster', () => {
    const silence = (cluster: string, ms: number) =>
      knex('contacts')
        .where({ cluster })
        .update({ last_contact_at: Date.now() - ms });

    it('makes it due when it lasts, once, and not before', async () => {
      await silence('c0', 110_000);
      await store.markSilence();
      await expect(judge()).resolves.toMatchObject({ refs: [] });
      await silence('c0', 121_000);
      await store.markSilence();
      await store.markSilence();
      await expect(judge('silent')).resolves.toEqual({
        refs: ['c0'],
        changes: ['c0: connected to silent'],
      });
      await store.markSilence();
      await expect(judge('silent')).resolves.toMatchObject({ refs: [] });
      await store.recordContact('c0');
      await expect(judge()).resolves.toEqual({
        refs: ['c0'],
        changes: ['c0: silent to connected'],
      });
    });

    it('brings no retry forward', async () => {
      await silence('c0', 121_000);
      await store.markSilence();
      const [subject] = await store.claim({ limit: 5, claimSeconds: 60 });
      await store.release(subject, { retryAfterMs: 60_000 });
      await store.markSilence();
      await expect(judge()).resolves.toMatchObject({ refs: [] });
    });

    it('is seen when it was judged just before', async () => {
      await apply([location(0)]);
      const due = await store.claim({ limit: 5, claimSeconds: 60 });
      await silence('c0', 121_000);
      await store.markSilence();
      for (const subject of due) {
        await store.complete(subject, {
          ...emptyAssessment,
          validUntil: new Date(Date.now() + 60 * MINUTE_MS),
          contact: subject.type === 'cluster' ? contact('connected') : null,
        });
      }
      await store.markSilence();
      await expect(judge('silent')).resolves.toMatchObject({ refs: ['c0'] });
    });
  });

  describe('of a heartbeat', () => {
    it('is no matter while heartbeats come: they are kept, and make nobody due', async () => {
      await apply([location(3 * MINUTE_MS)]);
      await expect(judge()).resolves.toMatchObject({
        refs: ['blog', 'c0', 'shop'],
      });
      const validated = location(MINUTE_MS);
      await expect(apply([validated])).resolves.toEqual({ changed: 1 });
      await store.markSilence();
      await expect(judge()).resolves.toMatchObject({ refs: [] });
      expect(await stored('BackupStorageLocation')).toMatchObject({
        ...validated.fact,
        awaitsHeartbeat: true,
      });
      await expect(apply([validated])).resolves.toEqual({ changed: 0 });
      await apply([location(0, { phase: 'Unavailable' })]);
      await expect(judge()).resolves.toMatchObject({
        refs: ['blog', 'c0', 'shop'],
      });
    });

    it('makes due whom the fact concerns when it lasts, once', async () => {
      await apply([location(4 * MINUTE_MS)]);
      await judge();
      await turnBack(2);
      await store.markSilence();
      await store.markSilence();
      await expect(judge()).resolves.toMatchObject({
        refs: ['blog', 'c0', 'shop'],
      });
      await store.markSilence();
      await expect(judge()).resolves.toMatchObject({ refs: [] });
      await apply([location(0)]);
      await expect(judge()).resolves.toMatchObject({
        refs: ['blog', 'c0', 'shop'],
      });
      expect(await stored('BackupStorageLocation')).toMatchObject({
        awaitsHeartbeat: true,
      });
    });

    it('may have been judged when the next one comes late', async () => {
      await apply([location(4.5 * MINUTE_MS)]);
      await judge();
      await apply([location(0)]);
      await expect(judge()).resolves.toMatchObject({
        refs: ['blog', 'c0', 'shop'],
      });
    });

    it('goes by the clock of the cluster', async () => {
      await store.recordContact('c0', { skewMs: -10 * MINUTE_MS });
      // There it is ten minutes earlier: this is fresh for three more.
      await apply([location(12 * MINUTE_MS)]);
      await judge();
      await store.markSilence();
      await expect(judge()).resolves.toMatchObject({ refs: [] });
      await apply([location(10 * MINUTE_MS)]);
      await expect(judge()).resolves.toMatchObject({ refs: [] });
      await store.recordContact('c0', { skewMs: 0 });
      await judge();
      await store.markSilence();
      await expect(judge()).resolves.toMatchObject({
        refs: ['blog', 'c0', 'shop'],
      });
    });

    it('says nothing while its cluster is silent', async () => {
      await apply([location(4 * MINUTE_MS)]);
      await judge();
      await turnBack(2);
      await knex('contacts')
        .where({ cluster: 'c0' })
        .update({ last_contact_at: Date.now() - 3 * MINUTE_MS });
      await store.markSilence();
      await expect(judge('silent')).resolves.toMatchObject({ refs: ['c0'] });
    });

    it('of a sync object concerns where it applies, and no history', async () => {
      const operation = {
        phase: 'Succeeded',
        message: null,
        startedAt: ago(50 * MINUTE_MS),
        finishedAt: ago(49 * MINUTE_MS),
        revisions: ['aaa'],
        retries: 0,
        initiatedBy: null,
      };
      await apply([app(3 * MINUTE_MS, { operation })]);
      await expect(judge()).resolves.toMatchObject({ refs: ['c0', 'shop'] });
      const { history } = await stored('Application');
      await apply([app(0, { operation })]);
      await expect(judge()).resolves.toMatchObject({ refs: [] });
      expect(await stored('Application')).toMatchObject({ history });
      expect(history).toEqual(expect.any(String));
      await turnBack(10);
      await store.markSilence();
      await expect(judge()).resolves.toMatchObject({ refs: ['c0', 'shop'] });
    });
  });
});
