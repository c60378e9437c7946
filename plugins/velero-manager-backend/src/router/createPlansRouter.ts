import { planRequestSchema } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { aboutIntent } from './aboutIntent';
import { auditWrite } from './auditWrite';
import type { RouterOptions } from './createRouter';
import { parseBody } from './parseBody';

/** What intents can be about, and what they would change. @internal */
export function createPlansRouter(options: RouterOptions): Router {
  const { auditor, httpAuth, changes } = options;
  const router = PromiseRouter();

  router.get('/v1/environments', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    res.json(await changes.listEnvironments({ credentials }));
  });

  router.post('/v1/plans', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const body = parseBody(planRequestSchema, req.body);
    const preview = await auditWrite(
      {
        auditor,
        request: req,
        eventId: 'plan-create',
        meta: aboutIntent(body.intent),
        outcomeOf: ({ result, repository }) => ({
          result,
          repository: repository.name,
        }),
      },
      () => changes.plan(body, { credentials }),
    );
    res.json(preview);
  });

  return router;
}
