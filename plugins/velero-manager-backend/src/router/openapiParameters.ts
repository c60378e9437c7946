import type { JsonObject } from '@backstage/types';
import { clusterQuerySchema } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { z } from 'zod';
import { toJsonSchema } from './openapiComponents';
import type { OpenApiParameter } from './openapiTypes';

/**
 * The query parameters that a schema describes. Lists are declared as repeated
 * parameters; the schema itself also takes comma lists.
 *
 * @internal
 */
export function toParameters(schema: z.ZodObject): OpenApiParameter[] {
  const { properties = {} } = toJsonSchema(schema, { io: 'output' }) as {
    properties?: Record<string, JsonObject>;
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: 'query',
    required: false,
    ...(property.type === 'array' && {
      description: 'Repeat it, or separate values by commas',
      style: 'form' as const,
      explode: false,
    }),
    allowReserved: true,
    schema: property,
  }));
}

/** `limit` and `cursor`, which every list has. @internal */
export const pagingParameters = toParameters(
  clusterQuerySchema.pick({ limit: true, cursor: true }),
);

const part = (name: string, description: string): OpenApiParameter => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: {
    type: 'string',
    maxLength: 253,
    // Catalog names, whatever a portal allows beyond Backstage's defaults,
    // begin and end with a letter or digit; `..` and escapes never pass.
    pattern: '^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$',
  },
});

/** The parts of an entity ref. @internal */
export const entityParameters = [
  part('kind', 'Kind of the catalog entity'),
  part('namespace', 'Namespace of the catalog entity'),
  part('name', 'Name of the catalog entity'),
];

/** The name of a cluster. @internal */
export const clusterParameter = part('cluster', 'Name of the cluster');
