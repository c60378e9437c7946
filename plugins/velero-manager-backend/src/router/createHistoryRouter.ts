import { historyQuerySchema } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { auditFleetRead } from './auditFleetRead';
import type { RouterOptions } from './createRouter';
import { parseQuery } from './parseQuery';

/** Runs and restores of all clusters, those that are gone among them. @internal */
export function createHistoryRouter(options: RouterOptions): Router {
  const { httpAuth, history } = options;
  const router = PromiseRouter();

  router.get('/v1/backups', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const query = parseQuery(historyQuerySchema, req.query);
    const list = await auditFleetRead(options, req, () =>
      history.listBackups(query, { credentials }),
    );
    res.json(list);
  });

  router.get('/v1/restores', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const query = parseQuery(historyQuerySchema, req.query);
    const list = await auditFleetRead(options, req, () =>
      history.listRestores(query, { credentials }),
    );
    res.json(list);
  });

  return router;
}
