import {
  event,
  fault,
  page,
  ScriptedReader,
} from './__testUtils__/ScriptedReader';
import { FakeClock, settle } from './__testUtils__/FakeClock';
import { ListStreaming } from './ListStreaming';
import {
  retryingWatch,
  type RetryingWatchOptions,
  type WatchState,
} from './retryingWatch';
import type { ResourceDelta } from './types';

function start(
  reader: ScriptedReader,
  options: Partial<RetryingWatchOptions> = {},
) {
  const clock = new FakeClock();
  const controller = new AbortController();
  const deltas: ResourceDelta[] = [];
  const states: WatchState[] = [];
  const done = retryingWatch({
    reader,
    clock,
    signal: controller.signal,
    // The longest pauses: no spread.
    random: () => 1,
    sink: {
      async apply(delta) {
        // What was taken is let go of.
        deltas.push(
          delta.type === 'replaced'
            ? { ...delta, objects: [...delta.objects] }
            : delta,
        );
      },
    },
    onState: state => states.push(state),
    ...options,
  });
  const stop = async () => {
    controller.abort();
    await done;
  };
  return { clock, deltas, states, done, stop };
}

function phases(states: WatchState[]): string[] {
  return states.map(({ phase, error }) => (error ? `${phase}!` : phase));
}

describe('retryingWatch', () => {
  it('waits longer and longer while a cluster cannot be reached', async () => {
    const reader = new ScriptedReader({});
    const { clock, states, stop } = start(reader);
    await clock.advance(120_000);
    expect(clock.pauses).toEqual([
      800, 1600, 3200, 6400, 12_800, 25_600, 30_000, 30_000, 30_000,
    ]);
    expect(new Set(phases(states))).toEqual(new Set(['waiting!', 'listing!']));
    const [first] = states;
    expect(states.every(({ since }) => since === first.since)).toBe(true);
    await stop();
    expect(clock.pending).toBe(0);
  });

  it('spreads its pauses', async () => {
    const { clock, stop } = start(new ScriptedReader({}), {
      random: () => 0,
    });
    await clock.advance(3_000);
    expect(clock.pauses).toEqual([400, 800, 1600, 3200]);
    await stop();
  });

  it('tells when the cluster is back, and resumes without a list', async () => {
    const reader = new ScriptedReader({
      lists: [page('1')],
      watches: [
        { events: [event('ADDED', 'a', '7'), fault('connect')] },
        { events: [event('BOOKMARK', '', '7')] },
      ],
    });
    const { clock, states, deltas, stop } = start(reader);
    await clock.advance(1_000);
    expect(reader.calls).toEqual(['list 500', 'watch 1', 'watch 7']);
    expect(phases(states)).toEqual(['watching', 'waiting!', 'watching']);
    expect(states.at(-1)).toMatchObject({ error: null });
    expect(deltas.map(({ type }) => type)).toEqual([
      'replaced',
      'upserted',
      'observed',
    ]);
    await stop();
  });

  it('lists again after an answer that it did not understand', async () => {
    const reader = new ScriptedReader({
      lists: [page('1'), page('9')],
      watches: [{ events: [fault('protocol')] }],
    });
    const { clock, stop } = start(reader);
    await clock.advance(1_000);
    expect(reader.calls).toEqual([
      'list 500',
      'watch 1',
      'list 500',
      'watch 9',
    ]);
    await stop();
  });

  it('begins with short pauses again only after two healthy minutes', async () => {
    const healthy = { events: [event('BOOKMARK', '', '2')] };
    const reader = new ScriptedReader({
      lists: [fault(500), fault(500), page('1')],
      watches: [
        { events: [...healthy.events, fault(500)] },
        { events: healthy.events },
        { events: [fault(500)] },
        { events: healthy.events },
      ],
    });
    // Silence ends the second watch after two minutes and one second.
    const { clock, stop } = start(reader, { silenceMs: 121_000 });
    await clock.advance(800 + 1600 + 3200);
    expect(clock.pauses).toEqual([800, 1600, 3200]);
    await clock.advance(121_000);
    expect(clock.pauses).toEqual([800, 1600, 3200, 800]);
    await stop();
  });

  it.each([
    [20_000, 20_000],
    [100, 800],
    [1e12, 300_000],
  ])('waits at least as long as a server asks: %d ms', async (asked, pause) => {
    const reader = new ScriptedReader({
      lists: [fault(429, { retryAfterMs: asked })],
    });
    const { clock, stop } = start(reader);
    await settle();
    expect(clock.pauses).toEqual([pause]);
    await stop();
  });

  it('tries a refused log-in once more at once, then backs off', async () => {
    const reader = new ScriptedReader({
      lists: [fault(401), fault(401), fault(401)],
    });
    const { clock, stop } = start(reader);
    await clock.advance(1_600);
    expect(clock.pauses).toEqual([0, 1600, 3200]);
    await stop();
  });

  it('asks for a forbidden kind every few minutes', async () => {
    const reader = new ScriptedReader({
      lists: [fault(403, { verb: 'list' }), page('1')],
    });
    const { clock, states, stop } = start(reader);
    await clock.advance(299_000);
    expect(phases(states)).toEqual(['forbidden!']);
    expect(reader.calls).toHaveLength(1);
    await clock.advance(61_000);
    expect(phases(states).at(-1)).toBe('watching');
    await stop();
  });

  it('lists from time to time what it may not watch', async () => {
    const reader = new ScriptedReader({
      lists: [page('1'), page('2'), page('3')],
      watches: [{ events: [fault(403)] }, { events: [fault(403)] }],
    });
    const { clock, states, stop } = start(reader);
    await clock.advance(119_999);
    expect(reader.calls).toEqual(['list 500', 'watch 1']);
    expect(phases(states)).toEqual(['watching', 'polled!']);
    await clock.advance(120_001);
    expect(reader.calls).toHaveLength(6);
    expect(phases(states).at(-1)).toBe('watching');
    await stop();
  });

  it('looks for a lost kind every minute and takes the version it finds', async () => {
    const reader = new ScriptedReader({
      lists: [page('1')],
      watches: [{ events: [fault(404)] }],
    });
    const other = new ScriptedReader({ lists: [page('5')] });
    const answers = [null, fault('connect'), null, other];
    const { clock, states, stop } = start(reader, {
      rediscover: async () => {
        const answer = answers.shift() ?? null;
        if (answer instanceof Error) {
          throw answer;
        }
        return answer;
      },
    });
    await clock.advance(10 * 60_000);
    expect(phases(states).filter(phase => phase !== 'listing!')).toEqual([
      'watching',
      'absent!',
      'waiting!',
      'absent!',
      'watching',
    ]);
    expect(clock.pauses[0]).toBe(60_000);
    expect(reader.calls).toEqual(['list 500', 'watch 1']);
    expect(other.calls[0]).toBe('list 500');
    await stop();
  });

  it.each([true, false])(
    'does not hold a list while it waits for what comes next, streamed: %s',
    async isStreamed => {
      const taken: unknown[][] = [];
      const end = {
        type: 'BOOKMARK',
        object: {
          metadata: {
            resourceVersion: '9',
            annotations: { 'k8s.io/initial-events-end': 'true' },
          },
        },
      } as const;
      const reader = new ScriptedReader(
        isStreamed
          ? { watches: [{ events: [event('ADDED', 'a', '7'), end] }] }
          : { lists: [page('9', ['a'])], watches: [{ events: [] }] },
      );
      const sizes: number[] = [];
      const { stop } = start(
        isStreamed
          ? Object.assign(reader, { streaming: ListStreaming.create() })
          : reader,
        {
          sink: {
            async apply(delta) {
              if (delta.type === 'replaced') {
                sizes.push(delta.objects.length);
                taken.push(delta.objects);
              }
            },
          },
        },
      );
      await settle();
      expect(sizes).toEqual([1]);
      expect(taken).toEqual([[]]);
      await stop();
    },
  );

  it('resumes after what it stored of the events that came with a fault', async () => {
    const reader = new ScriptedReader({
      watches: [
        {
          batchSize: 9,
          events: [
            event('ADDED', 'a', '11'),
            event('ADDED', 'b', '12'),
            { type: 'ERROR', object: { code: 500 } },
          ],
        },
      ],
    });
    const { clock, deltas, stop } = start(reader, { startAt: '10' });
    await clock.advance(800);
    expect(deltas).toHaveLength(2);
    expect(reader.calls).toEqual(['watch 10', 'watch 12']);
    await stop();
  });

  it('stores no more of the events that came together once its signal aborts', async () => {
    const controller = new AbortController();
    const stored: string[] = [];
    const events = ['11', '12', '13'].map(at => event('ADDED', 'a', at));
    const { clock, done } = start(
      new ScriptedReader({ watches: [{ batchSize: 9, events }] }),
      {
        startAt: '10',
        signal: controller.signal,
        sink: {
          async apply({ resourceVersion }) {
            stored.push(resourceVersion);
            if (resourceVersion === '12') {
              controller.abort();
            }
          },
        },
      },
    );
    await done;
    expect(stored).toEqual(['11', '12']);
    expect(clock.pending).toBe(0);
  });

  it('ends with the fault of its sink, and lets go of the watch', async () => {
    const reader = new ScriptedReader({ lists: [page('1')] });
    const { clock, done } = start(reader, {
      sink: {
        async apply() {
          throw new Error('the store is full');
        },
      },
    });
    await expect(done).rejects.toThrow('the store is full');
    expect(clock.pending).toBe(0);
    expect(clock.pauses).toEqual([]);
  });

  it('ends quietly when its signal aborts, while watching and while waiting', async () => {
    const watching = start(new ScriptedReader({ lists: [page('1')] }));
    await settle();
    await watching.stop();
    const waiting = start(new ScriptedReader({}));
    await settle();
    await waiting.stop();
    expect(waiting.clock.pending).toBe(0);
  });
});
