import { contact } from '../health/__fixtures__/facts';
import {
  application,
  helmRelease,
  kustomization,
} from '../health/__fixtures__/syncObjects';
import { syncObjectSchema } from '../api';
import { SyncObjectFact } from '../facts';
import { assessSyncObject } from '../health';
import { syncObjectReport } from './syncObjectReport';

const now = new Date('2026-11-20T12:00:00.000Z');
const freshness = {
  now,
  silentAfterMs: 300_000,
  contacts: new Map([['prod-1', contact()]]),
};
const cases: [string, SyncObjectFact, object][] = [
  [
    'an Application',
    application({ automated: false }),
    {
      revision: 'aaa',
      repository: 'https://github.com/your-org/shop',
      lastSyncedAt: '2026-11-20T11:00:00.000Z',
      automated: false,
    },
  ],
  [
    'an Application that was never deployed',
    application({ lastDeployed: null, sources: [] }),
    { revision: 'aaa', repository: null, lastSyncedAt: null },
  ],
  [
    'a Kustomization',
    kustomization(),
    {
      revision: 'main@sha1:aaa',
      repository: 'GitRepository flux-system/fleet',
      lastSyncedAt: '2026-11-20T11:55:00.000Z',
      automated: true,
    },
  ],
  [
    'a HelmRelease',
    helmRelease(),
    {
      revision: '1.2.3',
      repository: 'HelmRepository shop/charts',
      lastSyncedAt: '2026-11-20T10:00:00.000Z',
      automated: true,
    },
  ],
  [
    'a HelmRelease that was never released',
    helmRelease({ lastRelease: null, sourceRef: null }),
    { revision: null, repository: null, lastSyncedAt: null },
  ],
];

describe('syncObjectReport', () => {
  it.each(cases)('shows where %s comes from in Git', (_, fact, expected) => {
    const assessment = assessSyncObject(
      { cluster: 'prod-1', fact, source: null, project: null },
      { now },
    );
    const report = syncObjectReport(assessment, freshness);
    expect(report).toMatchObject(expected);
    expect(syncObjectSchema.parse(report)).toEqual(report);
  });
});
