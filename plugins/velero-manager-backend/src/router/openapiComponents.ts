import type { JsonObject } from '@backstage/types';
import { z } from 'zod';

/** The body of every error that Backstage answers with. */
const errorSchema = z
  .object({
    error: z.object({
      name: z.string().describe('For instance NotFoundError'),
      message: z.string(),
    }),
    request: z.object({ method: z.string(), url: z.string() }).optional(),
    response: z.object({ statusCode: z.number().int() }),
  })
  .meta({ id: 'Error' });

/**
 * The JSON schema of a zod schema, without what only clutters a document: the
 * pattern beside a format, and the bounds of a safe integer.
 *
 * @internal
 */
export function toJsonSchema(
  schema: z.ZodType,
  options: { io: 'input' | 'output' },
): JsonObject {
  const { $schema, ...jsonSchema } = z.toJSONSchema(schema, {
    ...options,
    target: 'draft-2020-12',
    override: ({ jsonSchema: one }) => {
      if (one.format) {
        delete one.pattern;
      }
      if (one.minimum === Number.MIN_SAFE_INTEGER) {
        delete one.minimum;
      }
      if (one.maximum === Number.MAX_SAFE_INTEGER) {
        delete one.maximum;
      }
      if (one.additionalProperties === false) {
        delete one.additionalProperties;
      }
      delete one.id;
    },
  });
  return JSON.parse(JSON.stringify(jsonSchema)) as JsonObject;
}

/**
 * Shared components: every schema that has an id, by that id. Answers may gain
 * fields later, so that no schema forbids others (`io: 'input'`); those of a
 * request are refused by the route, which says which they are.
 *
 * @internal
 */
export function toComponents(
  schemas: Record<string, z.ZodType>,
): Record<string, JsonObject> {
  const { $defs } = toJsonSchema(z.object({ ...schemas, errorSchema }), {
    io: 'input',
  });
  const text = JSON.stringify($defs);
  const components = JSON.parse(
    text.replaceAll('"#/$defs/', '"#/components/schemas/'),
  ) as Record<string, JsonObject>;
  return Object.fromEntries(
    Object.entries(components).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
