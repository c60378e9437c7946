import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { NotImplementedError } from '@backstage/errors';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { OpenApiDocument, OpenApiOperation } from './openapiTypes';

const METHODS = ['get', 'post'] as const;

/**
 * Answers the routes that the document declares as planned: 501, once the
 * caller has proved who it is.
 *
 * @internal
 */
export function createPlannedRouter(options: {
  httpAuth: HttpAuthService;
  document: OpenApiDocument;
}): Router {
  const { httpAuth, document } = options;
  const router = PromiseRouter();

  for (const [path, operations] of Object.entries(document.paths)) {
    const expressPath = path.replace(/\{(\w+)\}/g, ':$1');
    for (const method of METHODS) {
      const operation = operations[method];
      if (isPlanned(operation)) {
        router[method](expressPath, async req => {
          await httpAuth.credentials(req, { allow: ['user', 'service'] });
          throw new NotImplementedError(
            `${operation.operationId} is declared in the API but not served by this version`,
          );
        });
      }
    }
  }
  return router;
}

function isPlanned(
  operation: OpenApiOperation | undefined,
): operation is OpenApiOperation {
  return operation?.['x-since'] === 'planned';
}
