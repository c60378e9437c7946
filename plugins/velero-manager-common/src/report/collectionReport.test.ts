import { clusterReportSchema } from '../api/fleet';
import type { Collection } from '../facts';
import { collectionReport } from './collectionReport';

const AT = '2026-11-26T12:00:00.000Z';
const kinds: Parameters<typeof collectionReport>[0]['kinds'] = {
  Backup: {
    ...{ state: 'synced', message: null, syncedAt: AT },
    ...{ objects: 1_500, malformed: 2 },
  },
  PersistentVolumeClaim: {
    ...{ state: 'forbidden', message: 'Not allowed.', syncedAt: null },
    ...{ objects: 0, malformed: 0 },
  },
  Schedule: {
    ...{ state: 'forbidden', message: null, syncedAt: null },
    ...{ objects: 0, malformed: 0 },
  },
};
const told: Collection = {
  followedBy: 'portal-1',
  toldAt: AT,
  status: {
    startedAt: AT,
    watchesOpen: 12,
    lagMs: 250,
    lastEventAt: AT,
    breaker: { state: 'closed', since: AT, reason: null, nextTryAt: null },
    kinds: {
      Backup: { since: AT, lastEventAt: AT, denied: null },
      Schedule: { since: AT, lastEventAt: null, denied: 'watch' },
    },
  },
};
const schema = clusterReportSchema.pick({ collector: true, collection: true });

describe('collectionReport', () => {
  it('tells how each kind and the cluster is followed', () => {
    const report = schema.parse(collectionReport({ kinds, collection: told }));
    expect(report.collector.find(({ kind }) => kind === 'Backup')).toEqual({
      ...{ kind: 'Backup', state: 'synced', message: null, syncedAt: AT },
      ...{ objects: 1_500, malformed: 2, since: AT, lastEventAt: AT },
    });
    expect(report.collection).toMatchObject({
      ...{ followedBy: 'portal-1', toldAt: AT, startedAt: AT },
      ...{ watchesOpen: 12, lagSeconds: 0.25, lastEventAt: AT },
      breaker: { state: 'closed' },
    });
  });

  it('tells what is denied, as RBAC names it', () => {
    const { collection } = collectionReport({ kinds, collection: told });
    expect(collection.denied).toEqual(
      expect.arrayContaining([
        {
          ...{ verb: 'watch', resource: 'schedules.velero.io' },
          ...{ kind: 'Schedule', message: null },
        },
        {
          ...{ verb: 'list', resource: 'persistentvolumeclaims' },
          ...{ kind: 'PersistentVolumeClaim', message: 'Not allowed.' },
        },
      ]),
    );
    expect(collection.denied).toHaveLength(2);
  });

  it('does not tell as present what a replica told that is gone', () => {
    const { collection } = schema.parse(
      collectionReport({ kinds, collection: { ...told, followedBy: null } }),
    );
    expect(collection).toMatchObject({
      ...{ followedBy: null, toldAt: null, startedAt: null, breaker: null },
      ...{ watchesOpen: null, lagSeconds: null, lastEventAt: null },
    });
    expect(collection.denied).toHaveLength(2);
  });
});
