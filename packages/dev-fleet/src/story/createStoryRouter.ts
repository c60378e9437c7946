import { Router } from 'express';
import { ObjectBucket } from '../velero/ObjectBucket';
import type { FleetMember } from './createMembers';

/**
 * Ways to interfere with the story: `POST /buckets/<name>` with
 * `{ "unavailable": "why" | null }`, and
 * `POST /clusters/<name>/schedules/<schedule>/run`, which lifts the troubles
 * planned for the schedule's runs and starts one, as
 * `velero backup create --from-schedule` does.
 *
 * @internal
 */
export function createStoryRouter(options: {
  members: FleetMember[];
  buckets: Map<string, ObjectBucket>;
}): Router {
  const { members, buckets } = options;
  const router = Router();

  router.post('/buckets/:name', (req, res) => {
    const bucket = buckets.get(req.params.name);
    const unavailable: unknown = req.body?.unavailable;
    if (!bucket) {
      const known = [...buckets.keys()].join(', ');
      res.status(404).json({
        error: `Bucket '${req.params.name}' is not known; known are: ${known}`,
      });
    } else if (unavailable !== null && typeof unavailable !== 'string') {
      res.status(400).json({ error: "'unavailable' must be a text or null" });
    } else {
      bucket.unavailable = unavailable;
      const now = new Date();
      members.forEach(({ cluster }) => cluster.velero?.validateNow(now));
      res.status(204).end();
    }
  });

  router.post('/clusters/:name/schedules/:schedule/run', (req, res) => {
    const { name, schedule } = req.params;
    const velero = members.find(({ server }) => server.name === name)?.cluster
      .velero;
    if (!velero) {
      res
        .status(404)
        .json({ error: `There is no cluster '${name}' with Velero` });
      return;
    }
    velero.forgetPlans(schedule);
    velero.createFromSchedule(schedule, new Date());
    res.status(204).end();
  });

  return router;
}
