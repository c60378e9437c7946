import { FakeClock } from '../kubernetes/__testUtils__/FakeClock';
import { CollectorHealthBoard } from './CollectorHealthBoard';

function start() {
  const clock = new FakeClock();
  const board = CollectorHealthBoard.create({ clock });
  const breaker = {
    state: 'closed' as const,
    since: clock.now(),
    reason: null,
    nextTryAt: null,
  };
  return { clock, board, breaker };
}

describe('CollectorHealthBoard', () => {
  it('adds up what the collectors of a cluster tell', async () => {
    const { clock, board, breaker } = start();
    const recorder = board.follow('prod-1', { breaker: () => breaker });
    const backups = recorder.kind('Backup');
    const deployments = recorder.kind('VeleroServer', 'velero');
    const startedAt = clock.now();
    backups.listed();
    backups.phase('watching', null);
    deployments.fault('403');
    deployments.fault('403');
    deployments.phase('forbidden', 'may not list them', 'list');
    await clock.advance(5_000);
    backups.events(3);
    backups.stored(40);
    backups.phase('watching', null);

    expect(board.get('prod-1')).toEqual({
      cluster: 'prod-1',
      startedAt,
      breaker,
      watchesOpen: 1,
      lagMs: 40,
      lastEventAt: startedAt + 5_000,
      events: 3,
      lists: 1,
      faults: 2,
      kinds: [
        {
          ...{ kind: 'Backup', namespace: null, phase: 'watching' },
          ...{ since: startedAt, error: null, events: 3, lists: 1 },
          ...{ denied: null, faults: {}, lastEventAt: startedAt + 5_000 },
        },
        {
          ...{ kind: 'VeleroServer', namespace: 'velero', phase: 'forbidden' },
          ...{ since: startedAt, error: 'may not list them', events: 0 },
          ...{ denied: 'list', lists: 0, faults: { '403': 2 } },
          lastEventAt: null,
        },
      ],
    });
    recorder.forget('VeleroServer', 'velero');
    expect(board.get('prod-1')?.kinds).toHaveLength(1);
  });

  it('knows only what this process follows, and whoever took it up last', () => {
    const { board, breaker } = start();
    const first = board.follow('prod-1', { breaker: () => breaker });
    const second = board.follow('prod-1', { breaker: () => breaker });
    first.end();
    expect(board.list()).toHaveLength(1);
    second.end();
    expect(board.list()).toEqual([]);
    expect(board.get('prod-1')).toBeNull();
  });
});
