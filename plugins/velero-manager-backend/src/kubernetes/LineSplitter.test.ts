import fc from 'fast-check';
import { LineSplitter, type SplitLines } from './LineSplitter';

/** What comes of all chunks up to a problem. */
function split(chunks: Uint8Array[], maxLineBytes = 1_000_000): SplitLines {
  const splitter = LineSplitter.create({ maxLineBytes });
  const lines: string[] = [];
  for (const chunk of chunks) {
    const taken = splitter.take(chunk);
    lines.push(...taken.lines);
    if (taken.problem) {
      return { lines, problem: taken.problem };
    }
  }
  return { lines, problem: null };
}

const well = (...lines: string[]) => ({ lines, problem: null });

/** Cuts bytes at the given places, whatever character they fall into. */
function cut(bytes: Uint8Array, places: number[]): Uint8Array[] {
  const ends = [...places.map(place => place % (bytes.length + 1))].sort(
    (a, b) => a - b,
  );
  return [...ends, bytes.length].map((end, index) =>
    bytes.subarray(ends[index - 1] ?? 0, end),
  );
}

describe('LineSplitter', () => {
  it('finds the same lines wherever the stream is cut', () => {
    const line = fc
      .string({ unit: 'binary' })
      .map(text => text.replaceAll('\n', ''));
    fc.assert(
      fc.property(
        fc.array(line),
        fc.array(fc.nat(), { maxLength: 20 }),
        (lines, places) => {
          const text = lines.map(each => `${each}\n`).join('');
          const bytes = new TextEncoder().encode(text);
          expect(split(cut(bytes, places))).toEqual(well(...lines));
        },
      ),
    );
  });

  it('gives all lines of a chunk together, and the rest with the next', () => {
    const splitter = LineSplitter.create({ maxLineBytes: 100 });
    const take = (text: string) => splitter.take(Buffer.from(text));
    expect(take('a\nb\n\nc')).toEqual(well('a', 'b', ''));
    expect(take('d')).toEqual(well());
    expect(take('e\nf\n')).toEqual(well('cde', 'f'));
  });

  it('joins a character that is spread over chunks', () => {
    const bytes = new TextEncoder().encode('"Überprüfung 🛟"\n');
    const single = [...bytes].map(byte => Uint8Array.of(byte));
    expect(split(single)).toEqual(well('"Überprüfung 🛟"'));
  });

  it('keeps what no line end follows, whatever becomes of the chunk', () => {
    const splitter = LineSplitter.create({ maxLineBytes: 100 });
    const chunk = Buffer.from('{"a":1}\n{"b":');
    expect(splitter.take(chunk)).toEqual(well('{"a":1}'));
    chunk.fill(0);
    expect(splitter.take(Buffer.from('2}\n'))).toEqual(well('{"b":2}'));
  });

  it('refuses a line that is too long, also before its end has come', () => {
    const tooLong = { lines: [], problem: 'too long' };
    expect(split([Buffer.from('123456')], 5)).toEqual(tooLong);
    expect(split([Buffer.from('123456\n')], 5)).toEqual(tooLong);
    expect(split([Buffer.from('123'), Buffer.from('456')], 5)).toEqual(tooLong);
    expect(split([Buffer.from('123'), Buffer.from('456\n')], 5)).toEqual(
      tooLong,
    );
    expect(split([Buffer.from('12345\n12345\n')], 5)).toEqual(
      well('12345', '12345'),
    );
  });

  it.each([
    ['not UTF-8', [0xc3, 0x28, 0x0a]],
    ['too long', [0x31, 0x32, 0x33, 0x34]],
  ] as const)('gives the lines before one that is %s', (problem, bytes) => {
    const chunk = Buffer.concat([Buffer.from('ab\nc\n'), Buffer.from(bytes)]);
    expect(split([chunk], 3)).toEqual({ lines: ['ab', 'c'], problem });
  });
});
