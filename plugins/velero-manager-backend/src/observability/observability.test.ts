import { mockServices } from '@backstage/backend-test-utils';
import { CollectorHealthBoard } from '../collect';
import { CircuitBreaker } from '../kubernetes';
import { FakeClock } from '../kubernetes/__testUtils__/FakeClock';
import type { DueSubject, FleetGauges } from '../store';
import { claimingEntity, defineCluster } from '../store/__testUtils__/facts';
import {
  createTestDatabases,
  emptyAssessment,
  openStore,
} from '../store/__testUtils__/openStore';
import { createMeters } from './createMeters';
import { meterCollectors } from './meterCollectors';
import { meterAssessments, meterDueList } from './meterDueList';
import { meterFacts } from './meterFacts';
import { meterNotifications } from './meterNotifications';
import { observeCollectors } from './observeCollectors';
import { observeFleet } from './observeFleet';
import { RecordedMetrics } from './__testUtils__/RecordedMetrics';

const databases = createTestDatabases();

function setUp() {
  const metrics = new RecordedMetrics();
  const meters = createMeters(metrics.service);
  return { metrics, meters, clock: new FakeClock() };
}

describe('meters', () => {
  it('count what collectors put up on the board, and leave it there', () => {
    const { metrics, meters, clock } = setUp();
    const board = CollectorHealthBoard.create({ clock });
    const breaker = CircuitBreaker.create({ clock });
    const recorder = meterCollectors(board, meters).follow('one', {
      breaker: () => breaker.state,
    });
    const kind = recorder.kind('Backup');
    kind.phase('watching', null);
    kind.listed();
    kind.events(3);
    kind.fault('410');
    expect(metrics.measurements).toEqual([
      ['velero_manager.collector.relists', 1, 'kind=Backup'],
      ['velero_manager.collector.events', 3, 'kind=Backup'],
      ['velero_manager.collector.errors', 1, 'code=410 kind=Backup'],
    ]);
    expect(board.get('one')).toMatchObject({
      ...{ watchesOpen: 1, events: 3, lists: 1, faults: 1 },
    });
    recorder.forget('Backup');
    expect(board.get('one')?.kinds).toEqual([]);
    recorder.end();
    expect(board.list()).toEqual([]);
  });

  it('count transitions, and time what is stored and judged', async () => {
    const { metrics, meters, clock } = setUp();
    const store = await openStore(await databases.init('SQLITE_3'));
    const dueList = meterDueList(store, meters);
    const facts = meterFacts(store, { meters, clock });
    await facts.putClusters([defineCluster('one')]);
    await facts.putEntities([claimingEntity('shop', ['one/shop'])]);
    await facts.apply(
      { cluster: 'one', kind: 'Schedule' },
      { type: 'replaced', rows: [], malformed: 0 },
    );
    const due = await dueList.claim({ limit: 10, claimSeconds: 60 });
    const contact = { state: 'silent', reason: 'x', message: 'No contact.' };
    const load = meterAssessments(
      async () => async subject => {
        clock.pass(250);
        return subject.type === 'cluster'
          ? { ...emptyAssessment, contact }
          : null;
      },
      { meters, clock },
    );
    const assess = await load(due);
    for (const subject of due) {
      const assessment = await assess(subject);
      if (assessment) {
        await dueList.complete(subject, assessment);
      }
    }
    expect(metrics.measurements.sort()).toEqual([
      ['velero_manager.assessments', 0.25, 'outcome=gone type=entity'],
      ['velero_manager.assessments', 0.25, 'outcome=judged type=cluster'],
      ['velero_manager.collector.lag', 0, 'kind=Schedule'],
      [
        'velero_manager.transitions',
        1,
        'aspect=contact to=silent type=cluster',
      ],
    ]);
  });

  it('count what fails as failed, and let it fail', async () => {
    const { metrics, meters, clock } = setUp();
    const load = meterAssessments(
      async () => async () => {
        throw new Error('cannot');
      },
      { meters, clock },
    );
    const assess = await load([]);
    const subject = { type: 'entity' } as DueSubject;
    await expect(assess(subject)).rejects.toThrow('cannot');
    const send = jest.fn().mockRejectedValueOnce(new Error('away'));
    const notifications = meterNotifications({ send }, meters);
    const options = {
      recipients: { type: 'broadcast' as const },
      payload: { title: 'x' },
    };
    await expect(notifications.send(options)).rejects.toThrow('away');
    await notifications.send(options);
    expect(metrics.measurements).toEqual([
      ['velero_manager.assessments', 0, 'outcome=failed type=entity'],
      ['velero_manager.notifications', 1, 'outcome=failed'],
      ['velero_manager.notifications', 1, 'outcome=sent'],
    ]);
  });

  it('have names of ours and units', () => {
    const { metrics, clock } = setUp();
    observeFleet({
      ...{ metrics: metrics.service, clock },
      store: { readGauges: jest.fn() },
      logger: mockServices.logger.mock(),
    });
    observeCollectors({
      ...{ metrics: metrics.service, clock },
      board: CollectorHealthBoard.create({ clock }),
    });
    for (const { name, unit } of metrics.instruments) {
      expect([name, unit]).toEqual([
        expect.stringMatching(/^velero_manager(\.[a-z]+)+$/),
        expect.stringMatching(/^(s|1|\{[a-z]+\})$/),
      ]);
    }
    expect(new Set(metrics.instruments.map(({ name }) => name)).size).toBe(
      metrics.instruments.length,
    );
  });
});

const fleet: FleetGauges = {
  due: { count: 2, oldestForMs: 1_500 },
  entities: [{ aspect: 'protection', state: 'CRITICAL', count: 3 }],
  clusters: [
    {
      ...{ name: 'one', isConnected: true, silentForMs: 2_000 },
      ...{ protection: 'HEALTHY', sync: null },
    },
    {
      ...{ name: 'two', isConnected: false, silentForMs: null },
      ...{ protection: 'UNKNOWN', sync: 'UNKNOWN' },
    },
  ],
};

describe('observeFleet', () => {
  it('tells the fleet in numbers, from one read, until it ends', async () => {
    const { metrics, clock } = setUp();
    const readGauges = jest.fn(async () => fleet);
    const end = observeFleet({
      ...{ metrics: metrics.service, clock, store: { readGauges } },
      logger: mockServices.logger.mock(),
    });
    expect(await metrics.collect()).toEqual([
      ['velero_manager.due.queue', 2, ''],
      ['velero_manager.due.age', 1.5, ''],
      ['velero_manager.entities', 3, 'aspect=protection state=CRITICAL'],
      [
        'velero_manager.cluster.state',
        ...[1, 'aspect=protection cluster=one state=HEALTHY'],
      ],
      [
        'velero_manager.cluster.state',
        ...[1, 'aspect=protection cluster=two state=UNKNOWN'],
      ],
      [
        'velero_manager.cluster.state',
        ...[1, 'aspect=sync cluster=two state=UNKNOWN'],
      ],
      ['velero_manager.contact', 1, 'cluster=one'],
      ['velero_manager.contact', 0, 'cluster=two'],
      ['velero_manager.contact.age', 2, 'cluster=one'],
    ]);
    expect(readGauges).toHaveBeenCalledTimes(1);
    clock.pass(10_000);
    await metrics.collect();
    expect(readGauges).toHaveBeenCalledTimes(2);
    end();
    expect(await metrics.collect()).toEqual([]);
  });

  it('tells nothing while it cannot be read', async () => {
    const { metrics, clock } = setUp();
    const logger = mockServices.logger.mock();
    observeFleet({
      ...{ metrics: metrics.service, clock, logger },
      store: { readGauges: () => Promise.reject(new Error('away')) },
    });
    expect(await metrics.collect()).toEqual([]);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });
});

describe('observeCollectors', () => {
  it('tells what this replica follows and how, until it ends', async () => {
    const { metrics, clock } = setUp();
    const board = CollectorHealthBoard.create({ clock });
    const end = observeCollectors({ metrics: metrics.service, board, clock });
    const closed = CircuitBreaker.create({ clock });
    for (const cluster of ['one', 'two']) {
      const recorder = board.follow(cluster, { breaker: () => closed.state });
      recorder.kind('Backup').phase('watching', null);
      recorder.kind('Schedule').phase('failed' as never, 'broken');
    }
    expect(await metrics.collect()).toEqual([
      ['velero_manager.collector.watches', 2, ''],
      ['velero_manager.collector.clusters', 2, 'breaker=closed'],
      ['velero_manager.collector.clusters', 0, 'breaker=half-open'],
      ['velero_manager.collector.clusters', 0, 'breaker=open'],
    ]);
    end();
    expect(await metrics.collect()).toEqual([]);
  });
});
