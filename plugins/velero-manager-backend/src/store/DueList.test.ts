import { Knex } from 'knex';
import {
  claimingEntity,
  defineCluster,
  scheduleRow,
} from './__testUtils__/facts';
import {
  claimOne,
  createTestDatabases,
  emptyAssessment,
  openStore,
} from './__testUtils__/openStore';
import { DatabaseStore } from './DatabaseStore';
import { DueMarks } from './operations/due/DueMarks';
import { applyDelta } from './operations/facts/applyDelta';
import { DueSubject, SubjectAssessment } from './types';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const HOUR_MS = 3_600_000;

describe.each(databases.eachSupportedId())('DueList, %p', databaseId => {
  let knex: Knex;
  let store: DatabaseStore;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    store = await openStore(knex);
  });

  const define = (count: number) =>
    store.putClusters(
      Array.from({ length: count }, (_, i) => defineCluster(`c${i}`)),
    );
  const touch = (cluster: string, cron: string) =>
    store.apply(
      { cluster, kind: 'Schedule' },
      { type: 'upserted', rows: [scheduleRow('a', { cron })], malformed: 0 },
    );
  const judged = (
    state: 'HEALTHY' | 'CRITICAL',
    rest: Partial<SubjectAssessment> = {},
  ): SubjectAssessment => ({
    ...emptyAssessment,
    parts: [
      {
        cluster: 'c0',
        protection: {
          state,
          reason: `${state} reason`,
          message: `${state} message.`,
          validUntil: new Date('2026-11-21T02:00:00.000Z'),
        },
        sync: null,
      },
      {
        cluster: 'c0',
        protection: null,
        sync: {
          state: 'SYNCED',
          reason: 'synced',
          message: 'Synced.',
          validUntil: null,
        },
      },
    ],
    ...rest,
  });

  it('hands out each subject once, the longest due first', async () => {
    await define(3);
    await knex('subjects').where({ ref: 'c1' }).update({ due_at: 1000 });
    const [first] = await store.claim({ limit: 1, claimSeconds: 60 });
    expect(first).toMatchObject({
      type: 'cluster',
      ref: 'c1',
      dueAt: new Date(1000),
    });
    expect(first.now.getTime()).toBeGreaterThan(Date.parse('2026-01-01'));
    await expect(
      store.claim({ limit: 10, claimSeconds: 60 }),
    ).resolves.toHaveLength(2);
    await expect(store.claim({ limit: 10, claimSeconds: 60 })).resolves.toEqual(
      [],
    );
  });

  it('hands out a cluster with its services, that of the longest due first', async () => {
    await define(2);
    await store.putEntities([
      claimingEntity('a', ['c0/a']),
      claimingEntity('b', ['c1/b']),
      claimingEntity('c', ['c1/c', 'c0/c']),
      claimingEntity('d', ['anywhere']),
      claimingEntity('e', ['c0/e']),
    ]);
    for (const [i, ref] of ['c1', 'c0'].entries()) {
      await knex('subjects')
        .where({ ref })
        .update({ due_at: 2000 + i });
    }
    for (const [i, name] of ['a', 'b', 'c', 'd', 'e'].entries()) {
      await knex('subjects')
        .where({ ref: `component:default/${name}` })
        .update({ due_at: 1000 + i });
    }
    const claimed = async (limit: number) => {
      const due = await store.claim({ limit, claimSeconds: 60 });
      return due.map(({ ref }) => ref.replace('component:default/', ''));
    };
    await expect(claimed(3)).resolves.toEqual(['a', 'c', 'e']);
    // The cluster is the longest due of its own now, behind 'b' and 'd'.
    await expect(claimed(2)).resolves.toEqual(['b', 'c1']);
    await expect(claimed(2)).resolves.toEqual(['c0', 'd']);
    await expect(claimed(2)).resolves.toEqual([]);
  });

  it('hands out those of several clusters, one cluster after the other', async () => {
    await define(3);
    await store.putEntities(
      ['c0', 'c1', 'c2'].flatMap(cluster =>
        ['x', 'y'].map(name =>
          claimingEntity(`${cluster}-${name}`, [`${cluster}/${name}`]),
        ),
      ),
    );
    const order = [
      'c2-x',
      'c1',
      'c0-y',
      'c0',
      'c1-x',
      'c2',
      'c2-y',
      'c1-y',
      'c0-x',
    ];
    for (const [i, name] of order.entries()) {
      await knex('subjects')
        .whereIn('ref', [name, `component:default/${name}`])
        .update({ due_at: 1000 + i });
    }
    const due = await store.claim({ limit: 9, claimSeconds: 60 });
    expect(due.map(({ ref }) => ref.replace('component:default/', ''))).toEqual(
      ['c2-x', 'c2', 'c2-y', 'c1', 'c1-x', 'c1-y', 'c0-y', 'c0', 'c0-x'],
    );
  });

  it('shares the work of two replicas without overlap', async () => {
    await define(300);
    const other = await openStore(knex);
    const claimed: string[] = [];
    const work = async (replica: DatabaseStore) => {
      for (;;) {
        const due = await replica.claim({ limit: 7, claimSeconds: 60 });
        if (due.length === 0) {
          return;
        }
        claimed.push(...due.map(subject => subject.ref));
        await Promise.all(
          due.map(subject => replica.complete(subject, emptyAssessment)),
        );
      }
    };
    // SKIP LOCKED may leave a replica empty-handed while the other claims.
    await Promise.all([work(store), work(other), work(store), work(other)]);
    await work(store);
    expect(claimed).toHaveLength(300);
    expect(new Set(claimed).size).toBe(300);
    await expect(store.nextDueInMs()).resolves.toBeNull();
  });

  it('gives each its turn, however often those that are judged are touched', async () => {
    await define(12);
    for (let i = 0; i < 12; i += 1) {
      await knex('subjects')
        .where({ ref: `c${i}` })
        .update({ due_at: 1000 + i });
    }
    const turns: string[][] = [];
    for (let round = 0; round < 6; round += 1) {
      const due = await store.claim({ limit: 4, claimSeconds: 60 });
      for (const { ref } of due) {
        await touch(ref, `${round} 0 * * *`);
        await touch(ref, `${round} 1 * * *`);
      }
      await store.completeAll(
        due.map(subject => ({ subject, assessment: emptyAssessment })),
      );
      turns.push(due.map(({ ref }) => ref));
    }
    const all = await knex('subjects').orderBy('ref').pluck('ref');
    expect(turns.slice(0, 3).flat().sort()).toEqual(all);
    expect(turns.slice(3).flat().sort()).toEqual(all);
  });

  describe('while a cluster is read for the first time', () => {
    const dueIn = async (ref: string) => {
      const { due_at: dueAt } = await knex('subjects').where({ ref }).first();
      return dueAt === null ? null : Number(dueAt) - Date.now();
    };
    const state = (kind: 'Schedule' | 'Backup') =>
      store.setKindStatus(
        { cluster: 'c0', kind },
        { state: 'synced', message: null, syncedAt: '2026-11-21T01:00:00Z' },
      );
    const finish = async () => {
      const due = await store.claim({ limit: 10, claimSeconds: 60 });
      await store.completeAll(
        due.map(subject => ({ subject, assessment: emptyAssessment })),
      );
    };

    beforeEach(async () => {
      await define(2);
      await store.putEntities([claimingEntity('shop', ['c0/apps', 'c1/apps'])]);
      await store.setKindsFound('c0', {
        absent: [],
        pending: ['Schedule', 'Backup'],
      });
      await finish();
    });

    it('makes what happens in it due in a while, and all of it at the end', async () => {
      await touch('c0', '0 1 * * *');
      await state('Schedule');
      for (const ref of ['c0', 'component:default/shop']) {
        expect(await dueIn(ref)).toBeGreaterThan(10_000);
        expect(await dueIn(ref)).toBeLessThanOrEqual(30_000);
      }
      await state('Backup');
      for (const ref of ['c0', 'component:default/shop']) {
        expect(await dueIn(ref)).toBeLessThanOrEqual(0);
      }
    });

    it('lets what happens elsewhere be due at once', async () => {
      await touch('c0', '0 1 * * *');
      await touch('c1', '0 1 * * *');
      expect(await dueIn('c1')).toBeLessThanOrEqual(0);
      expect(await dueIn('component:default/shop')).toBeLessThanOrEqual(0);
      expect(await dueIn('c0')).toBeGreaterThan(10_000);
    });

    it('does not put off what was due before', async () => {
      await knex('subjects').where({ ref: 'c0' }).update({ due_at: 1000 });
      await touch('c0', '0 1 * * *');
      expect(await dueIn('c0')).toBeLessThan(-10_000);
    });

    it('judges again who is being judged', async () => {
      await touch('c0', '0 1 * * *');
      await knex('subjects').update({ due_at: 1000 });
      const due = await store.claim({ limit: 10, claimSeconds: 60 });
      await touch('c0', '0 2 * * *');
      await store.completeAll(
        due.map(subject => ({ subject, assessment: emptyAssessment })),
      );
      expect(await dueIn('c0')).toBeLessThanOrEqual(0);
    });

    it('is over for good: whoever follows it next reads nothing for the first time', async () => {
      await state('Schedule');
      await state('Backup');
      await store.setKindsFound('c0', {
        absent: [],
        pending: ['Schedule', 'Backup'],
      });
      await finish();
      await touch('c0', '0 1 * * *');
      expect(await dueIn('c0')).toBeLessThanOrEqual(0);
    });
  });

  it('judges again after validUntil, and not before', async () => {
    await define(1);
    const now = await store.now();
    const validUntil = new Date(now.getTime() + HOUR_MS);
    await store.complete(
      await claimOne(store, 'c0'),
      judged('HEALTHY', { validUntil }),
    );
    await expect(store.claim({ limit: 1, claimSeconds: 60 })).resolves.toEqual(
      [],
    );
    const nextDueInMs = await store.nextDueInMs();
    expect(nextDueInMs).toBeGreaterThan(HOUR_MS / 2);
    expect(nextDueInMs).toBeLessThanOrEqual(HOUR_MS);
    await touch('c0', '0 1 * * *');
    await expect(store.nextDueInMs()).resolves.toBe(0);
    await store.complete(
      await claimOne(store, 'c0'),
      judged('HEALTHY', { validUntil: now }),
    );
    await expect(claimOne(store, 'c0')).resolves.toMatchObject({ dueAt: now });
  });

  it('lets a claim lapse, and then refuses its completion', async () => {
    await define(1);
    const lost = await claimOne(store, 'c0');
    const lapsesInMs = await store.nextDueInMs();
    expect(lapsesInMs).toBeGreaterThan(0);
    expect(lapsesInMs).toBeLessThanOrEqual(60_000);
    await knex('subjects').update({ claimed_until: 1000 });
    await expect(store.nextDueInMs()).resolves.toBe(0);
    const taken = await claimOne(store, 'c0');
    expect(taken.ticket).not.toBe(lost.ticket);
    await expect(store.complete(lost, judged('CRITICAL'))).resolves.toEqual([]);
    await store.release(lost, { retryAfterMs: 0 });
    await expect(knex('assessments').select()).resolves.toEqual([]);
    await expect(
      store.complete(taken, judged('HEALTHY')),
    ).resolves.toHaveLength(2);
    await expect(store.complete(taken, judged('CRITICAL'))).resolves.toEqual(
      [],
    );
  });

  it('completes the subjects of a claim together, but for those it lost', async () => {
    await define(4);
    const due = await store.claim({ limit: 4, claimSeconds: 60 });
    const until = new Date('2030-01-01T00:00:00.000Z');
    const [first, second, lost, marked] = due;
    await knex('subjects').where({ id: lost.id }).update({ ticket: 'other' });
    await touch(marked.ref, '5 * * * *');
    const transitions = await store.completeAll([
      { subject: first, assessment: judged('HEALTHY', { validUntil: until }) },
      { subject: second, assessment: judged('CRITICAL') },
      { subject: lost, assessment: judged('CRITICAL') },
      { subject: marked, assessment: judged('HEALTHY') },
    ]);
    const told = (subject: DueSubject) =>
      transitions
        .filter(({ subjectId }) => subjectId === subject.id)
        .map(({ to }) => to);
    expect(told(first)).toEqual(['HEALTHY', 'SYNCED']);
    expect(told(second)).toEqual(['CRITICAL', 'SYNCED']);
    expect(told(lost)).toEqual([]);
    expect(told(marked)).toEqual(['HEALTHY', 'SYNCED']);
    const dueAt = async ({ id }: DueSubject) => {
      const row = await knex('subjects').where({ id }).first();
      return row.due_at === null ? null : Number(row.due_at);
    };
    expect(await dueAt(first)).toBe(until.getTime());
    expect(await dueAt(second)).toBeNull();
    expect(await dueAt(marked)).not.toBeNull();
    await expect(store.completeAll([])).resolves.toEqual([]);
    const stored = await knex('verdict_parts').select('subject_id');
    expect(stored).toHaveLength(6);
  });

  it('refuses the completion of a subject that is gone', async () => {
    await define(1);
    const gone = await claimOne(store, 'c0');
    await store.putClusters([]);
    await expect(store.complete(gone, judged('HEALTHY'))).resolves.toEqual([]);
    await expect(knex('verdict_parts').select()).resolves.toEqual([]);
  });

  it('keeps a failed subject waiting, whatever happens', async () => {
    await define(1);
    const subject = await claimOne(store, 'c0');
    await touch('c0', '0 1 * * *');
    await store.release(subject, { retryAfterMs: HOUR_MS });
    await touch('c0', '0 2 * * *');
    await expect(store.claim({ limit: 1, claimSeconds: 60 })).resolves.toEqual(
      [],
    );
    expect(await store.nextDueInMs()).toBeGreaterThan(HOUR_MS / 2);
    await knex('subjects').update({ due_at: 1000 });
    const again = await claimOne(store, 'c0');
    await store.complete(again, emptyAssessment);
    await touch('c0', '0 3 * * *');
    await expect(store.nextDueInMs()).resolves.toBe(0);
  });

  it('tells each change of a verdict once', async () => {
    await define(1);
    const key = { type: 'cluster', ref: 'c0' } as const;
    const complete = async (assessment: SubjectAssessment) => {
      await knex('subjects').update({ due_at: 1000 });
      return store.complete(await claimOne(store, 'c0'), assessment);
    };
    const first = await complete(judged('HEALTHY'));
    expect(first).toMatchObject([
      {
        ...key,
        aspect: 'protection',
        from: null,
        to: 'HEALTHY',
        reason: 'HEALTHY reason',
        message: 'HEALTHY message.',
      },
      { ...key, aspect: 'sync', from: null, to: 'SYNCED' },
    ]);
    await expect(complete(judged('HEALTHY'))).resolves.toEqual([]);
    const second = await complete(judged('CRITICAL'));
    expect(second).toMatchObject([
      { aspect: 'protection', from: 'HEALTHY', to: 'CRITICAL' },
    ]);
    const contact = {
      state: 'silent',
      reason: 'silent',
      message: 'No contact.',
    };
    const third = await complete(judged('CRITICAL', { contact }));
    expect(third).toMatchObject([
      { aspect: 'contact', from: null, to: 'silent' },
    ]);
    await expect(complete(judged('CRITICAL', { contact }))).resolves.toEqual(
      [],
    );
    await expect(complete(emptyAssessment)).resolves.toEqual([]);
    await expect(store.transitions(key, 3)).resolves.toEqual([
      third[0],
      second[0],
      first[1],
    ]);
    await store.putClusters([]);
    await expect(store.transitions(key, 10)).resolves.toHaveLength(4);
  });

  it('gives back the assessment that it was given', async () => {
    await define(2);
    const assessment = judged('CRITICAL', {
      lastGoodAt: '2026-11-20T02:00:00.000Z',
      objectiveMet: false,
      validUntil: new Date('2099-01-01T00:00:00.000Z'),
    });
    await store.complete(await claimOne(store, 'c0'), assessment);
    const [c0, c1] = await store.listClusters(null);
    expect(c0.assessment).toEqual(assessment);
    expect(c1.assessment).toBeNull();
    await knex('subjects').update({ due_at: 1000, claimed_until: null });
    await store.complete(await claimOne(store, 'c0'), {
      ...emptyAssessment,
      objectiveMet: true,
    });
    const [after] = await store.listClusters(null);
    expect(after.assessment).toEqual({
      ...emptyAssessment,
      objectiveMet: true,
    });
  });

  if (databaseId === 'POSTGRES_18') {
    // SQLite has one connection and so never shows a transaction half done.
    it('does not hand out a subject whose mark is not yet committed', async () => {
      await define(1);
      await knex.transaction(async tx => {
        await DueMarks.gather(tx, () =>
          applyDelta({
            knex: tx,
            scope: { cluster: 'c0', kind: 'Schedule' },
            delta: {
              type: 'upserted',
              rows: [scheduleRow('a')],
              malformed: 0,
            },
          }),
        );
        await expect(
          store.claim({ limit: 10, claimSeconds: 60 }),
        ).resolves.toEqual([]);
      });
      await expect(claimOne(store, 'c0')).resolves.toMatchObject({ ref: 'c0' });
    });
  }
});
