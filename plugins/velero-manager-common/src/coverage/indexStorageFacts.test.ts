import {
  claim,
  cluster,
  kind,
  pod,
  veleroServer,
} from '../health/__fixtures__/facts';
import { nodeAgent, resourcePolicy, volume } from './__fixtures__/storage';
import { indexStorageFacts } from './indexStorageFacts';

const FULL = cluster({
  objects: {
    PersistentVolumeClaim: [claim()],
    PersistentVolume: [volume()],
    Pod: [
      pod({
        volumes: [
          { name: 'a', claim: 'data', isMounted: true },
          { name: 'b', claim: 'data', isMounted: true },
          { name: 'c', claim: 'logs', isMounted: true },
        ],
      }),
      pod({ name: 'shop-1' }),
    ],
    StorageClass: [],
    VolumeSnapshotClass: [],
    VeleroServer: [veleroServer()],
    NodeAgent: [nodeAgent()],
    ResourcePolicy: [resourcePolicy()],
  },
});

describe('indexStorageFacts', () => {
  it('makes facts ready to be looked up', () => {
    const facts = indexStorageFacts(FULL);
    expect(facts.claims?.get('shop/data')).toEqual(claim());
    expect(facts.volumes?.get('pv-data')).toEqual(volume());
    expect(
      facts.podsByClaim?.get('shop/data')?.map(({ name }) => name),
    ).toEqual(['shop-0', 'shop-1']);
    expect(facts.podsByClaim?.get('shop/logs')).toHaveLength(1);
    expect(facts.servers.get('velero')?.version).toBe('v1.18.2');
    expect(facts.nodeAgents?.get('velero')).toEqual([nodeAgent()]);
    expect(facts.policies?.get('velero/policy')).toEqual(resourcePolicy());
    expect(facts.storageClasses?.size).toBe(0);
    expect(facts.snapshotClasses).toEqual([]);
  });

  it.each(['pending', 'forbidden', 'failed'] as const)(
    'does not take what is %s for complete',
    state => {
      const kinds = Object.fromEntries(
        Object.keys(FULL.kinds).map(name => [
          name,
          kind({ state, syncedAt: null }),
        ]),
      );
      const { servers, ...lists } = indexStorageFacts({ ...FULL, kinds });
      expect(servers.size).toBe(0);
      expect(Object.values(lists).every(list => list === null)).toBe(true);
    },
  );

  it('takes what was read in full and is tried again as it was', () => {
    const kinds = Object.fromEntries(
      Object.keys(FULL.kinds).map(name => [name, kind({ state: 'failed' })]),
    );
    expect(indexStorageFacts({ ...FULL, kinds })).toEqual(
      indexStorageFacts(FULL),
    );
  });

  it('knows nothing of kinds that were not asked for', () => {
    const { servers, ...lists } = indexStorageFacts(cluster());
    expect(servers.size).toBe(0);
    expect(Object.values(lists).every(list => list === null)).toBe(true);
  });

  it('knows that a kind which the cluster does not serve has no objects', () => {
    const absent = kind({ state: 'absent' });
    expect(
      indexStorageFacts({
        objects: {},
        kinds: { VolumeSnapshotClass: absent },
      }).snapshotClasses,
    ).toEqual([]);
  });
});
