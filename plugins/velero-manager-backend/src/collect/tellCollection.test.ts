import { mockServices } from '@backstage/backend-test-utils';
import type { CollectionStatus } from '@velero-manager/backstage-plugin-velero-manager-common';
import { CircuitBreaker } from '../kubernetes';
import { FakeClock } from '../kubernetes/__testUtils__/FakeClock';
import { CollectorHealthBoard } from './CollectorHealthBoard';
import { tellCollection } from './tellCollection';

function setUp() {
  const clock = new FakeClock(Date.parse('2026-11-26T12:00:00Z'));
  const board = CollectorHealthBoard.create({ clock });
  const breaker = CircuitBreaker.create({ clock });
  const recorder = board.follow('one', { breaker: () => breaker.state });
  const told: CollectionStatus[] = [];
  const store = {
    recordCollection: jest.fn(async (_: string, status: CollectionStatus) => {
      told.push(status);
    }),
  };
  const logger = mockServices.logger.mock();
  const stopping = new AbortController();
  const running = tellCollection(
    { cluster: 'one', board, store, clock, logger, random: () => 0.5 },
    stopping.signal,
  );
  const stop = async () => {
    stopping.abort();
    await running;
  };
  return { clock, recorder, told, store, logger, stop };
}

describe('tellCollection', () => {
  it('tells what is different soon, and what is not once a minute', async () => {
    const { clock, recorder, told, stop } = setUp();
    const backups = recorder.kind('Backup');
    await clock.advance(15_000);
    expect(told).toHaveLength(1);
    await clock.advance(45_000);
    expect(told).toHaveLength(1);
    backups.phase('watching', null);
    await clock.advance(15_000);
    expect(told).toHaveLength(2);
    backups.events(1);
    backups.stored(40);
    await clock.advance(45_000);
    expect(told).toHaveLength(2);
    await clock.advance(15_000);
    expect(told).toHaveLength(3);
    expect(told[2]).toMatchObject({
      ...{ watchesOpen: 1, lagMs: 40, startedAt: '2026-11-26T12:00:00.000Z' },
      breaker: { state: 'closed', reason: null, nextTryAt: null },
      lastEventAt: expect.stringMatching(/^2026-11-26T12:01:/),
      kinds: { Backup: { denied: null } },
    });
    await stop();
    expect(clock.pending).toBe(0);
  });

  it('tells of a kind in several namespaces what holds for any', async () => {
    const { clock, recorder, told, stop } = setUp();
    recorder.kind('VeleroServer', 'a').phase('forbidden', 'No.', 'watch');
    await clock.advance(1_000);
    const other = recorder.kind('VeleroServer', 'b');
    other.events(2);
    await clock.advance(15_000);
    expect(told[0].kinds.VeleroServer).toEqual({
      since: '2026-11-26T12:00:01.000Z',
      lastEventAt: '2026-11-26T12:00:01.000Z',
      denied: 'watch',
    });
    await stop();
  });

  it('tells again what could not be stored, but not once it is over', async () => {
    const { clock, store, logger, told, stop } = setUp();
    store.recordCollection.mockRejectedValueOnce(new Error('away'));
    await clock.advance(15_000);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    await clock.advance(15_000);
    expect(told).toHaveLength(1);
    await stop();
    await clock.advance(120_000);
    expect(store.recordCollection).toHaveBeenCalledTimes(2);
  });
});
