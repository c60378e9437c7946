import { KindRegistry } from '../../apiserver/KindRegistry';
import { defaultKinds } from '../../apiserver/kinds/defaultKinds';
import { MemoryObjectStore } from '../../apiserver/MemoryObjectStore';
import { clusterKinds } from './clusterKinds';
import { syncExternalSecrets } from './syncExternalSecrets';

const NOW = new Date('2026-11-21T12:00:00Z');
const EXTERNAL_SECRETS = 'externalsecrets.external-secrets.io';
const namespace = 'velero';

function createCluster() {
  const kinds = new KindRegistry();
  [...defaultKinds, ...clusterKinds].forEach(kind => kinds.registerKind(kind));
  const store = MemoryObjectStore.create({ kinds, now: () => NOW });
  return { name: 'prod-1', servers: [], gitops: null, store, kinds };
}

describe('syncExternalSecrets', () => {
  it('makes the Secret that is asked for, once, and says so', () => {
    const cluster = createCluster();
    const { store } = cluster;
    store.create(EXTERNAL_SECRETS, {
      metadata: { namespace, name: 'offsite' },
      spec: { target: { name: 'offsite-store' } },
    });
    syncExternalSecrets(cluster, NOW);
    const read = () =>
      store.get(EXTERNAL_SECRETS, { namespace, name: 'offsite' });
    expect(read()?.status).toMatchObject({
      conditions: [{ type: 'Ready', status: 'True' }],
    });
    const secret = store.get('secrets', { namespace, name: 'offsite-store' });
    expect(secret?.data).toBeUndefined();
    const { resourceVersion } = read()!.metadata;
    syncExternalSecrets(cluster, NOW);
    expect(read()?.metadata.resourceVersion).toBe(resourceVersion);
  });
});
