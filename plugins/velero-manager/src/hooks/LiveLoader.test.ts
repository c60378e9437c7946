import { refusal } from '../__fixtures__/FakeApi';
import { LiveLoader } from './LiveLoader';
import type { LiveState } from './LiveLoader';

/** A load that a test ends by hand. */
function setUp(options: { minGapMs?: number } = {}) {
  const states: LiveState<string>[] = [];
  const loads: {
    signal: AbortSignal;
    resolve(value: string): void;
    reject(error: Error): void;
  }[] = [];
  const loader = LiveLoader.create<string>({
    load: signal =>
      new Promise((resolve, reject) => {
        loads.push({ signal, resolve, reject });
      }),
    onChange: state => states.push(state),
    ...options,
  });
  return { loader, loads, states };
}

const settle = () => jest.advanceTimersByTimeAsync(0);

describe('LiveLoader', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('keeps the old answer while it loads a new one', async () => {
    const { loader, loads, states } = setUp();
    loader.trigger();
    loads[0].resolve('old');
    await settle();
    loader.trigger();
    await settle();
    expect(loader.state).toEqual({
      value: 'old',
      error: undefined,
      loading: true,
    });
    loads[1].resolve('new');
    await settle();
    expect(states.map(({ value }) => value)).toEqual([
      undefined,
      'old',
      'old',
      'new',
    ]);
  });

  it('makes one load of all that was asked for meanwhile', async () => {
    const { loader, loads } = setUp();
    loader.trigger();
    loader.trigger();
    loader.trigger();
    expect(loads).toHaveLength(1);
    loads[0].resolve('first');
    await settle();
    expect(loads).toHaveLength(2);
    loads[1].resolve('second');
    await settle();
    expect(loads).toHaveLength(2);
  });

  it('keeps the least gap between two loads, but not for a retry', async () => {
    const { loader, loads } = setUp({ minGapMs: 1000 });
    loader.trigger();
    loads[0].resolve('a');
    await settle();
    loader.trigger();
    await jest.advanceTimersByTimeAsync(999);
    expect(loads).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(loads).toHaveLength(2);
    loads[1].resolve('b');
    await settle();
    loader.reload();
    expect(loads).toHaveLength(3);
  });

  it('spaces slow loads further apart', async () => {
    const { loader, loads } = setUp();
    loader.trigger();
    await jest.advanceTimersByTimeAsync(2000);
    loads[0].resolve('slow');
    await settle();
    loader.trigger();
    await jest.advanceTimersByTimeAsync(7999);
    expect(loads).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(loads).toHaveLength(2);
  });

  it('keeps the old answer beside an error', async () => {
    const { loader, loads } = setUp();
    loader.trigger();
    loads[0].resolve('old');
    await settle();
    loader.reload();
    loads[1].reject(new Error('gone'));
    await settle();
    expect(loader.state).toMatchObject({
      value: 'old',
      error: { message: 'gone' },
      loading: false,
    });
  });

  it.each([401, 403, 404])(
    'takes the old answer away when the backend says %p',
    async status => {
      const { loader, loads } = setUp();
      loader.trigger();
      loads[0].resolve('secret');
      await settle();
      loader.reload();
      loads[1].reject(await refusal(status));
      await settle();
      expect(loader.state.value).toBeUndefined();
    },
  );

  it('gives up a load that never ends', async () => {
    const { loader, loads } = setUp();
    loader.trigger();
    await jest.advanceTimersByTimeAsync(30_000);
    expect(loads[0].signal.aborted).toBe(true);
    expect(loader.state.error?.message).toBe(
      'No answer came within 30 seconds',
    );
  });

  it('loads nothing during a pause, and once after it', async () => {
    const { loader, loads } = setUp({ minGapMs: 1000 });
    loader.trigger();
    loads[0].resolve('a');
    await settle();
    loader.trigger();
    loader.pause();
    loader.trigger();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(loads).toHaveLength(1);
    loader.resume();
    expect(loads).toHaveLength(2);
  });

  it('aborts and reports nothing after it was stopped', async () => {
    const { loader, loads, states } = setUp();
    loader.trigger();
    const before = states.length;
    loader.stop();
    expect(loads[0].signal.aborted).toBe(true);
    loads[0].resolve('late');
    await settle();
    loader.trigger();
    loader.reload();
    expect(loads).toHaveLength(1);
    expect(states).toHaveLength(before);
  });
});
