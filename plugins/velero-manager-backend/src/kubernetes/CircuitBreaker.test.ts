import { FakeClock, settle } from './__testUtils__/FakeClock';
import { CircuitBreaker } from './CircuitBreaker';

function start(random = 1) {
  const clock = new FakeClock();
  const breaker = CircuitBreaker.create({ clock, random: () => random });
  const { signal } = new AbortController();
  const fail = async (reason = 'connection refused') =>
    (await breaker.enter(signal)).failed(reason);
  /** A request that waits for its turn, and what came of the wait. */
  const wait = (one = signal) => {
    const waiting = { isIn: false, isGivenUp: false };
    const entered = breaker.enter(one);
    entered.then(
      () => Object.assign(waiting, { isIn: true }),
      () => Object.assign(waiting, { isGivenUp: true }),
    );
    return { waiting, entered };
  };
  return { clock, breaker, signal, fail, wait };
}

describe('CircuitBreaker', () => {
  it('opens at the third fault in a row, and one answer makes it forget', async () => {
    const { clock, breaker, signal, fail } = start();
    await fail();
    await fail();
    (await breaker.enter(signal)).answered();
    await fail();
    await fail();
    expect(breaker.state.state).toBe('closed');
    await clock.advance(5_000);
    await fail('no route');
    expect(breaker.state).toEqual({
      state: 'open',
      since: clock.now(),
      reason: 'no route',
      nextTryAt: clock.now() + 1_000,
    });
  });

  it('lets one try for all that wait, and all when that is answered', async () => {
    const { clock, breaker, fail, wait } = start();
    await fail();
    await fail();
    await fail();
    const waits = Array.from({ length: 40 }, () => wait());
    const inside = () => waits.filter(({ waiting }) => waiting.isIn).length;

    await clock.advance(999);
    expect(inside()).toBe(0);
    await clock.advance(1);
    expect(inside()).toBe(1);
    expect(breaker.state.state).toBe('half-open');
    await clock.advance(60_000);
    expect(inside()).toBe(1);

    (await waits[0].entered).answered();
    await settle();
    expect(inside()).toBe(40);
    expect(breaker.state).toMatchObject({ state: 'closed', reason: null });
    expect(clock.pending).toBe(0);
  });

  it('waits longer after each try in vain, up to half a minute', async () => {
    const { clock, breaker, signal, fail } = start();
    await fail();
    await fail();
    const pauses: number[] = [];
    for (let i = 0; i < 7; i++) {
      const entering = breaker.enter(signal);
      await clock.advance(60_000);
      (await entering).failed('no route');
      pauses.push(breaker.state.nextTryAt! - clock.now());
    }
    expect(pauses).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
    ]);
  });

  it('spreads its pauses', async () => {
    const { clock, breaker, fail } = start(0);
    await fail();
    await fail();
    await fail();
    expect(breaker.state.nextTryAt! - clock.now()).toBe(500);
  });

  it('is not opened further by what went out before', async () => {
    const { clock, breaker, signal } = start();
    const out = await Promise.all(
      Array.from({ length: 10 }, () => breaker.enter(signal)),
    );
    out.forEach(passage => passage.failed('cut'));
    expect(breaker.state.nextTryAt).toBe(clock.now() + 1_000);
  });

  it('closes for a late answer of what went out before', async () => {
    const { breaker, signal, fail } = start();
    const slow = await breaker.enter(signal);
    await fail();
    await fail();
    await fail();
    slow.answered();
    expect(breaker.state.state).toBe('closed');
  });

  it('lets the next try where one is given up, and forgets who stops waiting', async () => {
    const { clock, breaker, fail, wait } = start();
    await fail();
    await fail();
    await fail();
    const first = wait();
    const stopping = new AbortController();
    const second = wait(stopping.signal);
    const third = wait();
    await clock.advance(1_000);
    expect(first.waiting.isIn).toBe(true);

    stopping.abort();
    await settle();
    expect(second.waiting.isGivenUp).toBe(true);
    (await first.entered).abandoned();
    await clock.advance(0);
    expect(third.waiting.isIn).toBe(true);
    (await third.entered).answered();
    expect(breaker.state.state).toBe('closed');
  });
});
