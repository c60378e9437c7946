import { Renewed } from './Renewed';

const HOUR = 3_600_000;

function create() {
  const state = { now: 0, issued: 0, fails: false, lifetimeMs: HOUR };
  const pending: (() => void)[] = [];
  const token = Renewed.create(
    async () => {
      state.issued += 1;
      const { issued, now } = state;
      await new Promise<void>(resolve => {
        pending.push(resolve);
      });
      if (state.fails) {
        throw new Error('the cloud is away');
      }
      return { token: `t${issued}`, expiresAtMs: now + state.lifetimeMs };
    },
    { now: () => state.now },
  );
  const answer = () => pending.splice(0).forEach(resolve => resolve());
  const read = async (notBeforeMs = 0) => {
    const reading = token.read({ notBeforeMs });
    answer();
    return (await reading).token;
  };
  return { state, token, read, answer };
}

describe('Renewed', () => {
  it('asks once for all who wait', async () => {
    const { state, token, answer } = create();
    const readings = [1, 2, 3].map(() => token.read({ notBeforeMs: 0 }));
    answer();
    expect((await Promise.all(readings)).map(it => it.token)).toEqual([
      't1',
      't1',
      't1',
    ]);
    expect(state.issued).toBe(1);
  });

  it('is renewed shortly before it ends', async () => {
    const { state, read } = create();
    expect(await read()).toBe('t1');
    state.now = HOUR - 120_001;
    expect(await read()).toBe('t1');
    state.now = HOUR - 120_000;
    expect(await read()).toBe('t2');
    expect(state.issued).toBe(2);
  });

  it('is renewed for who asks for a younger one, once for all', async () => {
    const { state, token, answer, read } = create();
    await read();
    state.now = 90_000;
    const readings = [30_000, 30_000].map(notBeforeMs =>
      token.read({ notBeforeMs }),
    );
    answer();
    expect((await Promise.all(readings)).map(it => it.token)).toEqual([
      't2',
      't2',
    ]);
    expect(await read(30_000)).toBe('t2');
    expect(state.issued).toBe(2);
  });

  it('lives on while it holds and its renewal fails, which is tried every half minute', async () => {
    const { state, read } = create();
    await read();
    state.fails = true;
    state.now = HOUR - 100_000;
    expect([await read(), await read()]).toEqual(['t1', 't1']);
    expect(state.issued).toBe(2);
    state.now += 30_000;
    expect(await read()).toBe('t1');
    expect(state.issued).toBe(3);
    state.now = HOUR;
    await expect(read()).rejects.toThrow('the cloud is away');
    state.fails = false;
    state.now = HOUR + 4_999;
    await expect(read()).rejects.toThrow('the cloud is away');
    state.now = HOUR + 5_000;
    expect(await read()).toBe('t5');
  });

  it('does not ask again and again for what ends soon after it was issued', async () => {
    const { state, read } = create();
    state.lifetimeMs = 60_000;
    await read();
    state.now = 44_999;
    expect(await read()).toBe('t1');
    state.now = 45_000;
    expect(await read()).toBe('t2');
  });
});
