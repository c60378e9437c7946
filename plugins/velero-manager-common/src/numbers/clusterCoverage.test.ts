import {
  longhornObjects,
  scheduledBackup,
} from '../engines/__fixtures__/engines';
import { ClusterFacts, defaultJudgeSettings, FactLists } from '../facts';
import {
  at,
  claim,
  cluster,
  kind,
  namespace,
  pod,
  schedule,
  scope,
} from '../health/__fixtures__/facts';
import { fileScope, volumeObjects } from '../health/__fixtures__/volumes';
import { allRead } from '../health/__testUtils__/entityFacts';
import { ClusterView } from '../health/ClusterView';
import { clusterCoverage } from './clusterCoverage';

const noon = new Date(at('12:00'));

const coverageOf = (
  changes: Partial<ClusterFacts>,
  objects: FactLists = {},
  claims = 0,
) =>
  clusterCoverage(
    ClusterView.create(
      cluster({
        kinds: allRead(),
        schedules: [schedule({ scope: fileScope() })],
        objects: volumeObjects(objects),
        ...changes,
      }),
      defaultJudgeSettings,
    ),
    { now: noon, claims },
  );

describe('clusterCoverage', () => {
  it('counts namespaces by what enabled schedules take of them', () => {
    const namespaces = ['shop', 'part', 'none', 'paused'].map(name =>
      namespace({ name, uid: name }),
    );
    expect(
      coverageOf({
        namespaces: [
          ...namespaces,
          namespace({ name: 'going', deletedAt: at('11:00') }),
          namespace({ name: 'gone', phase: 'Terminating' }),
        ],
        schedules: [
          schedule(),
          schedule({
            name: 'b',
            scope: scope({
              includedNamespaces: ['part', 'shop'],
              includedResources: ['secrets'],
            }),
          }),
          schedule({
            name: 'c',
            paused: true,
            scope: scope({ includedNamespaces: ['paused'] }),
          }),
        ],
      }).namespaces,
    ).toEqual({
      total: 4,
      covered: 1,
      partly: 1,
      uncovered: ['none', 'paused'],
      names: ['none', 'part', 'paused', 'shop'],
    });
  });

  it('names no more than a hundred namespaces', () => {
    const namespaces = Array.from({ length: 120 }, (_, i) =>
      namespace({ name: `ns-${i}` }),
    );
    const { total, uncovered } = coverageOf({ namespaces }).namespaces;
    expect([total, uncovered.length]).toEqual([120, 100]);
  });

  it('counts volumes whose data gets into a backup, and their bytes', () => {
    const claims = [
      claim({ requestedBytes: 10 }),
      claim({ name: 'unused', uid: 'unused', requestedBytes: 5 }),
      claim({ name: 'unsized', uid: 'unsized', requestedBytes: null }),
      claim({ name: 'going', deletedAt: at('11:00') }),
      claim({ name: 'scratch', isEphemeral: true }),
    ];
    expect(
      coverageOf(
        {},
        {
          PersistentVolumeClaim: claims,
          VolumeSnapshotClass: [],
          Pod: [
            pod({
              volumes: ['data', 'unsized'].map(name => ({
                name,
                claim: name,
                isMounted: true,
              })),
            }),
          ],
        },
      ).volumes,
    ).toEqual({ total: 3, covered: 2, totalBytes: 15, coveredBytes: 10 });
  });

  it('counts a volume that Longhorn copies, and a database that its operator does', () => {
    const uncovered = { schedules: [] };
    const covered = (objects: FactLists) =>
      coverageOf(uncovered, objects).volumes?.covered;
    expect(covered({})).toBe(0);
    expect(covered(longhornObjects())).toBe(1);
    expect(covered(longhornObjects({ LonghornRecurringJob: [] }))).toBe(0);
    const database = {
      PersistentVolumeClaim: [claim({ postgresCluster: 'db' })],
    };
    const by = (changes: Parameters<typeof scheduledBackup>[0]) =>
      covered({
        ...database,
        PostgresScheduledBackup: [scheduledBackup(changes)],
      });
    expect(covered(database)).toBe(0);
    expect(by({})).toBe(1);
    expect(by({ suspended: true })).toBe(0);
    expect(by({ cluster: 'other' })).toBe(0);
    expect(by({ namespace: 'other' })).toBe(0);
  });

  it('says nothing of volumes while claims are not read', () => {
    const kinds = {
      ...allRead(),
      PersistentVolumeClaim: kind({ state: 'pending', syncedAt: null }),
    };
    expect(coverageOf({ kinds }).volumes).toBeNull();
  });
});
