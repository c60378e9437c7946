/** Reads a watch line by line. */
export class WatchReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #abort: AbortController;
  readonly code: number;
  #text = '';
  #ended = false;

  private constructor(response: Response, abort: AbortController) {
    if (!response.body) throw new Error('The watch has no body');
    this.#reader = response.body.getReader();
    this.#abort = abort;
    this.code = response.status;
  }

  static async open(
    url: string,
    headers: Record<string, string> = {},
  ): Promise<WatchReader> {
    const abort = new AbortController();
    const response = await fetch(url, { headers, signal: abort.signal });
    return new WatchReader(response, abort);
  }

  /** The next line, or the rest without a line end; undefined at the end. */
  async line(): Promise<string | undefined> {
    while (!this.#text.includes('\n') && !this.#ended) {
      const { value, done } = await this.#reader.read();
      if (value) this.#text += Buffer.from(value).toString('utf8');
      this.#ended = done;
    }
    const end = this.#text.indexOf('\n');
    const line = end < 0 ? this.#text : this.#text.slice(0, end);
    this.#text = end < 0 ? '' : this.#text.slice(end + 1);
    return line === '' && this.#ended ? undefined : line;
  }

  async event() {
    const line = await this.line();
    return line === undefined ? undefined : JSON.parse(line);
  }

  /** The type and name of the next events, such as `ADDED daily`. */
  async events(count: number): Promise<string[]> {
    const result: string[] = [];
    while (result.length < count) {
      const event = await this.event();
      const name = event?.object.metadata.name;
      result.push(event ? `${event.type} ${name ?? ''}`.trim() : 'end');
    }
    return result;
  }

  close(): void {
    this.#abort.abort();
  }
}
