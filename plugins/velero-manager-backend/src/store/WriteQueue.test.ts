import { WriteQueue } from './WriteQueue';

describe('WriteQueue', () => {
  it('runs one write after the other and outlives a failure', async () => {
    const queue = new WriteQueue();
    const log: string[] = [];
    const write = (name: string) => async () => {
      log.push(`${name} begins`);
      await Promise.resolve();
      log.push(`${name} ends`);
      return name;
    };
    const results = await Promise.allSettled([
      queue.run(write('a')),
      queue.run(async () => {
        throw new Error('b fails');
      }),
      queue.run(write('c')),
    ]);
    expect(results).toMatchObject([
      { status: 'fulfilled', value: 'a' },
      { status: 'rejected', reason: { message: 'b fails' } },
      { status: 'fulfilled', value: 'c' },
    ]);
    expect(log).toEqual(['a begins', 'a ends', 'c begins', 'c ends']);
  });
});
