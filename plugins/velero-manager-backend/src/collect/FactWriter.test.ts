import { FactRow } from '../store/types';
import { FakeClock } from '../kubernetes/__testUtils__/FakeClock';
import { FactWriter } from './FactWriter';

function row(name: string, resourceVersion = '1'): FactRow {
  return { namespace: 'velero', name, resourceVersion } as unknown as FactRow;
}

function upsert(...rows: FactRow[]) {
  const [{ resourceVersion }] = rows;
  const position = { namespace: '', resourceVersion, basis: 'b' };
  return { type: 'upserted' as const, rows, malformed: 0, position };
}

/** A writer whose writes end when the test says so. */
function start(cluster = 'prod-1', clock = new FakeClock()) {
  const written: string[] = [];
  const pending: { end: () => void; fail: (error: Error) => void }[] = [];
  const onFault = jest.fn();
  const writer = FactWriter.create({
    ...{ cluster, clock },
    async write(delta) {
      await new Promise<void>((end, fail) => pending.push({ end, fail }));
      const names =
        delta.type === 'upserted'
          ? delta.rows.map(one => `${one.name}@${one.resourceVersion}`)
          : delta.keys.map(({ name }) => `-${name}`);
      written.push(`${names.join()} => ${delta.position?.resourceVersion}`);
    },
    onFault,
  });
  const next = async () => {
    pending.shift()?.end();
    await new Promise(resolve => setImmediate(resolve));
  };
  return { writer, written, pending, next, onFault, clock };
}

describe('FactWriter', () => {
  it('keeps the last word on each object, and the position for the end', async () => {
    const { writer, written, next } = start();
    await writer.push(upsert(row('a', '1')));
    await writer.push(upsert(row('b', '2')));
    await writer.push(upsert(row('c', '3')));
    await writer.push(upsert(row('b', '4')));
    await writer.push({
      ...{ type: 'removed', keys: [{ namespace: 'velero', name: 'c' }] },
      position: { namespace: '', resourceVersion: '5', basis: 'b' },
    });
    const drained = writer.drain();
    await next();
    await next();
    await next();
    await drained;
    expect(written).toEqual(['a@1 => 1', 'b@4 => undefined', '-c => 5']);
  });

  it('brings back what was deleted and is there again', async () => {
    const { writer, written, next } = start();
    await writer.push(upsert(row('a', '1')));
    await writer.push({
      type: 'removed',
      keys: [{ namespace: 'velero', name: 'a' }],
    });
    await writer.push(upsert(row('a', '3')));
    await next();
    await next();
    await writer.drain();
    expect(written).toEqual(['a@1 => 1', 'a@3 => 3']);
  });

  it('makes who sends more than may wait wait, too', async () => {
    const { writer, pending, next } = start();
    await writer.push(upsert(row('first')));
    for (let i = 0; i < 499; i++) {
      await writer.push(upsert(row(`n${i}`)));
    }
    let isTaken = false;
    const last = writer.push(upsert(row('last'))).then(() => {
      isTaken = true;
    });
    await new Promise(resolve => setImmediate(resolve));
    expect([isTaken, pending.length]).toEqual([false, 1]);
    await next();
    expect([isTaken, pending.length]).toEqual([true, 1]);
    await next();
    await last;
    await writer.drain();
  });

  it('tells of a write that fails, and writes nothing after it', async () => {
    const { writer, written, pending, next, onFault } = start();
    await writer.push(upsert(row('a')));
    await writer.push(upsert(row('b')));
    pending.shift()?.fail(new Error('the disk is full'));
    await next();
    expect(onFault).toHaveBeenCalledTimes(1);
    await expect(writer.drain()).rejects.toThrow('the disk is full');
    await expect(writer.push(upsert(row('c')))).rejects.toThrow('the disk');
    expect([written, pending]).toEqual([[], []]);
  });

  describe('what nobody waits for', () => {
    const quiet = { isNews: false };

    it('is put off to the next turn of its cluster, and stored whole', async () => {
      const { writer, written, pending, next, clock } = start();
      await writer.push(upsert(row('a', '1')), quiet);
      await writer.push(upsert(row('b', '2')), quiet);
      expect(pending).toHaveLength(0);
      await clock.advance(10_000);
      expect(pending).toHaveLength(1);
      await next();
      expect(written).toEqual(['a@1,b@2 => 2']);
    });

    it('comes every ten seconds, with a tenth of the clusters in each second', async () => {
      const clock = new FakeClock();
      const turns = await Promise.all(
        Array.from({ length: 200 }, async (_, i) => {
          const { writer, pending } = start(`cluster-${i}`, clock);
          await writer.push(upsert(row('a')), quiet);
          return pending;
        }),
      );
      const begun = () => turns.filter(({ length }) => length > 0).length;
      const bySecond: number[] = [];
      await clock.advance(1_000 - (clock.now() % 1_000));
      for (let second = 0; second < 10; second += 1) {
        const before = second === 0 ? 0 : begun();
        await clock.advance(second === 0 ? 0 : 1_000);
        bySecond.push(begun() - before);
      }
      expect(begun()).toBe(200);
      expect(Math.min(...bySecond)).toBeGreaterThan(5);
      expect(Math.max(...bySecond)).toBeLessThan(40);
    });

    it('goes with the next news, in order', async () => {
      const { writer, written, next, pending, clock } = start();
      await writer.push(upsert(row('a', '1')), quiet);
      await writer.push(upsert(row('b', '2')));
      await next();
      expect(written).toEqual(['a@1,b@2 => 2']);
      await clock.advance(20_000);
      expect(pending).toHaveLength(0);
    });

    it('is written where somebody waits for all of it', async () => {
      const { writer, written, next } = start();
      await writer.push(upsert(row('a', '1')), quiet);
      const drained = writer.drain();
      await next();
      await drained;
      expect(written).toEqual(['a@1 => 1']);
    });

    it('is not written after the end', async () => {
      const { writer, pending, clock } = start();
      await writer.push(upsert(row('a', '1')), quiet);
      writer.end();
      await clock.advance(20_000);
      expect(pending).toHaveLength(0);
    });
  });
});
