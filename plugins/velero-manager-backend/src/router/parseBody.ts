import { InputError } from '@backstage/errors';
import type { z } from 'zod';

/**
 * Turns the body of a request into our type.
 *
 * @throws InputError that names each field that is wrong
 * @internal
 */
export function parseBody<S extends z.ZodType>(
  schema: S,
  body: unknown,
): z.output<S> {
  const result = schema.safeParse(body);
  if (!result.success) {
    const problems = result.error.issues.map(
      issue => `'${issue.path.join('.') || 'body'}': ${issue.message}`,
    );
    throw new InputError(`Malformed body ${problems.join('; ')}`);
  }
  return result.data;
}
