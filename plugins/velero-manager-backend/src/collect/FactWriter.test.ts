import { FactRow } from '../store/types';
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
function start() {
  const written: string[] = [];
  const pending: { end: () => void; fail: (error: Error) => void }[] = [];
  const onFault = jest.fn();
  const writer = FactWriter.create({
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
  return { writer, written, pending, next, onFault };
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
});
