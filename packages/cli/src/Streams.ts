/**
 * Where a command writes, and where it reads answers from: only a terminal is
 * asked.
 *
 * @public
 */
export interface Streams {
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
  stdin?: NodeJS.ReadableStream & { isTTY?: boolean };
}
