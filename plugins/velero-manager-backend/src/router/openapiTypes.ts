import type { JsonObject } from '@backstage/types';

/** One parameter of a route. @internal */
export interface OpenApiParameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  description?: string;
  style?: 'form';
  explode?: boolean;
  /** Characters such as `:` and `/` of an entity ref may come unescaped. */
  allowReserved?: boolean;
  schema: JsonObject;
}

/** One method of one path. @internal */
export interface OpenApiOperation {
  operationId: string;
  summary: string;
  description?: string;
  parameters: OpenApiParameter[];
  requestBody?: {
    required: true;
    content: Record<'application/json', { schema: JsonObject }>;
  };
  /** The permission that the route asks for. */
  'x-permission': string;
  /** `planned`: declared, but answered with 501. */
  'x-since'?: 'planned';
  responses: Record<string, object>;
}

/** The methods of one path. @internal */
export type OpenApiPath = Partial<Record<'get' | 'post', OpenApiOperation>>;

/** The part of OpenAPI 3.1 that we use. @internal */
export interface OpenApiDocument {
  openapi: '3.1.0';
  info: {
    title: string;
    version: string;
    description: string;
    license: { name: string; identifier: string };
  };
  servers: { url: string }[];
  security: Record<string, string[]>[];
  paths: Record<string, OpenApiPath>;
  components: {
    securitySchemes: Record<string, object>;
    schemas: Record<string, JsonObject>;
    responses: Record<string, object>;
  };
}
