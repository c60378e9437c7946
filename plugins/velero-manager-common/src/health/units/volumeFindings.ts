import { DataPath } from '../../coverage';
import { BackupFact } from '../../facts';
import { kindDefinitions } from '../../kinds';
import { describeCause, describeInstant, quoteName } from '../../words';
import { Finding } from '../Finding';
import { isComplete } from '../goodRun';
import { UnitContext } from '../UnitContext';
import type { VolumeSubject } from './volumeUnit';

/** Rules by which a schedule is none for a volume: it takes something else. */
const NOT_MEANT: readonly DataPath['rule'][] = [
  'namespace_not_covered',
  'scope_refused',
];

/** By these copies of volumes are known. */
const COPIES = ['PodVolumeBackup', 'DataUpload'] as const;

/** Evidence that a copy which is not seen would make better. */
const UNSEEN: readonly string[] = ['no_copy', 'no_data_path', 'copy_running'];

/** Backups and copies are watched apart: the end of one may be seen before the other's. */
const COPY_SEEN_WITHIN_MS = 5 * 60_000;

/** Whether a schedule is about the volume at all, even if it skips the data. @internal */
export function isMeant({ rule }: DataPath): boolean {
  return !NOT_MEANT.includes(rule);
}

/**
 * No schedule takes the data: some take the objects of the namespace and skip
 * the volume, which Velero calls Completed, or none takes anything.
 *
 * @internal
 */
export function findNoPath(
  subject: VolumeSubject,
  { cluster }: UnitContext,
): Finding | null {
  const skipping = cluster.schedules
    .filter(({ standing }) => standing === 'enabled')
    .map(schedule => ({ schedule, path: subject.pathOf(schedule) }))
    .filter(({ path }) => isMeant(path));
  const [first] = skipping;
  if (!first) return null;
  const schedule = quoteName(first.schedule.fact.name);
  return first.path.isAssumed && first.path.rule === 'path_unknown'
    ? {
        state: 'UNKNOWN',
        reason: 'data_path_unknown',
        message: `Whether schedule ${schedule} takes the data of ${
          subject.place
        } cannot be told: ${describeCause(first.path.message)}.`,
      }
    : {
        state: 'DEGRADED',
        reason: 'volume_no_data_path',
        message: `Schedule ${schedule} takes the objects but not the data of ${
          subject.place
        }: ${describeCause(first.path.message)}.`,
      };
}

/**
 * The newest run that ended should hold the data and does not. Copies have a
 * while to be seen: they come by another watch than their backup.
 *
 * @internal
 */
export function findSkipped(
  subject: VolumeSubject,
  context: UnitContext,
): Finding | null {
  const { cluster, covering, lastGood, horizon } = context;
  const ended = covering
    .filter(({ standing }) => standing === 'enabled')
    .flatMap(schedule => {
      const run = schedule.lastEnded;
      return run && isComplete(run, cluster) && isSince(run, subject)
        ? [{ run, path: subject.pathOf(schedule) }]
        : [];
    })
    .filter(
      ({ run, path }) =>
        path.path !== 'custom' && subject.extentIn(run, 'all') === 'none',
    );
  const missing = ended.find(
    ({ run }) => !lastGood || run.createdAt > lastGood.run.createdAt,
  );
  if (!missing) return null;
  const { run, path } = missing;
  const evidence = subject.evidenceIn(run);
  const endedAt = Date.parse(run.completedAt ?? run.createdAt);
  const isSeen =
    evidence.kind === 'failed' ||
    horizon.isPast(new Date(endedAt + COPY_SEEN_WITHIN_MS));
  if (!isSeen) return null;
  const blind = findBlind(subject, context);
  if (blind) return blind;
  const cause = path.isAssumed ? path.message : evidence.message;
  return {
    state: 'DEGRADED',
    reason:
      evidence.kind === 'failed'
        ? 'volume_copy_failed'
        : 'volume_without_evidence',
    message: `Run ${quoteName(run.name)} of ${describeInstant(
      run.startedAt ?? run.createdAt,
    )} ended well, but nothing shows that it holds ${
      subject.place
    }: ${describeCause(cause)}.`,
  };
}

/** A policy leaves it to another plug-in, which leaves no trace. @internal */
export function findCustom(
  subject: VolumeSubject,
  { covering }: UnitContext,
): Finding | null {
  const paths = covering
    .filter(({ standing }) => standing === 'enabled')
    .map(schedule => subject.pathOf(schedule));
  if (!paths.length || paths.some(({ path }) => path !== 'custom')) return null;
  return {
    state: 'UNKNOWN',
    reason: 'volume_custom_action',
    message: `A volume policy leaves ${subject.place} to another plug-in, whose copies cannot be seen.`,
  };
}

/** Every copy lies in the storage that would be lost with the volume. @internal */
export function findLocalOnly(
  subject: VolumeSubject,
  { cluster, covering }: UnitContext,
): Finding | null {
  if (!cluster.settings.requireOffsite) return null;
  const paths = covering
    .filter(({ standing }) => standing === 'enabled')
    .map(schedule => subject.pathOf(schedule));
  if (!paths.length || paths.some(({ grade }) => grade !== 'local'))
    return null;
  return {
    state: 'DEGRADED',
    reason: 'snapshot_not_offsite',
    message: `Backups of ${subject.place} are snapshots that stay in the cluster's own storage, so they are lost with it.`,
  };
}

/** Copies of files go to a repository for each namespace and location. @internal */
export function findRepositoryTrouble(
  subject: VolumeSubject,
  { cluster, covering }: UnitContext,
): Finding | null {
  for (const schedule of covering) {
    if (schedule.standing !== 'enabled' || !schedule.location) continue;
    const { path } = subject.pathOf(schedule);
    if (path !== 'fs-backup' && path !== 'data-mover') continue;
    const { location } = schedule;
    const repository = cluster.facts.objects.BackupRepository?.find(
      one =>
        one.phase === 'NotReady' &&
        one.namespace === schedule.fact.namespace &&
        one.volumeNamespace === subject.namespace.name &&
        one.storageLocation === location.name,
    );
    if (repository) {
      return {
        state: 'DEGRADED',
        reason: 'repository_not_ready',
        message: `The repository for volumes of namespace ${quoteName(
          subject.namespace.name,
        )} in storage location ${quoteName(location.name)} is not ready${
          repository.message ? `: ${describeCause(repository.message)}` : ''
        }.`,
      };
    }
  }
  return null;
}

/**
 * Why nobody can tell what the newest runs hold of a volume: another plug-in
 * took it, or copies cannot be read and a run was made that could hold one.
 *
 * @internal
 */
export function findBlind(
  subject: VolumeSubject,
  context: UnitContext,
): Finding | null {
  const custom = findCustom(subject, context);
  if (custom) return custom;
  const { cluster } = context;
  const unread = COPIES.find(kind => {
    const state = cluster.facts.kinds[kind]?.state;
    return state !== 'synced' && state !== 'absent';
  });
  if (!unread || !mayHoldCopy(subject, context)) return null;
  return {
    state: 'UNKNOWN',
    reason: 'volume_evidence_unread',
    message: `Whether the newest backups hold ${
      subject.place
    } cannot be told, because ${quoteName(
      kindDefinitions[unread].resource,
    )} could not be read.`,
  };
}

/** Whether a run that is newer than the last good one may hold a copy that nobody sees. */
function mayHoldCopy(
  subject: VolumeSubject,
  { cluster, lastGood }: UnitContext,
): boolean {
  return cluster.runGroups.some(
    ({ plan, runs }) =>
      subject.coverByPlan(plan) !== 'none' &&
      runs.some(
        run =>
          isSince(run, subject) &&
          (!lastGood || run.createdAt > lastGood.run.createdAt) &&
          cluster.countsFor(run) &&
          isComplete(run, cluster) &&
          UNSEEN.includes(subject.evidenceIn(run).rule),
      ),
  );
}

function isSince(run: BackupFact, subject: VolumeSubject): boolean {
  return (run.startedAt ?? run.createdAt) >= subject.since.toISOString();
}
