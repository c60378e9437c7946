import { settle } from './__testUtils__/FakeClock';
import { Semaphore } from './Semaphore';

describe('Semaphore', () => {
  it('admits in order, and forgets who gave up waiting', async () => {
    const semaphore = Semaphore.create(1);
    const { signal } = new AbortController();
    const leaving = new AbortController();
    const began: string[] = [];
    const ends: (() => void)[] = [];
    const enter = (name: string, by = signal) =>
      semaphore.run(by, () => {
        began.push(name);
        return new Promise<void>(resolve => {
          ends.push(resolve);
        });
      });

    enter('a');
    const gone = enter('b', leaving.signal);
    enter('c');
    leaving.abort(new Error('no time'));
    await expect(gone).rejects.toThrow('no time');
    expect(began).toEqual(['a']);
    ends.shift()?.();
    await settle();
    expect(began).toEqual(['a', 'c']);
    ends.shift()?.();
    await settle();
    enter('d');
    await settle();
    expect(began).toEqual(['a', 'c', 'd']);
  });

  it('leaves the room to others after a task that fails', async () => {
    const semaphore = Semaphore.create(1);
    const { signal } = new AbortController();
    const fail = semaphore.run(signal, async () => {
      throw new Error('failed');
    });
    await expect(fail).rejects.toThrow('failed');
    expect(await semaphore.run(signal, async () => 'next')).toBe('next');
  });
});
