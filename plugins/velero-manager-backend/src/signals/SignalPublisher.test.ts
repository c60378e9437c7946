import { mockServices } from '@backstage/backend-test-utils';
import { FakeClock } from '../kubernetes/__testUtils__/FakeClock';
import { SignalPublisher } from './SignalPublisher';

function start() {
  const clock = new FakeClock();
  const published: { subjects: string[]; version: number }[] = [];
  const logger = mockServices.logger.mock();
  const signals = {
    publish: jest.fn(async ({ message }) => {
      published.push(message);
    }),
  };
  const publisher = SignalPublisher.create({ signals, clock, logger });
  return { clock, published, logger, signals, publisher };
}

describe('SignalPublisher', () => {
  it('gathers changes and publishes twice a second at most', async () => {
    const { clock, published, publisher } = start();
    publisher.changed('a');
    publisher.changed('b');
    publisher.changed('a');
    await clock.advance(500);
    expect(published.map(({ subjects }) => subjects)).toEqual([['a', 'b']]);

    for (let i = 0; i < 40; i++) {
      publisher.changed(`c${i}`);
      await clock.advance(50);
    }
    expect(published.length).toBeLessThanOrEqual(5);
    expect(published.slice(1).flatMap(({ subjects }) => subjects)).toContain(
      'c0',
    );
  });

  it('does not name what is too much to name', async () => {
    const { clock, published, publisher } = start();
    for (let i = 0; i <= 100; i++) {
      publisher.changed(`s${i}`);
    }
    await clock.advance(500);
    expect(published.map(({ subjects }) => subjects)).toEqual([[]]);
  });

  it('names nothing when a change shows everywhere', async () => {
    const { clock, published, publisher } = start();
    publisher.changed('a');
    publisher.changedEverywhere();
    await clock.advance(500);
    expect(published.map(({ subjects }) => subjects)).toEqual([[]]);
  });

  it('publishes what is pending when it is stopped', async () => {
    const { published, publisher } = start();
    publisher.changed('a');
    await publisher.stop();
    expect(published.map(({ subjects }) => subjects)).toEqual([['a']]);
  });

  it('lives on when publishing fails', async () => {
    const { clock, published, logger, signals, publisher } = start();
    signals.publish.mockRejectedValueOnce(new Error('no bus'));
    publisher.changed('a');
    await clock.advance(500);
    publisher.changed('b');
    await clock.advance(500);
    expect(published.map(({ subjects }) => subjects)).toEqual([['b']]);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });
});
