import { Router } from 'express';
import { ObjectBucket } from '../velero/ObjectBucket';
import { DATA_ENGINES } from './bareCluster';
import type { Fleet } from './Fleet';
import { ClusterStory } from './types';

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

const ENVIRONMENTS: ClusterStory['environment'][] = [
  'production',
  'staging',
  'development',
];

/**
 * Ways to interfere with the story:
 *
 * - `POST /buckets/<name>` with `{ "unavailable": "why" | null }`
 * - `POST /clusters/<name>/schedules/<schedule>/run` lifts the troubles planned
 *   for the schedule's runs and starts one, as
 *   `velero backup create --from-schedule` does
 * - `POST /clusters` with `{ "environment": "production" }` adds an empty one;
 *   with `"engines": ["cloudnative-pg", "longhorn"]` one with data
 * - `POST /services` with `{ "name", "cluster", "owner" }` adds one that nobody
 *   backs up, and says where the catalog is to read it
 *
 * @internal
 */
export function createStoryRouter(options: {
  fleet: Fleet;
  buckets: Map<string, ObjectBucket>;
}): Router {
  const router = Router();
  routeBuckets(router, options);
  routeSchedules(router, options);
  routeAdditions(router, options);
  return router;
}

function routeBuckets(
  router: Router,
  { fleet, buckets }: { fleet: Fleet; buckets: Map<string, ObjectBucket> },
): void {
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
      fleet.members.forEach(({ cluster }) => cluster.velero?.validateNow(now));
      res.status(204).end();
    }
  });
}

function routeSchedules(router: Router, { fleet }: { fleet: Fleet }): void {
  router.post('/clusters/:name/schedules/:schedule/run', (req, res) => {
    const { name, schedule } = req.params;
    const velero = fleet.members.find(({ server }) => server.name === name)
      ?.cluster.velero;
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
}

function routeAdditions(router: Router, { fleet }: { fleet: Fleet }): void {
  router.post('/clusters', (req, res, next) => {
    const environment = ENVIRONMENTS.find(
      known => known === req.body?.environment,
    );
    if (!environment) {
      const known = ENVIRONMENTS.join(', ');
      res.status(400).json({ error: `'environment' must be one of ${known}` });
      return;
    }
    const engines: unknown[] = [req.body?.engines ?? []].flat();
    fleet
      .addCluster(
        environment,
        DATA_ENGINES.filter(engine => engines.includes(engine)),
      )
      .then(({ cluster: { story } }) => res.status(201).json(story), next);
  });

  router.post('/services', (req, res, next) => {
    const { name, cluster = 'prod-cluster-01', owner } = req.body ?? {};
    const wrong = Object.entries({ name, cluster, owner }).find(
      ([, value]) => typeof value !== 'string' || !LABEL.test(value),
    );
    if (wrong) {
      res.status(400).json({ error: `'${wrong[0]}' must be a name` });
      return;
    }
    fleet.addService({ name, cluster, owner }).then(added => {
      if (added.ok) res.status(201).json({ name, location: added.location });
      else res.status(409).json({ error: added.reason });
    }, next);
  });
}
