import {
  changeQuerySchema,
  changeRequestSchema,
  planRequestSchema,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { JsonObject } from '@backstage/types';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { auditWrite } from './auditWrite';
import type { RouterOptions } from './createRouter';
import { parseBody } from './parseBody';
import { parseQuery } from './parseQuery';

/** Plans, and changes on their journey. @internal */
export function createChangesRouter(options: RouterOptions): Router {
  const { auditor, httpAuth, changes } = options;
  const router = PromiseRouter();

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

/** What an intent is about; it was not checked yet, and may hold anything. */
function aboutIntent(intent: Record<string, unknown>): JsonObject {
  return Object.fromEntries(
    ['kind', 'environment', 'cluster'].flatMap(key => {
      const value = intent[key];
      return typeof value === 'string' ? [[key, value.slice(0, 100)]] : [];
    }),
  );
}
