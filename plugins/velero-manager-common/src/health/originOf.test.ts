import { BackupFact, ClusterFacts, defaultJudgeSettings } from '../facts';
import { cluster, pod, run, schedule, volumeCopy } from './__fixtures__/facts';
import { ClusterView } from './ClusterView';
import { originOf } from './originOf';

function backup(times: {
  created: string;
  started: string | null;
  completed?: string | null;
  label?: string;
}): BackupFact {
  const at = (time: string) => `2026-11-21T${time}Z`;
  return run(at('02:00:00'), {
    name: 'daily-20261121020000',
    uid: 'the-backup',
    createdAt: at(times.created),
    startedAt: times.started && at(times.started),
    completedAt: times.completed ? at(times.completed) : null,
    clusterLabel: times.label ?? null,
  });
}

const view = (changes: Partial<ClusterFacts> = {}) =>
  ClusterView.create(cluster(changes), defaultJudgeSettings);

describe('originOf', () => {
  it.each([
    ['never started', { created: '02:00:00', started: null }, 'local'],
    [
      'created before its start',
      { created: '02:00:00', started: '02:00:03', completed: '02:01:00' },
      'local',
    ],
    [
      'queued for an hour',
      { created: '02:00:00', started: '03:00:00', completed: '03:10:00' },
      'local',
    ],
    [
      'created before its start, with a label that was copied by mistake',
      { created: '02:00:00', started: '02:00:03', label: 'other' },
      'local',
    ],
    [
      'clocks apart by half a minute',
      { created: '02:00:30', started: '02:00:00', completed: '02:10:00' },
      'local',
    ],
    [
      'clocks apart, still running',
      { created: '02:00:30', started: '02:00:00' },
      'local',
    ],
    [
      'a copy of a short backup, a minute after its start',
      { created: '02:01:10', started: '02:00:10', completed: '02:00:50' },
      'unknown',
    ],
    [
      'a copy, hours later',
      { created: '09:00:00', started: '02:00:00', completed: '02:10:00' },
      'unknown',
    ],
    [
      'a copy of our own, by its label',
      { created: '09:00:00', started: '02:00:00', label: 'prod-1' },
      'resynced',
    ],
    [
      'a copy of another cluster, by its label',
      { created: '02:01:10', started: '02:00:10', label: 'other' },
      'foreign',
    ],
  ] as const)('%s', (_, times, origin) => {
    expect(originOf(backup(times), view())).toBe(origin);
  });

  const copy = (changes: Partial<BackupFact> = {}) => ({
    ...backup({
      created: '09:00:00',
      started: '02:00:00',
      completed: '02:10:00',
    }),
    ...changes,
  });

  it.each<[string, Partial<BackupFact>, Partial<ClusterFacts>, string]>([
    ['its twin is known', {}, { twins: { 'the-backup': 'prod-2' } }, 'foreign'],
    [
      'its schedule owns it',
      { ownerUids: ['schedule-daily'] },
      { schedules: [schedule()] },
      'resynced',
    ],
    [
      'a schedule of another cluster owned it',
      { ownerUids: ['schedule-elsewhere'] },
      { schedules: [schedule()] },
      'unknown',
    ],
    [
      'its data uploads are here',
      {},
      { objects: { DataUpload: [volumeCopy({ path: 'data-mover' })] } },
      'resynced',
    ],
    [
      'one of our nodes copied a volume',
      {},
      {
        objects: {
          PodVolumeBackup: [volumeCopy({ node: 'node-1' })],
          Pod: [pod({ node: 'node-1' })],
        },
      },
      'resynced',
    ],
    [
      'another node copied a volume',
      {},
      {
        objects: {
          PodVolumeBackup: [volumeCopy({ node: 'node-9' })],
          Pod: [pod({ node: 'node-1' })],
        },
      },
      'unknown',
    ],
    [
      'it was made by a version that the cluster never ran',
      { sourceClusterVersion: 'v1.30.0' },
      { kubernetesVersions: ['v1.32.1', 'v1.33.4'] },
      'foreign',
    ],
    [
      'it was made by a version that the cluster ran',
      { sourceClusterVersion: 'v1.32.1' },
      { kubernetesVersions: ['v1.32.1', 'v1.33.4'] },
      'unknown',
    ],
    [
      'no version of the cluster is known',
      { sourceClusterVersion: 'v1.30.0' },
      {},
      'unknown',
    ],
  ])('a copy, and %s', (_, changes, known, origin) => {
    expect(originOf(copy(changes), view(known))).toBe(origin);
  });
});
