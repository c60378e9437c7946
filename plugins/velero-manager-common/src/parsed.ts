/**
 * The outcome of reading something that came from outside: the value in our
 * own type, or one sentence that says what was wrong with it.
 *
 * @public
 */
export type Parsed<T> = { ok: true; value: T } | { ok: false; reason: string };
