import { z } from 'zod';
import { Parsed } from '../parsed';

/**
 * Reads an object of a cluster with a schema and makes a fact of it. Never
 * throws; a failure is one sentence that names the field.
 *
 * @internal
 */
export function parseObject<S extends z.ZodType, F>(
  schema: S,
  object: unknown,
  toFact: (value: z.output<S>) => F,
): Parsed<F> {
  const read = schema.safeParse(object);
  if (read.success) return { ok: true, value: toFact(read.data) };
  const [issue] = read.error.issues;
  const field = issue.path.map(String).join('.') || 'the object';
  return { ok: false, reason: `${field} ${issue.message}` };
}
