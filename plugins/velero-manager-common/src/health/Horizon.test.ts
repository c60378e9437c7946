import { Horizon } from './Horizon';

const at = (minute: number) => new Date(60_000 * minute);

describe('Horizon', () => {
  it('remembers the first moment ahead that it was asked for', () => {
    const horizon = Horizon.at(at(10));
    expect(horizon.validUntil).toBeNull();
    expect(
      [5, 10, 30, 20].map(minute => horizon.isReached(at(minute))),
    ).toEqual([true, true, false, false]);
    expect(horizon.validUntil).toEqual(at(20));
  });

  it('forks without what it was asked, and joins what the other was asked', () => {
    const horizon = Horizon.at(at(10));
    horizon.isReached(at(30));
    const fork = horizon.fork();
    expect(fork.isAtMomentOf(horizon)).toBe(true);
    expect(fork.isAtMomentOf(Horizon.at(at(11)))).toBe(false);
    expect(fork.validUntil).toBeNull();
    horizon.join(fork);
    expect(horizon.validUntil).toEqual(at(30));
    fork.isReached(at(20));
    horizon.join(fork);
    expect(horizon.validUntil).toEqual(at(20));
  });
});
