import { defaultJudgeSettings } from '@velero-manager/backstage-plugin-velero-manager-common';
import { LoadedCluster } from '../store/reportTypes';
import { DueSubject } from '../store/types';
import { createSubjectAssessor } from './createSubjectAssessor';

const NOW = new Date('2026-11-21T12:00:00Z');

function clusterSubject(): DueSubject {
  return {
    type: 'cluster',
    ref: 'prod-1',
    id: 'id',
    dueAt: NOW,
    now: NOW,
    ticket: 't',
  };
}

function detail(lastContactAt: string | null, failure: string | null) {
  const contact = {
    lastContactAt,
    failure,
    failingSince: null,
    clockSkewMs: null,
  };
  return {
    summary: { contact },
    facts: {
      name: 'prod-1',
      environment: null,
      contact,
      kinds: {},
      namespaces: [],
      schedules: [],
      storageLocations: [],
      runs: [],
      objects: {},
      twins: {},
      sharedStores: {},
      namespaceNames: null,
      kubernetesVersions: [],
    },
    syncObjects: [],
  } as unknown as LoadedCluster;
}

async function assess(cluster: LoadedCluster | null) {
  const assessor = createSubjectAssessor({
    store: {
      loadEntities: async () => new Map(),
      loadCluster: async () => cluster,
    },
    judge: () => {
      throw new Error('not an entity');
    },
    settings: defaultJudgeSettings,
    silentAfterMs: 300_000,
    environmentRpoSeconds: {},
  });
  const assessSubject = await assessor([clusterSubject()]);
  return assessSubject(clusterSubject());
}

describe('createSubjectAssessor', () => {
  it('does not judge a cluster again only because it might turn silent', async () => {
    const found = await assess(detail('2026-11-21T11:58:00Z', null));
    expect(found?.contact).toMatchObject({ state: 'connected' });
    expect(found?.validUntil).toBeNull();
  });

  it('takes a failing cluster for connected until it is silent', async () => {
    const failing = await assess(detail('2026-11-21T11:58:00Z', 'refused'));
    expect(failing?.contact).toMatchObject({ state: 'connected' });
    const silent = await assess(detail('2026-11-21T11:55:00Z', 'refused'));
    expect(silent?.contact).toEqual({
      state: 'silent',
      reason: 'cluster_silent',
      message: 'No contact since 2026-11-21T11:55:00Z: refused.',
    });
    expect(silent?.validUntil).toBeNull();
  });

  it('finds nothing for a subject that is gone', async () => {
    expect(await assess(null)).toBeNull();
  });
});
