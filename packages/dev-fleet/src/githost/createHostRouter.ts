import { Router } from 'express';
import type { GitHost } from './GitHost';
import { parseHostFaults } from './parseHostFaults';

/**
 * Ways to look at a host and to interfere with it, for the control API:
 * `GET /git-host`, `POST|DELETE /git-host/faults`, `DELETE /git-host/calls`.
 *
 * @public
 */
export function createHostRouter(host: GitHost): Router {
  const router = Router();
  router.get('/git-host', (_req, res) => {
    res.json({
      url: host.url,
      repositories: host.repositories.map(({ fullName }) => fullName),
      faults: host.faults.list(),
      calls: host.calls,
      unsupportedCalls: host.unsupportedCalls,
      failures: host.failures.map(String),
      deliveries: host.webhooks.deliveries,
    });
  });
  router.post('/git-host/faults', (req, res) => {
    const parsed = parseHostFaults(req.body);
    if (parsed.ok) {
      host.faults.set(parsed.value);
      res.json({ items: host.faults.list() });
    } else {
      res.status(400).json({ error: parsed.reason });
    }
  });
  router.delete('/git-host/faults', (_req, res) => {
    host.faults.clear();
    res.status(204).end();
  });
  router.delete('/git-host/calls', (_req, res) => {
    host.clearCalls();
    res.status(204).end();
  });
  return router;
}
