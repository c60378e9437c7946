import {
  condition,
  database,
  postgresObjects,
} from '../engines/__fixtures__/engines';
import {
  BackupFact,
  defaultJudgeSettings,
  EntityFacts,
  FactLists,
  RestoreFact,
  VolumeRestoreFact,
} from '../facts';
import {
  at,
  claim,
  cluster,
  entity,
  kind,
  run,
  schedule,
  scope,
} from '../health/__fixtures__/facts';
import {
  fileRuns,
  machine,
  snapshotScope,
  volumeObjects,
  withVolume,
} from '../health/__fixtures__/volumes';
import { assessEntity } from '../health/assessEntity';
import { ClusterView } from '../health/ClusterView';
import { restoreProof, weakestProof } from './restoreProof';

const noon = new Date(at('12:00'));
const [today] = fileRuns;

const restore = (changes: Partial<RestoreFact> = {}): RestoreFact => ({
  namespace: 'velero',
  name: 'drill',
  uid: 'restore-drill',
  createdAt: at('09:00'),
  deletedAt: null,
  phase: 'Completed',
  backup: today.name,
  schedule: 'daily',
  includedNamespaces: ['*'],
  excludedNamespaces: [],
  includedResources: ['*'],
  // As Velero fills it in.
  excludedResources: [
    'nodes',
    'events',
    'events.events.k8s.io',
    'backups.velero.io',
    'restores.velero.io',
    'csinodes.storage.k8s.io',
    'volumeattachments.storage.k8s.io',
    'backuprepositories.velero.io',
  ],
  hasLabelSelector: false,
  namespaceMapping: {},
  restoreVolumes: null,
  startedAt: at('09:00'),
  completedAt: at('09:20'),
  warnings: 3,
  errors: 0,
  itemsRestored: 120,
  failureReason: null,
  validationErrors: [],
  ...changes,
});

/** The restore of claim `data`, by a pod volume. */
const volumeRestore = (
  changes: Partial<VolumeRestoreFact> = {},
): VolumeRestoreFact => ({
  path: 'fs-backup',
  namespace: 'velero',
  name: 'drill-1',
  uid: 'volume-restore-1',
  createdAt: at('09:05'),
  restore: 'drill',
  restoreUid: 'restore-drill',
  sourceNamespace: 'shop',
  targetNamespace: 'shop',
  claim: 'data',
  pod: null,
  phase: 'Completed',
  message: null,
  startedAt: at('09:05'),
  completedAt: at('09:15'),
  totalBytes: 1024,
  bytesDone: 1024,
  ...changes,
});

const proofOf = (
  facts: EntityFacts,
  unitKind: string,
  { now = noon, settings = defaultJudgeSettings } = {},
) => {
  const unit = assessEntity(facts, { now }).units.find(
    one => one.kind === unitKind,
  );
  if (!unit) throw new Error(`There is no ${unitKind} among the units`);
  const view = ClusterView.create(
    {
      ...facts.clusters[0],
      kinds: { Restore: kind(), ...facts.clusters[0].kinds },
    },
    settings,
  );
  return restoreProof(unit, view, now);
};
const stateOf = (...args: Parameters<typeof proofOf>) => proofOf(...args).state;

const restored = (
  changes: Partial<RestoreFact> = {},
  objects: FactLists = {},
  runs: BackupFact[] = fileRuns,
) =>
  withVolume(
    {
      Restore: [restore(changes)],
      PodVolumeRestore: [volumeRestore()],
      ...objects,
    },
    { runs },
  );

describe('restoreProof', () => {
  it.each<[string, EntityFacts, objects: string, volume: string]>([
    ['all was restored', restored(), 'VERIFIED', 'VERIFIED'],
    ['nothing was restored', withVolume(), 'NEVER', 'NEVER'],
    [
      'it was restored into another namespace',
      restored(
        { namespaceMapping: { shop: 'drill' } },
        {
          PodVolumeRestore: [
            volumeRestore({ sourceNamespace: null, targetNamespace: 'drill' }),
          ],
        },
      ),
      'VERIFIED',
      'VERIFIED',
    ],
    [
      'another namespace was restored into its own',
      restored(
        { namespaceMapping: { shop: 'drill' } },
        { PodVolumeRestore: [volumeRestore({ sourceNamespace: null })] },
      ),
      'VERIFIED',
      'NEVER',
    ],
    [
      'a claim of that name in another namespace was restored',
      restored(
        {},
        { PodVolumeRestore: [volumeRestore({ sourceNamespace: 'billing' })] },
      ),
      'VERIFIED',
      'NEVER',
    ],
    [
      'the restore failed in part',
      restored({ phase: 'PartiallyFailed', errors: 1 }),
      'NEVER',
      'NEVER',
    ],
    ['it ended with errors', restored({ errors: 1 }), 'NEVER', 'NEVER'],
    [
      'it left out the namespace',
      restored({ excludedNamespaces: ['shop'] }),
      'NEVER',
      'NEVER',
    ],
    [
      'it took another namespace',
      restored({ includedNamespaces: ['billing'] }),
      'NEVER',
      'NEVER',
    ],
    [
      'it took some kinds, and the volume',
      restored({
        includedResources: ['persistentvolumeclaims', 'persistentvolumes'],
      }),
      'NEVER',
      'VERIFIED',
    ],
    [
      'it left out a kind',
      restored({ excludedResources: ['secrets'] }),
      'NEVER',
      'VERIFIED',
    ],
    [
      'it took what bears a label',
      restored({ hasLabelSelector: true }),
      'NEVER',
      'VERIFIED',
    ],
    [
      'volumes were not restored',
      restored({ restoreVolumes: false }, { PodVolumeRestore: [] }),
      'VERIFIED',
      'NEVER',
    ],
    [
      'the restore of the volume failed',
      restored({}, { PodVolumeRestore: [volumeRestore({ phase: 'Failed' })] }),
      'VERIFIED',
      'NEVER',
    ],
    [
      'the restore of the volume belongs to another restore',
      restored(
        {},
        { PodVolumeRestore: [volumeRestore({ restoreUid: 'restore-2' })] },
      ),
      'VERIFIED',
      'NEVER',
    ],
    [
      'the restore of the volume says its restore by name only',
      restored({}, { PodVolumeRestore: [volumeRestore({ restoreUid: null })] }),
      'VERIFIED',
      'VERIFIED',
    ],
    [
      'its data was moved back',
      restored(
        {},
        {
          PodVolumeRestore: [],
          DataDownload: [volumeRestore({ path: 'data-mover' })],
        },
      ),
      'VERIFIED',
      'VERIFIED',
    ],
    [
      'the backup was another one, of another namespace',
      restored({}, { PodVolumeRestore: [] }, [
        {
          ...today,
          scope: scope({ includedNamespaces: ['billing'] }),
        },
      ]),
      'NEVER',
      'NEVER',
    ],
    [
      'the backup was of another cluster',
      restored({}, {}, [
        { ...today, createdAt: at('08:00'), clusterLabel: 'prod-2' },
      ]),
      'NEVER',
      'NEVER',
    ],
    [
      'the backup is gone, and its schedule takes the namespace',
      restored({ backup: 'gone' }),
      'VERIFIED',
      'VERIFIED',
    ],
    [
      'the backup is gone, and volumes of the namespace came back',
      restored({ backup: 'gone', schedule: null }),
      'VERIFIED',
      'VERIFIED',
    ],
    [
      'the backup is gone, and the restore names the namespace',
      restored(
        { backup: 'gone', schedule: null, includedNamespaces: ['shop'] },
        { PodVolumeRestore: [] },
      ),
      'VERIFIED',
      'NEVER',
    ],
    [
      'the backup is gone, and nothing says what was in it',
      restored(
        { backup: 'gone', schedule: null, includedNamespaces: [] },
        { PodVolumeRestore: [] },
      ),
      'NEVER',
      'NEVER',
    ],
    [
      'the restore has not ended',
      restored({ phase: 'InProgress', completedAt: null }),
      'NEVER',
      'NEVER',
    ],
  ])('says of objects and volume when %s', (_, facts, objects, volume) => {
    expect([stateOf(facts, 'objects'), stateOf(facts, 'volume')]).toEqual([
      objects,
      volume,
    ]);
  });

  it('takes the restore itself as proof of a snapshot, which leaves no trace', () => {
    const snapshot = run(at('02:00'), {
      scope: snapshotScope(),
      csiSnapshotsAttempted: 1,
      csiSnapshotsCompleted: 1,
    });
    const facts = (changes: Partial<RestoreFact>, runs = [snapshot]) =>
      withVolume(
        { Restore: [restore(changes)], PodVolumeBackup: [] },
        { runs, schedules: [schedule({ scope: snapshotScope() })] },
      );
    expect(stateOf(facts({}), 'volume')).toBe('VERIFIED');
    expect(stateOf(facts({ restoreVolumes: false }), 'volume')).toBe('NEVER');
    expect(stateOf(facts({ hasLabelSelector: true }), 'volume')).toBe('NEVER');
    expect(stateOf(facts({}, []), 'volume')).toBe('NEVER');
    // What was moved leaves a DataDownload where it came back.
    const moved = run(at('02:00'), {
      scope: snapshotScope({ snapshotMoveData: true }),
      itemOperationsAttempted: 1,
      itemOperationsCompleted: 1,
    });
    expect(stateOf(facts({}, [moved]), 'volume')).toBe('NEVER');
  });

  it('goes stale after the age that the portal sets, to the millisecond', () => {
    const ages = (days: number) => ({
      ...defaultJudgeSettings,
      verifyMaxAgeSeconds: days * 86_400,
    });
    const later = (ms: number, days: number) => ({
      now: new Date(Date.parse(at('09:20', '2026-11-30')) + ms),
      settings: ages(days),
    });
    expect(stateOf(restored(), 'objects', later(0, 10))).toBe('VERIFIED');
    expect(proofOf(restored(), 'objects', later(1, 10))).toEqual({
      state: 'STALE',
      at: at('09:20'),
    });
    expect(stateOf(restored(), 'objects', later(1, 11))).toBe('VERIFIED');
  });

  it('is not known where restores cannot be read', () => {
    const facts = withVolume(
      {},
      {
        kinds: {
          ...cluster().kinds,
          Restore: kind({ state: 'forbidden', syncedAt: null }),
        },
      },
    );
    expect(proofOf(facts, 'objects')).toEqual({ state: 'UNKNOWN', at: null });
  });

  it('dates from the newest restore that proves it', () => {
    const facts = restored(
      {},
      {
        Restore: [
          restore({ uid: 'a', completedAt: at('08:00') }),
          restore(),
          restore({ uid: 'b', completedAt: at('07:00') }),
          restore({ uid: 'c', completedAt: at('11:00'), phase: 'Failed' }),
        ],
      },
    );
    expect(proofOf(facts, 'objects').at).toBe(at('09:20'));
  });

  it('proves a machine by its objects and all of its disks', () => {
    const machines = (names: string[], claims: string[]) =>
      restored(
        {},
        {
          VirtualMachine: [machine({ claims: names })],
          PersistentVolumeClaim: names.map(name =>
            claim({ name, uid: `claim-${name}` }),
          ),
          PodVolumeRestore: claims.map(name =>
            volumeRestore({ claim: name, uid: name }),
          ),
        },
      );
    const unit = 'virtual-machine';
    expect(stateOf(machines(['data', 'logs'], ['data', 'logs']), unit)).toBe(
      'VERIFIED',
    );
    expect(stateOf(machines(['data', 'logs'], ['data']), unit)).toBe('NEVER');
    expect(stateOf(machines([], []), unit)).toBe('VERIFIED');
  });

  it('proves a database by another that was recovered from it', () => {
    const ready = [condition('Ready', 'True', { at: at('11:00') })];
    const recovered = (...others: ReturnType<typeof database>[]) =>
      entity({
        clusters: [
          cluster({
            objects: {
              ...volumeObjects({
                PersistentVolumeClaim: [claim({ postgresCluster: 'db' })],
              }),
              ...postgresObjects({ PostgresCluster: [database(), ...others] }),
            },
          }),
        ],
      });
    const copy = (changes: Parameters<typeof database>[0]) =>
      database({
        name: 'db-drill',
        createdAt: at('10:00'),
        recoveredFrom: 'db',
        conditions: ready,
        ...changes,
      });
    const unit = 'postgresql';
    expect(proofOf(recovered(copy({})), unit)).toEqual({
      state: 'VERIFIED',
      at: at('10:00'),
    });
    expect(stateOf(recovered(), unit)).toBe('NEVER');
    expect(stateOf(recovered(copy({ conditions: [] })), unit)).toBe('NEVER');
    expect(stateOf(recovered(copy({ recoveredFrom: 'other' })), unit)).toBe(
      'NEVER',
    );
    expect(stateOf(recovered(copy({ namespace: 'drill' })), unit)).toBe(
      'VERIFIED',
    );
    // In a namespace with a database of that name it is that one's.
    expect(
      stateOf(
        recovered(
          copy({ namespace: 'drill' }),
          database({ namespace: 'drill' }),
        ),
        unit,
      ),
    ).toBe('NEVER');
  });
});

describe('weakestProof', () => {
  const verified = { state: 'VERIFIED', at: at('09:00') } as const;
  const earlier = { state: 'VERIFIED', at: at('08:00') } as const;
  const stale = { state: 'STALE', at: at('09:00', '2026-01-01') } as const;
  const unknown = { state: 'UNKNOWN', at: null } as const;
  const never = { state: 'NEVER', at: null } as const;

  it.each([
    [[verified, earlier], earlier],
    [[verified, stale], stale],
    [[stale, unknown], unknown],
    [[unknown, never, verified], never],
    [[], unknown],
  ])('is that of the weakest part (%#)', (proofs, weakest) => {
    expect(weakestProof(proofs)).toEqual(weakest);
    expect(weakestProof([...proofs].reverse())).toEqual(weakest);
  });
});
