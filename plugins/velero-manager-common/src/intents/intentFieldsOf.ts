import type { z } from 'zod/v3';
import { IntentKind, intentSchemas } from './Intent';

/**
 * The names of the fields of an intent, but for its `kind`.
 *
 * @internal
 */
export function intentFieldsOf(kind: IntentKind): string[] {
  const schema = intentSchemas[kind];
  const shape: z.ZodRawShape =
    'shape' in schema ? schema.shape : schema.innerType().shape;
  return Object.keys(shape).filter(name => name !== 'kind');
}
