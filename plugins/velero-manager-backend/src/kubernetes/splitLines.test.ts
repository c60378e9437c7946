import fc from 'fast-check';
import { splitLines } from './splitLines';

async function split(chunks: Uint8Array[], maxLineBytes = 1_000_000) {
  const lines: string[] = [];
  async function* stream() {
    yield* chunks;
  }
  for await (const line of splitLines(stream(), { maxLineBytes })) {
    lines.push(line);
  }
  return lines;
}

/** Cuts bytes at the given places, whatever character they fall into. */
function cut(bytes: Uint8Array, places: number[]): Uint8Array[] {
  const ends = [...places.map(place => place % (bytes.length + 1))].sort(
    (a, b) => a - b,
  );
  return [...ends, bytes.length].map((end, index) =>
    bytes.subarray(ends[index - 1] ?? 0, end),
  );
}

describe('splitLines', () => {
  it('yields the same lines wherever the stream is cut', async () => {
    const line = fc
      .string({ unit: 'binary' })
      .map(text => text.replaceAll('\n', ''));
    await fc.assert(
      fc.asyncProperty(
        fc.array(line),
        fc.array(fc.nat(), { maxLength: 20 }),
        async (lines, places) => {
          const text = lines.map(each => `${each}\n`).join('');
          const bytes = new TextEncoder().encode(text);
          expect(await split(cut(bytes, places))).toEqual(lines);
        },
      ),
    );
  });

  it('joins a character that is spread over chunks', async () => {
    const bytes = new TextEncoder().encode('"Überprüfung 🛟"\n');
    const single = [...bytes].map(byte => Uint8Array.of(byte));
    expect(await split(single)).toEqual(['"Überprüfung 🛟"']);
  });

  it('drops what no line end follows', async () => {
    expect(await split([Buffer.from('{"a":1}\n{"b":')])).toEqual(['{"a":1}']);
  });

  it('refuses a line that is too long, also before its end has come', async () => {
    await expect(split([Buffer.from('123456')], 5)).rejects.toThrow(
      'A line is too long',
    );
    await expect(
      split([Buffer.from('123'), Buffer.from('456')], 5),
    ).rejects.toThrow('A line is too long');
    expect(await split([Buffer.from('12345\n12345\n')], 5)).toEqual([
      '12345',
      '12345',
    ]);
  });

  it('refuses bytes that are not UTF-8', async () => {
    await expect(split([Uint8Array.of(0xc3, 0x28, 0x0a)])).rejects.toThrow(
      'A line is not UTF-8',
    );
  });
});
