const NEWLINE = 0x0a;

/**
 * A line that cannot be one. `problem` says why, without quoting it.
 *
 * @internal
 */
export class LineError extends Error {
  name = 'LineError' as const;
  readonly problem: 'too long' | 'not UTF-8';

  constructor(problem: 'too long' | 'not UTF-8') {
    super(`A line is ${problem}`);
    this.problem = problem;
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decode(line: Uint8Array): string {
  try {
    return decoder.decode(line);
  } catch {
    throw new LineError('not UTF-8');
  }
}

/**
 * Cuts a stream of bytes into lines of text without their line ends. Lines and
 * characters may be spread over any number of chunks. What follows the last
 * line end is dropped: a watch ends each event with one, so the rest is an
 * event that was cut and will be sent again.
 *
 * @throws LineError for a line longer than `maxLineBytes`, and for bytes that
 * are not UTF-8
 * @internal
 */
export async function* splitLines(
  chunks: AsyncIterable<Uint8Array>,
  options: { maxLineBytes: number },
): AsyncGenerator<string> {
  let parts: Uint8Array[] = [];
  let length = 0;
  const keep = (part: Uint8Array) => {
    length += part.length;
    if (length > options.maxLineBytes) {
      throw new LineError('too long');
    }
    parts.push(part);
  };

  for await (const chunk of chunks) {
    let start = 0;
    let end = chunk.indexOf(NEWLINE);
    while (end >= 0) {
      keep(chunk.subarray(start, end));
      const line = parts.length === 1 ? parts[0] : Buffer.concat(parts);
      parts = [];
      length = 0;
      yield decode(line);
      start = end + 1;
      end = chunk.indexOf(NEWLINE, start);
    }
    keep(chunk.subarray(start));
  }
}
