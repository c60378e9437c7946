import { mockServices } from '@backstage/backend-test-utils';
import { FakeClock } from '../kubernetes/__testUtils__/FakeClock';
import { ContactRecorder } from './ContactRecorder';

function start() {
  const clock = new FakeClock();
  const writes: string[] = [];
  const measured: { skewMs: number | null } = { skewMs: null };
  const recorder = ContactRecorder.create({
    cluster: 'prod-1',
    store: {
      recordContact: async (cluster, moved) => {
        writes.push(
          `${cluster}: ${moved ? `${moved.skewMs} ms ahead` : 'seen'}`,
        );
      },
      recordContactFailure: async (cluster, message) => {
        writes.push(`${cluster}: ${message}`);
      },
    },
    clock,
    logger: mockServices.logger.mock(),
    skewMs: () => measured.skewMs,
  });
  return { clock, writes, recorder, measured };
}

describe('ContactRecorder', () => {
  it('writes once for a flood of events', async () => {
    const { clock, writes, recorder } = start();
    for (let i = 0; i < 100; i++) {
      await recorder.seen();
      await clock.advance(10);
    }
    expect(writes).toEqual(['prod-1: seen']);
    await clock.advance(2_000);
    await recorder.seen();
    expect(writes).toHaveLength(2);
  });

  it('notes how far the clock is off when that changes by more than a second', async () => {
    const { clock, writes, recorder, measured } = start();
    for (const skewMs of [null, 400, 1_300, 1_500, -200, 300]) {
      measured.skewMs = skewMs;
      await recorder.seen();
      await clock.advance(2_000);
    }
    expect(writes).toEqual([
      'prod-1: seen',
      'prod-1: 400 ms ahead',
      'prod-1: seen',
      'prod-1: 1500 ms ahead',
      'prod-1: -200 ms ahead',
      'prod-1: seen',
    ]);
  });

  it('writes a failure once, another one again, and the return at once', async () => {
    const { writes, recorder } = start();
    await recorder.seen();
    await recorder.failed('connection refused');
    await recorder.failed('connection refused');
    await recorder.failed('timed out');
    await recorder.seen();
    expect(writes).toEqual([
      'prod-1: seen',
      'prod-1: connection refused',
      'prod-1: timed out',
      'prod-1: seen',
    ]);
  });
});
