const NEWLINE = 0x0a;

/** Why something is no line. @internal */
export type LineProblem = 'too long' | 'not UTF-8';

/** What a chunk has completed. @internal */
export interface SplitLines {
  /** Without their line ends. */
  lines: string[];
  /** What is wrong with what follows these, if anything is. */
  problem: LineProblem | null;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decode(line: Uint8Array): string | null {
  try {
    return decoder.decode(line);
  } catch {
    return null;
  }
}

/**
 * Cuts a stream of bytes into lines of text. Lines and characters may be spread
 * over any number of chunks. What follows the last line end waits for the rest:
 * a watch ends each event with one, so where no more comes it is an event that
 * was cut and will be sent again.
 *
 * @internal
 */
export class LineSplitter {
  readonly #maxLineBytes: number;
  /** The line that has begun. */
  #parts: Uint8Array[] = [];
  #length = 0;

  private constructor(maxLineBytes: number) {
    this.#maxLineBytes = maxLineBytes;
  }

  static create(options: { maxLineBytes: number }): LineSplitter {
    return new LineSplitter(options.maxLineBytes);
  }

  /** All lines that end in this chunk. After a problem there is nothing more to be had. */
  take(chunk: Uint8Array): SplitLines {
    const lines: string[] = [];
    let start = 0;
    let end = chunk.indexOf(NEWLINE);
    while (end >= 0) {
      const bytes = this.#complete(chunk.subarray(start, end));
      const line = bytes && decode(bytes);
      if (line === null) {
        return { lines, problem: bytes ? 'not UTF-8' : 'too long' };
      }
      lines.push(line);
      start = end + 1;
      end = chunk.indexOf(NEWLINE, start);
    }
    const isKept = this.#keep(chunk.subarray(start));
    return { lines, problem: isKept ? null : 'too long' };
  }

  /** The bytes of a line of which this is the end; `null` where they are too many. */
  #complete(end: Uint8Array): Uint8Array | null {
    if (this.#length + end.length > this.#maxLineBytes) {
      return null;
    }
    const line =
      this.#parts.length === 0 ? end : Buffer.concat([...this.#parts, end]);
    this.#parts = [];
    this.#length = 0;
    return line;
  }

  /** As a copy: a part would keep its whole chunk in memory until the next event. */
  #keep(part: Uint8Array): boolean {
    this.#length += part.length;
    if (part.length > 0) {
      this.#parts.push(new Uint8Array(part));
    }
    return this.#length <= this.#maxLineBytes;
  }
}
