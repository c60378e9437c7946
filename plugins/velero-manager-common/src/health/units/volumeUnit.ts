import {
  coversNamespace,
  DataPath,
  dataPathOf,
  VolumeEvidence,
  volumeEvidence,
} from '../../coverage';
import {
  BackupFact,
  NamespaceFact,
  PersistentVolumeClaimFact,
} from '../../facts';
import { kindDefinitions } from '../../kinds';
import { describeCause, describeInstant, quoteName } from '../../words';
import { ClusterView } from '../ClusterView';
import { Finding } from '../Finding';
import { isComplete } from '../goodRun';
import { hasEnded, isUnderWay } from '../runPhase';
import { ScheduleView } from '../ScheduleView';
import { UnitContext, UnitCover, UnitSubject } from '../UnitContext';

/** A volume as a protection unit, with what Velero would do with it. @internal */
export interface VolumeSubject extends UnitSubject {
  claim: PersistentVolumeClaimFact;
  /** By which way a schedule takes the data, or why it does not. */
  pathOf(schedule: ScheduleView): DataPath;
  /** What proves that a run holds the data. */
  evidenceIn(run: BackupFact): VolumeEvidence;
}

/** Rules by which a schedule is none for a volume: it takes something else. */
const NOT_MEANT: readonly DataPath['rule'][] = [
  'namespace_not_covered',
  'scope_refused',
];

/**
 * The data of one PersistentVolumeClaim as a protection unit.
 *
 * @remarks
 * What schedules will do follows from the pods, classes and policies of today;
 * what is in a run follows from what the run left behind, because pods and
 * policies may have been others then.
 *
 * @internal
 */
export function volumeUnit(
  cluster: ClusterView,
  namespace: NamespaceFact,
  claim: PersistentVolumeClaimFact,
): VolumeSubject {
  const pathBy = rememberPaths(cluster, namespace, claim);
  const evidenceIn = rememberEvidence(cluster, claim, pathBy);
  const pathOf = ({ fact }: ScheduleView) => pathBy(fact, 'schedule');
  const subject: VolumeSubject = {
    claim,
    place: `volume ${quoteName(claim.name)} of namespace ${quoteName(
      namespace.name,
    )} in cluster ${quoteName(cluster.name)}`,
    namespace,
    since: new Date(claim.createdAt),
    pathOf,
    evidenceIn,
    coverBySchedule(schedule) {
      const { path, message } = pathOf(schedule);
      return { extent: path === 'none' ? 'none' : 'all', message };
    },
    coverByPlan: plan => mayTake(cluster, namespace, plan),
    extentIn(run) {
      if (isUnderWay(run)) {
        return pathBy(cluster.planOf(run), 'run').path === 'none'
          ? 'none'
          : 'all';
      }
      const { kind } = evidenceIn(run);
      return kind === 'exact' || kind === 'inferred' ? 'all' : 'none';
    },
    findNoCover: context => findNoPath(subject, context),
    findBlind: () => findUnreadCopies(subject, cluster),
    findMore: context => [
      findSkipped(subject, context),
      findCustom(subject, context),
      findLocalOnly(subject, context),
      findRepositoryTrouble(subject, context),
    ],
  };
  return subject;
}

type Plan = Pick<BackupFact, 'namespace' | 'scope' | 'snapshotClasses'>;
type PathBy = (plan: Plan, who: 'schedule' | 'run') => DataPath;

function rememberPaths(
  cluster: ClusterView,
  namespace: NamespaceFact,
  claim: PersistentVolumeClaimFact,
): PathBy {
  const known = new Map<Plan['scope'], DataPath>();
  return (plan, who) => {
    const before = known.get(plan.scope);
    if (before) return before;
    const path = dataPathOf({
      plan,
      isRun: who === 'run',
      namespace: {
        name: namespace.name,
        labels: who === 'run' ? null : namespace.labels,
      },
      claim,
      storage: cluster.storage,
      gradeByDriver: cluster.settings.gradeByDriver,
    });
    known.set(plan.scope, path);
    return path;
  };
}

function rememberEvidence(
  cluster: ClusterView,
  claim: PersistentVolumeClaimFact,
  pathBy: PathBy,
): (run: BackupFact) => VolumeEvidence {
  const known = new Map<BackupFact, VolumeEvidence>();
  return run => {
    const before = known.get(run);
    if (before) return before;
    const evidence = volumeEvidence(run, claim, {
      copies: cluster.copiesOf(run),
      pods: cluster.podsOf(claim),
      path: pathBy(cluster.planOf(run), 'run'),
    });
    known.set(run, evidence);
    return evidence;
  };
}

function mayTake(
  cluster: ClusterView,
  namespace: NamespaceFact,
  plan: BackupFact,
): UnitCover['extent'] {
  const { covered } = coversNamespace({
    included: plan.scope.includedNamespaces,
    excluded: plan.scope.excludedNamespaces,
    namespace: { name: namespace.name, labels: null },
    veleroVersion: cluster.server(plan.namespace)?.version ?? null,
  });
  return covered ? 'all' : 'none';
}

/**
 * No schedule takes the data: some take the objects of the namespace and skip
 * the volume, which Velero calls Completed, or none takes anything.
 */
function findNoPath(
  subject: VolumeSubject,
  { cluster }: UnitContext,
): Finding | null {
  const skipping = cluster.schedules
    .filter(({ standing }) => standing === 'enabled')
    .map(schedule => ({ schedule, path: subject.pathOf(schedule) }))
    .filter(({ path }) => !NOT_MEANT.includes(path.rule));
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

/** The newest run that ended should hold the data and does not. */
function findSkipped(
  subject: VolumeSubject,
  context: UnitContext,
): Finding | null {
  const { cluster, covering, lastGood } = context;
  const ended = covering
    .filter(({ standing }) => standing === 'enabled')
    .flatMap(schedule => {
      const run = schedule.runs.find(hasEnded);
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

function findCustom(
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

/** Every copy lies in the storage that would be lost with the volume. */
function findLocalOnly(
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

/** Copies of files go to a repository for each namespace and location. */
function findRepositoryTrouble(
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

/** Without the copies that runs made, nothing shows what is in a run. */
function findUnreadCopies(
  subject: VolumeSubject,
  cluster: ClusterView,
): Finding | null {
  const kinds = ['PodVolumeBackup', 'DataUpload'] as const;
  const unread = kinds.find(kind => {
    const state = cluster.facts.kinds[kind]?.state;
    return state !== 'synced' && state !== 'absent';
  });
  if (!unread) return null;
  return {
    state: 'UNKNOWN',
    reason: 'volume_evidence_unread',
    message: `Whether a backup holds ${
      subject.place
    } cannot be told, because ${quoteName(
      kindDefinitions[unread].resource,
    )} could not be read.`,
  };
}

function isSince(run: BackupFact, subject: VolumeSubject): boolean {
  return (run.startedAt ?? run.createdAt) >= subject.since.toISOString();
}
