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
import { quoteName } from '../../words';
import { ClusterView } from '../ClusterView';
import { isUnderWay } from '../runPhase';
import { ScheduleView } from '../ScheduleView';
import { UnitCover, UnitSubject } from '../UnitContext';
import {
  findBlind,
  findCustom,
  findLocalOnly,
  findNoPath,
  findRepositoryTrouble,
  findSkipped,
} from './volumeFindings';

/** A volume as a protection unit, with what Velero would do with it. @internal */
export interface VolumeSubject extends UnitSubject {
  claim: PersistentVolumeClaimFact;
  /** By which way a schedule takes the data, or why it does not. */
  pathOf(schedule: ScheduleView): DataPath;
  /** What proves that a run holds the data. */
  evidenceIn(run: BackupFact): VolumeEvidence;
}

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
    findBlind: context => findBlind(subject, context),
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
  const known = new Map<Plan, DataPath>();
  return (plan, who) => {
    const before = known.get(plan);
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
    known.set(plan, path);
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
      copies: cluster.copiesIn(run, claim.namespace),
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
