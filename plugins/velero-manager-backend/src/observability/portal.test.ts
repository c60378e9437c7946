import { createServiceFactory } from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { RecordedMetrics } from './__testUtils__/RecordedMetrics';
import {
  eventually,
  startApiServer,
  startPortal,
} from './__testUtils__/startPortal';

jest.setTimeout(90_000);

describe('a portal', () => {
  it('tells how its collectors and its fleet do, in reports and in metrics', async () => {
    const server = await startApiServer();
    const metrics = new RecordedMetrics();
    const { stop, report } = await startPortal(server, [
      createServiceFactory({
        service: metricsServiceRef,
        deps: {},
        factory: () => metrics.service,
      }),
    ]);
    await eventually(async () => {
      const { collection, collector } = await report();
      expect(collection).toMatchObject({
        followedBy: expect.any(String),
        toldAt: expect.any(String),
        watchesOpen: 1,
        lagSeconds: expect.any(Number),
        breaker: { state: 'closed', reason: null },
        denied: [
          {
            ...{ verb: 'list', resource: 'schedules.velero.io' },
            message: expect.stringContaining('schedules.velero.io'),
          },
        ],
      });
      expect(collector.find(({ kind }) => kind === 'Namespace')).toMatchObject({
        ...{ state: 'synced', objects: 1, since: expect.any(String) },
      });
    });

    const seen = await eventually(async () => {
      const collected = await metrics.collect();
      expect(collected).toEqual(
        expect.arrayContaining([
          ['velero_manager.entities', 1, 'aspect=protection state=UNKNOWN'],
        ]),
      );
      return collected;
    });
    expect(seen).toEqual(
      expect.arrayContaining([
        ['velero_manager.contact', 1, 'cluster=one'],
        ['velero_manager.collector.watches', 1, ''],
        ['velero_manager.collector.clusters', 1, 'breaker=closed'],
        ['velero_manager.due.queue', expect.any(Number), ''],
      ]),
    );
    const measured = metrics.measurements.map(([name, , labels]) => [
      name,
      labels,
    ]);
    expect(measured).toEqual(
      expect.arrayContaining([
        ['velero_manager.collector.relists', 'kind=Namespace'],
        ['velero_manager.collector.events', 'kind=Namespace'],
        ['velero_manager.collector.errors', 'code=403 kind=Schedule'],
        ['velero_manager.collector.lag', 'kind=Namespace'],
        ['velero_manager.assessments', 'outcome=judged type=cluster'],
        [
          'velero_manager.transitions',
          'aspect=contact to=connected type=cluster',
        ],
      ]),
    );
    await stop();
    expect(await metrics.collect()).toEqual([]);
    server.closeAllConnections();
    server.close();
  });
});
