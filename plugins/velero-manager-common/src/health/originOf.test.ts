import { BackupFact } from '../facts';
import { originOf } from './originOf';

function backup(times: {
  created: string;
  started: string | null;
  completed?: string | null;
  label?: string;
}): BackupFact {
  const at = (time: string) => `2026-11-21T${time}Z`;
  return {
    createdAt: at(times.created),
    startedAt: times.started && at(times.started),
    completedAt: times.completed ? at(times.completed) : null,
    clusterLabel: times.label ?? null,
  } as BackupFact;
}

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
    expect(originOf(backup(times), 'prod-1')).toBe(origin);
  });
});
