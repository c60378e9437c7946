/**
 * Where a matcher first matches in a text and how long, shortest first: all the
 * lengths that are worth a try from there.
 *
 * @internal
 */
export interface Found {
  readonly index: number;
  readonly lengths: readonly number[];
}

/**
 * A part of a compiled pattern.
 *
 * @internal
 */
export interface Matcher {
  readonly kind: string;
  /** How many characters it takes, or -1 if that varies. */
  readonly length: number;
  /** Whether it matches all of a text. */
  match(text: string): boolean;
  /** Where it matches first. */
  find(text: string): Found | undefined;
}

/**
 * All lengths from one to another.
 *
 * @internal
 */
export function lengthsBetween(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}
