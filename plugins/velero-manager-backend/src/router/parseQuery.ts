import { InputError } from '@backstage/errors';
import type { z } from 'zod';

/**
 * Turns the parameters of a request into our type.
 *
 * @throws InputError that names each parameter that is wrong
 * @internal
 */
export function parseQuery<S extends z.ZodType>(
  schema: S,
  query: unknown,
): z.output<S> {
  const result = schema.safeParse(query);
  if (!result.success) {
    const problems = result.error.issues.map(
      issue => `'${issue.path.join('.')}': ${issue.message}`,
    );
    throw new InputError(`Malformed query parameter ${problems.join('; ')}`);
  }
  return result.data;
}
