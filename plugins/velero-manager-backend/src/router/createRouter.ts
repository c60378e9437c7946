import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import express, { type Router } from 'express';
import type { ChangeService } from '../changes';
import type { HistoryService } from '../history';
import type { ReportService } from '../reports';
import { createChangesRouter } from './createChangesRouter';
import { createClustersRouter } from './createClustersRouter';
import { createEntitiesRouter } from './createEntitiesRouter';
import { createFleetRouter } from './createFleetRouter';
import { createHistoryRouter } from './createHistoryRouter';
import { createPlansRouter } from './createPlansRouter';
import { createPlannedRouter } from './createPlannedRouter';
import { createOpenApiDocument } from './openapi';
import { refuseNestedQuery } from './refuseNestedQuery';

/** What the routes need. @internal */
export interface RouterOptions {
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  /** Must ask the permission policy itself: routes do not. */
  reports: ReportService;
  /** Must ask the permission policy itself: routes do not. */
  history: HistoryService;
  /** Must ask the permission policy itself: routes do not. */
  changes: ChangeService;
}

/** An intent is a form: a few KB, though it may name many namespaces. */
const MAX_BODY = '1mb';

/**
 * The HTTP API. Requests that break the OpenAPI document are refused with an
 * InputError that names the parameter; the document itself is served at
 * `/openapi.json`.
 *
 * @internal
 */
export function createRouter(options: RouterOptions): Router {
  const document = createOpenApiDocument();
  // Typed as a plain router: paths and parameters are checked at run time, and
  // parsed by the schemas that the document is made of.
  const router: Router = createValidatedOpenApiRouter(document as never, {
    // Who calls is Backstage's to check: not all callers send a header.
    validatorOptions: { validateSecurity: false },
    middleware: [express.json({ limit: MAX_BODY }), refuseNestedQuery],
  });
  router.use(createEntitiesRouter(options));
  router.use(createClustersRouter(options));
  router.use(createFleetRouter(options));
  router.use(createHistoryRouter(options));
  router.use(createPlansRouter(options));
  router.use(createChangesRouter(options));
  router.use(createPlannedRouter({ ...options, document }));
  return router;
}
