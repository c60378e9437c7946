import {
  AppliedBackupObject,
  ApplicationFact,
  ClusterFacts,
  KustomizationFact,
  LocatedSyncObject,
} from '../facts';
import { cluster, location, openRun, schedule } from './__fixtures__/facts';
import { application, kustomization } from './__fixtures__/syncObjects';
import { jointInsights } from './jointInsights';

const listed = (
  changes: Partial<AppliedBackupObject> = {},
): AppliedBackupObject => ({
  group: 'velero.io',
  kind: 'Schedule',
  namespace: 'velero',
  name: 'daily',
  status: 'Synced',
  isExtra: false,
  ...changes,
});
const app = (
  object: Partial<AppliedBackupObject> = {},
  changes: Partial<ApplicationFact> = {},
): LocatedSyncObject => ({
  cluster: 'argo',
  fact: application({ backupObjects: [listed(object)], ...changes }),
  source: null,
  project: null,
});
const flux = (changes: Partial<KustomizationFact> = {}): LocatedSyncObject => ({
  cluster: 'prod-1',
  fact: kustomization({
    backupObjects: [listed({ status: '' })],
    ...changes,
  }),
  source: null,
  project: null,
});
const server = (url: string) => ({
  destination: { server: url, name: null, namespace: null },
});

const refused = schedule({
  phase: 'FailedValidation',
  validationErrors: ['invalid schedule'],
});
const tracked = (by: string) =>
  cluster({
    name: 'prod-2',
    schedules: [
      schedule({
        ...refused,
        argocdTrackingId: `${by}:velero.io/Schedule:velero/daily`,
      }),
    ],
  });
const prod1 = cluster({ schedules: [refused] });

type Case = [string, LocatedSyncObject, ClusterFacts[], string[]];
const cases: Case[] = [
  [
    'Argo CD applied a schedule that Velero refuses',
    app(),
    [prod1],
    [
      "applied_but_refused prod-1: Application 'shop' has applied Schedule 'daily', and Velero in cluster 'prod-1' refuses it: invalid schedule.",
    ],
  ],
  [
    'Flux applied a schedule that Velero refuses',
    flux(),
    [prod1],
    [
      "applied_but_refused prod-1: Kustomization 'shop' has applied Schedule 'daily', and Velero in cluster 'prod-1' refuses it: invalid schedule.",
    ],
  ],
  [
    'a backup out of Git is refused without a word',
    app({ kind: 'Backup', name: 'once' }),
    [
      cluster({
        runs: [
          openRun('2026-11-20T02:00:00.000Z', {
            name: 'once',
            phase: 'FailedValidation',
          }),
        ],
      }),
    ],
    [
      "applied_but_refused prod-1: Application 'shop' has applied Backup 'once', and Velero in cluster 'prod-1' refuses it: FailedValidation.",
    ],
  ],
  ['a schedule is applied and enabled', app(), [cluster()], []],
  [
    'a schedule in the cluster is not what Git says',
    app({ status: 'OutOfSync' }),
    [cluster()],
    [
      "differs_from_git prod-1: Schedule 'daily' in cluster 'prod-1' is not what the Git of Application 'shop' says.",
    ],
  ],
  [
    'a storage location in the cluster is not what Git says',
    app({
      kind: 'BackupStorageLocation',
      name: 'default',
      status: 'OutOfSync',
    }),
    [cluster({ storageLocations: [location()] })],
    [
      "differs_from_git prod-1: BackupStorageLocation 'default' in cluster 'prod-1' is not what the Git of Application 'shop' says.",
    ],
  ],
  [
    'a schedule is no longer in Git',
    app({ status: 'OutOfSync', isExtra: true }),
    [cluster()],
    [
      "not_in_git prod-1: Schedule 'daily' is in cluster 'prod-1' and no longer in the Git of Application 'shop'.",
    ],
  ],
  [
    'a refused schedule was not compared',
    app({ status: 'Unknown' }),
    [prod1],
    [],
  ],
  [
    'an object is of another engine',
    app({ group: 'longhorn.io' }),
    [prod1],
    [],
  ],
  [
    'a schedule of that name is not known',
    app({ name: 'hourly' }),
    [prod1],
    [],
  ],
  [
    'the destination is a cluster that we know, of several with the schedule',
    app(),
    [cluster({ name: 'prod-2', schedules: [refused] }), prod1],
    ['applied_but_refused prod-1'],
  ],
  [
    'the destination does not have it, though another cluster does',
    app(),
    [
      cluster({ schedules: [] }),
      cluster({ name: 'prod-2', schedules: [refused] }),
    ],
    [],
  ],
  [
    'the destination is the cluster of Argo CD, by server',
    app({}, server('https://kubernetes.default.svc')),
    [prod1, cluster({ name: 'argo', schedules: [refused] })],
    ['applied_but_refused argo'],
  ],
  [
    'the destination is the cluster of Argo CD, by name',
    app(
      {},
      { destination: { server: null, name: 'in-cluster', namespace: null } },
    ),
    [prod1, cluster({ name: 'argo', schedules: [refused] })],
    ['applied_but_refused argo'],
  ],
  [
    'the destination is unknown and one cluster has it',
    app({}, server('https://10.0.0.1')),
    [prod1, cluster({ name: 'prod-2', schedules: [] })],
    ['applied_but_refused prod-1'],
  ],
  [
    'the destination is unknown and one cluster has the backup',
    app({ kind: 'Backup', name: 'once' }, server('https://10.0.0.1')),
    [
      cluster({
        runs: [
          openRun('2026-11-20T02:00:00.000Z', {
            name: 'once',
            phase: 'FailedValidation',
          }),
        ],
      }),
    ],
    ['applied_but_refused prod-1'],
  ],
  [
    'the destination is unknown and two clusters have it',
    app({}, server('https://10.0.0.1')),
    [prod1, cluster({ name: 'prod-2', schedules: [refused] })],
    [],
  ],
  [
    'the destination is unknown and the tracking id tells',
    app({}, server('https://10.0.0.1')),
    [prod1, tracked('shop')],
    ['applied_but_refused prod-2'],
  ],
  [
    'the tracking id is of an application of any namespace',
    app({}, server('https://10.0.0.1')),
    [prod1, tracked('argocd_shop')],
    ['applied_but_refused prod-2'],
  ],
  [
    'the tracking id is of another application',
    app({}, server('https://10.0.0.1')),
    [prod1, tracked('cart')],
    [],
  ],
  ['Flux applies to another cluster', flux({ remote: true }), [prod1], []],
];

describe('jointInsights', () => {
  it.each(cases)('joins when %s', (_, syncObject, clusters, expected) => {
    const insights = jointInsights({ clusters, syncObjects: [syncObject] });
    expect(
      insights.map(
        ({ code, object, message }) => `${code} ${object.cluster}: ${message}`,
      ),
    ).toEqual(expected.map(words => expect.stringContaining(words)));
  });

  it('names the sync object and the object', () => {
    expect(
      jointInsights({ clusters: [prod1], syncObjects: [app()] }),
    ).toMatchObject([
      {
        syncObject: 'argo/Application/argocd/shop',
        object: {
          cluster: 'prod-1',
          kind: 'Schedule',
          namespace: 'velero',
          name: 'daily',
        },
      },
    ]);
  });
});
