import { clusterQuerySchema } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { auditFleetRead } from './auditFleetRead';
import type { RouterOptions } from './createRouter';
import { parseQuery } from './parseQuery';

/** Lists of clusters, and the report of one. @internal */
export function createClustersRouter(options: RouterOptions): Router {
  const { httpAuth, reports } = options;
  const router = PromiseRouter();

  router.get('/v1/clusters', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const query = parseQuery(clusterQuerySchema, req.query);
    const list = await auditFleetRead(options, req, () =>
      reports.listClusters(query, { credentials }),
    );
    res.json(list);
  });

  router.get('/v1/clusters/:cluster', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const { cluster } = req.params;
    res.json(await reports.getClusterReport(cluster, { credentials }));
  });

  return router;
}
