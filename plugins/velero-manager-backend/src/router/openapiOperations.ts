import type { OpenApiOperation, OpenApiParameter } from './openapiTypes';

/** A reference to a shared schema. @internal */
export const refTo = (id: string) => ({ $ref: `#/components/schemas/${id}` });

/** A reference to a shared answer. */
const responseTo = (name: string) => ({
  $ref: `#/components/responses/${name}`,
});

const failures = {
  '400': responseTo('InputError'),
  '401': responseTo('AuthenticationError'),
  '403': responseTo('NotAllowedError'),
};

/** What every route says of itself. @internal */
export interface RouteOptions {
  operationId: string;
  summary: string;
  permission: { name: string };
  parameters?: OpenApiParameter[];
}

/** A route that answers with one of the shared schemas. @internal */
export function reads(
  options: RouteOptions & { answer: string; description?: string },
): OpenApiOperation {
  const { operationId, summary, description, permission, parameters } = options;
  const named = parameters?.some(parameter => parameter.in === 'path');
  return {
    operationId,
    summary,
    ...(description && { description }),
    parameters: parameters ?? [],
    'x-permission': permission.name,
    responses: {
      '200': {
        description: 'What was asked for',
        content: { 'application/json': { schema: refTo(options.answer) } },
      },
      ...failures,
      ...(named && { '404': responseTo('NotFoundError') }),
    },
  };
}

/** A route that is agreed upon but not served yet. @internal */
export function planned(options: RouteOptions): OpenApiOperation {
  return {
    operationId: options.operationId,
    summary: options.summary,
    parameters: options.parameters ?? [],
    'x-permission': options.permission.name,
    'x-since': 'planned',
    responses: { ...failures, '501': responseTo('NotImplementedError') },
  };
}

/** A route that takes a body, and may fail for what it finds outside. @internal */
export function takes(
  options: RouteOptions & {
    body: string;
    answer: string;
    description: string;
    /** Whether what it makes is answered with 201. */
    creates?: boolean;
  },
): OpenApiOperation {
  const { body, answer, creates, ...route } = options;
  const operation = reads({ ...route, answer });
  return {
    ...operation,
    requestBody: {
      required: true,
      content: { 'application/json': { schema: refTo(body) } },
    },
    responses: {
      ...operation.responses,
      ...(creates && { '201': operation.responses['200'] }),
      '404': responseTo('NotFoundError'),
      '409': responseTo('ConflictError'),
      '429': responseTo('TooManyRequestsError'),
      '503': responseTo('ServiceUnavailableError'),
    },
  };
}
