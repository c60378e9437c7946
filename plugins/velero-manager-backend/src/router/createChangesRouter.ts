import {
  changeQuerySchema,
  changeRequestSchema,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { aboutIntent } from './aboutIntent';
import { auditWrite } from './auditWrite';
import type { RouterOptions } from './createRouter';
import { parseBody } from './parseBody';
import { parseQuery } from './parseQuery';

/** Changes, and how far they have come. @internal */
export function createChangesRouter(options: RouterOptions): Router {
  const { auditor, httpAuth, changes } = options;
  const router = PromiseRouter();

  router.post('/v1/changes', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const body = parseBody(changeRequestSchema, req.body);
    const proposed = await auditWrite(
      {
        auditor,
        request: req,
        eventId: 'change-create',
        meta: aboutIntent(body.intent),
        outcomeOf: ({ result, change }) => ({
          result,
          change: change?.id ?? null,
          url: change?.url ?? null,
          mergesItself: change?.mergesItself ?? false,
        }),
      },
      () => changes.propose(body, { credentials }),
    );
    res.status(proposed.result === 'proposed' ? 201 : 200).json(proposed);
  });

  router.get('/v1/changes', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const query = parseQuery(changeQuerySchema, req.query);
    res.json(await changes.listChanges(query, { credentials }));
  });

  router.get('/v1/changes/:id', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    res.json(await changes.getChange(req.params.id, { credentials }));
  });

  return router;
}
