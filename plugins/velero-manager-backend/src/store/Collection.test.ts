import type { CollectionStatus } from '@velero-manager/backstage-plugin-velero-manager-common';
import { defineCluster } from './__testUtils__/facts';
import { createTestDatabases, openStore } from './__testUtils__/openStore';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const AT = '2026-11-26T12:00:00.000Z';
const status: CollectionStatus = {
  startedAt: AT,
  watchesOpen: 3,
  lagMs: 12,
  lastEventAt: null,
  breaker: { state: 'open', since: AT, reason: 'refused', nextTryAt: AT },
  kinds: { Backup: { since: AT, lastEventAt: AT, denied: null } },
};

describe.each(databases.eachSupportedId())('collections, %p', databaseId => {
  it('are known to every replica, with who follows the cluster', async () => {
    const knex = await databases.init(databaseId);
    const store = await openStore(knex);
    await store.putClusters([defineCluster('one'), defineCluster('two')]);
    const load = async (name: string) =>
      (await store.loadClusterDetail(name))?.collection;
    expect(await load('one')).toEqual({
      ...{ followedBy: null, toldAt: null, status: null },
    });

    await store.leases.join('portal-1', { livesForMs: 60_000 });
    await store.leases.know('portal-1', [{ name: 'one', followable: true }]);
    const [lease] = await store.leases.take('portal-1', {
      ...{ limit: 10, unlessKnownTo: [] },
    });
    const onStale = jest.fn();
    const { signal } = new AbortController();
    const leased = store.underLease(lease, { signal, onStale });
    await leased.recordCollection('one', { ...status, watchesOpen: 2 });
    // What a server says may hold what PostgreSQL cannot store.
    const breaker = { ...status.breaker, reason: 're\u0000fused' };
    await leased.recordCollection('one', { ...status, breaker });
    const told = await load('one');
    expect(told).toMatchObject({
      followedBy: 'portal-1',
      status: {
        ...status,
        breaker: { ...status.breaker, reason: 're\uFFFDfused' },
      },
    });
    expect(Date.parse(told?.toldAt ?? '')).not.toBeNaN();
    expect(await load('two')).toMatchObject({ status: null });

    await knex('replicas').update({ expires_at: 0 });
    expect(await load('one')).toMatchObject({ followedBy: null });
    await expect(leased.recordCollection('one', status)).rejects.toThrow(
      'is not held any more',
    );
    expect(onStale).toHaveBeenCalled();
  });
});
