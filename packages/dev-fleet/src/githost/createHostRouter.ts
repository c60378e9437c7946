import { Router } from 'express';
import type { GitHost } from './GitHost';
import { parseHostFaults } from './parseHostFaults';
import { newestStatuses } from './repositories/CommitStatus';
import { HostedRepository } from './repositories/HostedRepository';

/**
 * Ways to look at a host and to interfere with it, for the control API:
 * `GET /git-host`, `GET /git-host/repositories/<owner>/<name>`,
 * `POST|DELETE /git-host/faults`, `DELETE /git-host/calls`.
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
  router.get('/git-host/repositories/:owner/:name', (req, res, next) => {
    const { owner, name } = req.params;
    const repository = host.find(`${owner}/${name}`);
    if (repository) {
      describeRepository(repository).then(it => res.json(it), next);
    } else {
      res.status(404).json({ error: `There is no '${owner}/${name}'` });
    }
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

async function describeRepository(repository: HostedRepository) {
  const branches = await repository.git.listRefs('refs/heads/');
  return {
    branches: branches.map(({ ref, sha }) => ({
      name: ref.slice('refs/heads/'.length),
      sha,
    })),
    pulls: repository.pulls.map(pull => ({
      number: pull.number,
      title: pull.title,
      state: pull.merged ? 'merged' : pull.state,
      branch: pull.head.ref,
      checks: newestStatuses(repository.statusesOf(pull.head.sha)).map(
        ({ context, state }) => ({ context, state }),
      ),
    })),
  };
}
