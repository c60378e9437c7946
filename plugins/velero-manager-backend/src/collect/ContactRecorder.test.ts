import { mockServices } from '@backstage/backend-test-utils';
import { FakeClock } from '../kubernetes/__testUtils__/FakeClock';
import { FactStore } from '../store/types';
import { ContactRecorder } from './ContactRecorder';

function start({ silentAfterMs = 300_000 } = {}) {
  const clock = new FakeClock();
  const writes: string[] = [];
  const moved: string[] = [];
  const measured: { skewMs: number | null } = { skewMs: null };
  const recordContact: FactStore['recordContact'] = async (
    cluster,
    { skewMs, positions = [] } = {},
  ) => {
    writes.push(
      `${cluster}: ${skewMs === undefined ? 'seen' : `${skewMs} ms ahead`}`,
    );
    moved.push(
      ...positions.map(
        one => `${one.kind}/${one.namespace} ${one.resourceVersion}`,
      ),
    );
  };
  const store = {
    recordContact: jest.fn(recordContact),
    recordContactFailure: async (cluster: string, message: string) => {
      writes.push(`${cluster}: ${message}`);
    },
  };
  const recorder = ContactRecorder.create({
    ...{ cluster: 'prod-1', store },
    clock,
    logger: mockServices.logger.mock(),
    skewMs: () => measured.skewMs,
    silentAfterMs,
  });
  return { clock, writes, moved, recorder, measured, store };
}

describe('ContactRecorder', () => {
  it('writes once for a flood of events', async () => {
    const { clock, writes, recorder } = start();
    for (let i = 0; i < 100; i++) {
      await recorder.seen();
      await clock.advance(10);
    }
    expect(writes).toEqual(['prod-1: seen']);
    await clock.advance(30_000);
    await recorder.seen();
    await clock.advance(1_000);
    expect(writes).toHaveLength(2);
  });

  it('notes how far the clock is off when that changes by more than a second', async () => {
    const { clock, writes, recorder, measured } = start();
    for (const skewMs of [null, 400, 1_300, 1_500, -200, 300]) {
      measured.skewMs = skewMs;
      await recorder.seen();
      await clock.advance(31_000);
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

  it('notes contact more often where silence is noticed sooner', async () => {
    const { clock, writes, recorder } = start({ silentAfterMs: 12_000 });
    await recorder.seen();
    await clock.advance(1_999);
    await recorder.seen();
    expect(writes).toHaveLength(1);
    await clock.advance(1);
    await recorder.seen();
    await clock.advance(1_000);
    expect(writes).toHaveLength(2);
  });

  it('notes what is no news at the full second, with all clusters', async () => {
    const { clock, writes, recorder } = start();
    await recorder.seen();
    await clock.advance(30_250);
    await recorder.seen();
    await recorder.seen();
    expect(writes).toHaveLength(1);
    await clock.advance(749);
    expect(writes).toHaveLength(1);
    await clock.advance(1);
    expect(writes).toHaveLength(2);
  });

  it('does not note contact that was lost before the note', async () => {
    const { clock, writes, recorder } = start();
    await recorder.seen();
    await clock.advance(30_250);
    await recorder.seen();
    await recorder.failed('connection refused');
    await clock.advance(60_000);
    expect(writes).toEqual(['prod-1: seen', 'prod-1: connection refused']);
  });

  it('lets whoever sees the cluster next wait for a store that failed', async () => {
    const { clock, writes, recorder, store } = start();
    await recorder.seen();
    await clock.advance(30_250);
    await recorder.seen();
    store.recordContact.mockRejectedValue(new Error('no database'));
    await clock.advance(1_000);
    await expect(recorder.seen()).rejects.toThrow('no database');
    expect(writes).toEqual(['prod-1: seen']);
  });

  it('notes every half a minute where watches stand that moved', async () => {
    const { clock, moved, recorder } = start();
    const at = (resourceVersion: string, namespace = '') => ({
      ...{ namespace, resourceVersion, basis: 'uid/v1/1' },
    });
    recorder.moved('Backup', at('10'));
    recorder.moved('VeleroServer', at('10', 'velero'));
    recorder.moved('VeleroServer', at('10', 'velero-two'));
    await recorder.seen();
    await clock.advance(20_000);
    recorder.moved('Backup', at('12'));
    recorder.lost('VeleroServer', 'velero');
    await recorder.seen();
    expect(moved).toEqual([]);
    await clock.advance(10_000);
    await recorder.seen();
    await clock.advance(1_000);
    const expected = ['Backup/ 12', 'VeleroServer/velero-two 10'];
    expect(moved).toEqual(expected);
    await clock.advance(60_000);
    await recorder.seen();
    expect(moved).toEqual(expected);
  });
});
