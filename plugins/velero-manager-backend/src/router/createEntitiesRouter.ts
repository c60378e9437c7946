import { stringifyEntityRef } from '@backstage/catalog-model';
import { entityQuerySchema } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { auditFleetRead } from './auditFleetRead';
import type { RouterOptions } from './createRouter';
import { parseQuery } from './parseQuery';

/** Lists of entities, and the report of one. @internal */
export function createEntitiesRouter(options: RouterOptions): Router {
  const { httpAuth, reports } = options;
  const router = PromiseRouter();

  router.get('/v1/entities', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const query = parseQuery(entityQuerySchema, req.query);
    const list = await auditFleetRead(options, req, () =>
      reports.listEntities(query, { credentials }),
    );
    res.json(list);
  });

  router.get('/v1/entities/:kind/:namespace/:name/report', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const { kind, namespace, name } = req.params;
    const entityRef = stringifyEntityRef({ kind, namespace, name });
    res.json(await reports.getEntityReport(entityRef, { credentials }));
  });

  return router;
}
