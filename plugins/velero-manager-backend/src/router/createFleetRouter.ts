import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { auditFleetRead } from './auditFleetRead';
import type { RouterOptions } from './createRouter';

/** The fleet in numbers. @internal */
export function createFleetRouter(options: RouterOptions): Router {
  const { httpAuth, reports } = options;
  const router = PromiseRouter();

  router.get('/v1/fleet/summary', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const summary = await auditFleetRead(options, req, () =>
      reports.getFleetSummary({ credentials }),
    );
    res.json(summary);
  });

  return router;
}
