import { setTimeout as pause } from 'node:timers/promises';
import { mockServices } from '@backstage/backend-test-utils';
import { FakeClock } from '../../kubernetes/__testUtils__/FakeClock';
import { backupRow, defineCluster } from '../../store/__testUtils__/facts';
import {
  createTestDatabases,
  openStore,
} from '../../store/__testUtils__/openStore';
import type { DatabaseStore } from '../../store';
import { FakeChangeHost } from '../__testUtils__/FakeChangeHost';
import { newChange, scheduleOfChange } from '../__testUtils__/newChange';
import { startJourneys } from './startJourneys';

jest.setTimeout(60_000);

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())('startJourneys, %p', databaseId => {
  let store: DatabaseStore;
  let host: FakeChangeHost;
  let clock: FakeClock;
  let stop: () => Promise<void>;
  const logger = mockServices.logger.mock();
  const advanced: string[] = [];

  beforeEach(async () => {
    store = await openStore(await databases.init(databaseId));
    await store.putClusters([defineCluster('prod-01')]);
    await store.changes.putChange(newChange());
    host = new FakeChangeHost({});
    // Beside the database's clock, which tells what is due.
    clock = new FakeClock(Date.now());
    advanced.length = 0;
    jest.clearAllMocks();
    stop = startJourneys({
      store: store.changes,
      hosts: new Map([['main', host]]),
      clock,
      logger,
      silentAfterMs: 300_000,
      onAdvanced: ({ state }) => advanced.push(state),
    });
  });
  afterEach(() => stop());

  const load = () => store.changes.loadChange('one');
  /** Lets the loop turn, and the database answer, until a condition holds. */
  const until = async (met: () => Promise<boolean>) => {
    for (let turn = 0; turn < 1_000; turn += 1) {
      if (await met()) return;
      await clock.advance(2_000);
      await pause(10);
    }
    throw new Error(`It did not come to pass: ${JSON.stringify(await load())}`);
  };
  const look = () =>
    store.changes.markChangeDue({ repository: 'main', number: 12 });
  const reach = async (state: string) => {
    await look();
    await until(async () => (await load())?.state === state);
  };
  const apply = (
    kind: 'Schedule' | 'Backup',
    rows: ReturnType<typeof scheduleOfChange>[],
  ) =>
    store.apply(
      { cluster: 'prod-01', kind },
      { type: 'replaced', rows, malformed: 0 },
    );

  it('takes a change from the proposal to its first good run', async () => {
    const { identity, cluster, schedules, objects } = newChange();
    await store.changes.putChange(
      newChange({
        planHash: 'in-its-cluster',
        clusters: [{ identity, cluster, schedules, objects }],
      }),
    );
    await store.recordContact(cluster);
    const standing = { mergedAt: null, closedAt: null, approvers: [] };
    host.standings.set(12, {
      ...standing,
      state: 'open',
      approvers: ['bert', 'chris'],
      etag: 'a',
    });
    await reach('approved');

    const mergedAt = new Date(Date.now() - 60_000);
    host.standings.set(12, {
      ...standing,
      state: 'merged',
      mergedAt,
      etag: 'b',
    });
    await reach('merged');

    const createdAt = new Date(mergedAt.getTime() + 1_000).toISOString();
    await apply('Schedule', [scheduleOfChange({ phase: '', createdAt })]);
    await reach('applied');
    await apply('Schedule', [scheduleOfChange({ createdAt })]);
    await reach('accepted');
    expect((await load())?.clusters).toMatchObject([
      {
        lag: {
          reason: 'first_run_pending',
          firstRunDueAt: expect.stringContaining('T02:00:00.000Z'),
          firstRunLateAt: expect.stringContaining('T04:24:00.000Z'),
        },
      },
    ]);
    const run = backupRow('shop-daily-1', {
      schedule: 'shop-daily',
      phase: 'Completed',
      createdAt,
      startedAt: createdAt,
    });
    await apply('Backup', [
      { ...run, index: { ...run.index, occurredAt: createdAt } },
    ]);
    await reach('first_run_good');

    expect(advanced).toEqual([
      'approved',
      'merged',
      'applied',
      'accepted',
      'first_run_good',
    ]);
    expect(await load()).toMatchObject({
      ...{ dueAt: null, mergedAt },
      clusters: [{ lag: null }],
    });
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('takes a change in two clusters on in each, and counts none that is silent', async () => {
    await store.putClusters([
      defineCluster('prod-01'),
      defineCluster('prod-02'),
    ]);
    const { schedules } = newChange();
    const identityIn = (cluster: string) =>
      `schedule-save/production/${cluster}/shop-daily`;
    const names = ['prod-01', 'prod-02', 'elsewhere'];
    await store.changes.putChange(
      newChange({
        planHash: 'in-several',
        clusters: names.map(cluster => ({
          ...{ cluster, identity: identityIn(cluster) },
          ...{ schedules, objects: [] },
        })),
      }),
    );
    const mergedAt = new Date(Date.now() - 60_000);
    host.standings.set(12, {
      ...{ state: 'merged', mergedAt, closedAt: null },
      ...{ approvers: [], etag: 'a' },
    });
    await store.recordContact('prod-01');
    for (const cluster of ['prod-01', 'prod-02']) {
      await store.apply(
        { cluster, kind: 'Schedule' },
        {
          type: 'replaced',
          rows: [scheduleOfChange({ change: identityIn(cluster) })],
          malformed: 0,
        },
      );
    }
    const lags = async () =>
      (await load())?.clusters.map(({ lag }) => lag?.reason ?? null);
    await look();
    await until(async () => (await lags())?.[0] === 'first_run_pending');
    expect(await lags()).toEqual([
      ...['first_run_pending', 'silent', 'not_watched'],
    ]);
    await store.recordContact('prod-02');
    await look();
    await until(async () => (await lags())?.[1] === 'first_run_pending');
    expect(await load()).toMatchObject({
      state: 'merged',
      appliedAt: null,
      clusters: [
        {
          appliedAt: expect.any(Date),
          lag: { firstRunDueAt: expect.stringContaining('T02:00:00.000Z') },
        },
        { acceptedAt: expect.any(Date) },
        { appliedAt: null, lag: { reason: 'not_watched' } },
      ],
    });

    // Where nothing has happened since, nobody is told of anything.
    const told = advanced.length;
    const asked = Date.now();
    await look();
    await until(async () => ((await load())?.dueAt ?? 0) >= asked + 4_000);
    expect(advanced).toHaveLength(told);
  });

  it('says once that a host cannot be asked, and goes on when it can', async () => {
    host.problem = {
      reason: 'rate_limited',
      message: 'Try again at 2026-11-21T10:05Z',
      retryAfterSeconds: 300,
    };
    const asked = Date.now();
    for (let round = 0; round < 3; round += 1) {
      await look();
      await until(async () => ((await load())?.dueAt ?? 0) > asked + 290_000);
    }
    expect(logger.warn.mock.calls).toEqual([
      [
        "Changes of config repository 'main' cannot be followed: Try again at 2026-11-21T10:05Z",
      ],
    ]);
    host.problem = null;
    host.standings.set(12, {
      state: 'closed',
      mergedAt: null,
      closedAt: new Date(),
      approvers: [],
      etag: 'a',
    });
    await reach('closed');
  });

  it('survives a store that fails', async () => {
    const failure = new Error('away');
    jest.spyOn(store.changes, 'claimChanges').mockRejectedValueOnce(failure);
    await until(async () => logger.warn.mock.calls.length > 0);
    expect(logger.warn).toHaveBeenCalledWith(
      'Could not follow changes',
      failure,
    );
    host.standings.set(12, {
      state: 'closed',
      mergedAt: null,
      closedAt: new Date(),
      approvers: [],
      etag: 'a',
    });
    await reach('closed');
  });
});
