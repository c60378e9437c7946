import { Exemption } from '../exemption';
import { ClusterFacts, JudgeSettings, LocatedSyncObject } from '../facts';
import { FactKind } from '../kinds';
import { quoteName } from '../words';
import { ScheduleAssessment } from './assessments';
import { assessSchedule } from './assessSchedule';
import { assessStorageLocation } from './assessStorageLocation';
import { assessSyncObject } from './assessSyncObject';
import { assessSyncSources } from './assessSyncSources';
import { ClusterAssessment, EnginesAssessment } from './clusterAssessments';
import { ClusterView } from './ClusterView';
import { concernsCluster } from './concernsCluster';
import { earliest } from './earliest';
import { assessEngines } from './engines/assessEngines';
import { EngineQuestion } from './engines/EngineQuestion';
import { findUnreadEngines } from './engines/findUnreadEngines';
import { Finding, verdictOf } from './Finding';
import { Horizon } from './Horizon';
import { assessInstalls } from './installs/assessInstalls';
import { judgedAt, Moment, MomentOptions, settle } from './judgedAt';
import { kindGate } from './kindGate';
import { toParts } from './toParts';
import { ProtectionVerdict } from './verdict';
import { worstFinding } from './worstFinding';

const NEEDED: readonly FactKind[] = [
  'Schedule',
  'BackupStorageLocation',
  'Backup',
];

/** A verdict, and the cluster whose silence would make it UNKNOWN. */
interface Judged {
  cluster: string;
  verdict: ProtectionVerdict;
}

/**
 * Judges a cluster: the worst of what makes backups in it, and of the sync
 * objects that belong to it.
 *
 * @remarks
 * Of equals the cause is named before what comes of it: no schedule at all;
 * installs of Velero; its schedules, storage locations and repositories; backup
 * targets, databases, ScheduledBackups and volumes of other engines; what
 * cannot be read. Of what lies in the namespaces of services only broken
 * promises count: see {@link concernsCluster}. Every sync object is a part of
 * the cluster whose API server holds it.
 *
 * @public
 */
export function assessCluster(
  subject: {
    facts: ClusterFacts;
    syncObjects: readonly LocatedSyncObject[];
    /** What the config repositories exempt in the cluster, expired ones too. */
    exemptions?: readonly Exemption[];
    /** What the environment of the cluster declares for its services, or `null`. */
    rpoSeconds?: number | null;
    settings: JudgeSettings;
  },
  options: MomentOptions,
): ClusterAssessment {
  const { facts } = subject;
  const cluster = ClusterView.create(facts, subject.settings);
  const moment = judgedAt(facts.contact, options);
  const horizon = Horizon.at(moment.now);
  const gate = kindGate(facts, NEEDED, horizon);
  const unread = findUnreadEngines(cluster, horizon);
  const velero = assessVelero(cluster, moment.now, gate);
  const engines = assessEngines(questionOf(cluster, subject, moment), unread);
  const { syncObjects, syncSources } = assessSync(subject, moment);
  const reading = worstFinding([gate, unread.postgres, unread.longhorn]);
  const protection = weigh(facts, { velero, engines, reading, horizon });
  const parts = toParts({
    protection: protection.map(judged => settle(judged, moment)),
    sync: [...syncObjects, ...syncSources],
  });
  return {
    ...settleAll(velero, moment),
    ...settleAll(engines, moment),
    syncObjects,
    syncSources,
    parts,
    lastGoodAt: null,
    objectiveMet: null,
    validUntil: earliest(
      parts.flatMap(part => [
        part.protection?.validUntil,
        part.sync?.validUntil,
      ]),
    ),
  };
}

function questionOf(
  cluster: ClusterView,
  subject: {
    exemptions?: readonly Exemption[];
    rpoSeconds?: number | null;
  },
  { now }: Moment,
): EngineQuestion {
  const { exemptions = [], rpoSeconds = null } = subject;
  return {
    cluster,
    exemptions,
    declared:
      rpoSeconds === null ? null : { rpoSeconds, source: 'environment' },
    now,
  };
}

/** What Velero makes of a cluster; nothing is said while it is not read. */
type VeleroAssessment = Pick<
  ClusterAssessment,
  'installs' | 'schedules' | 'storageLocations'
>;

function assessVelero(
  cluster: ClusterView,
  now: Date,
  gate: Finding | null,
): VeleroAssessment {
  if (gate) return { installs: [], schedules: [], storageLocations: [] };
  const { schedules, storageLocations } = cluster.facts;
  return {
    installs: assessInstalls(cluster, now),
    schedules: schedules.map(fact =>
      assessSchedule(cluster.viewOf(fact), { cluster, now }),
    ),
    storageLocations: storageLocations.map(fact => ({
      cluster: cluster.name,
      fact,
      verdict: assessStorageLocation(fact, { now }),
    })),
  };
}

/**
 * The verdicts that the cluster is the worst of. What is set aside may become a
 * matter of the cluster when its own time comes, so the horizon asks for that.
 */
function weigh(
  facts: ClusterFacts,
  found: {
    velero: VeleroAssessment;
    engines: EnginesAssessment;
    reading: Finding | null;
    horizon: Horizon;
  },
): Judged[] {
  const { velero, engines, reading, horizon } = found;
  const { installs, schedules, storageLocations } = velero;
  const ofServices: (Judged & { isSkipped?: boolean })[] = [
    ...engines.databases,
    ...engines.scheduledBackups,
    ...engines.volumes,
  ];
  const counts = ({ verdict, isSkipped }: (typeof ofServices)[number]) =>
    !isSkipped && concernsCluster(verdict);
  for (const { verdict } of ofServices.filter(one => !counts(one))) {
    if (verdict.validUntil) horizon.isReached(verdict.validUntil);
  }
  const isWell = ({ verdict }: Judged) => verdict.state === 'HEALTHY';
  return [
    ...(reading ? [] : noSchedule(facts, schedules)),
    ...installs.filter(install => !isWell(install)),
    ...schedules,
    ...storageLocations,
    ...engines.repositories,
    ...engines.backupTargets,
    ...ofServices.filter(counts),
    // What the newest backup is says more than that a server runs.
    ...installs.filter(isWell),
    // It is there even where nothing is wrong: what is read may go stale.
    judgeReading(facts, reading, horizon),
  ];
}

function settleAll<T extends Record<keyof T, { verdict: ProtectionVerdict }[]>>(
  lists: T,
  moment: Moment,
): T {
  return Object.fromEntries(
    Object.entries<{ verdict: ProtectionVerdict }[]>(lists).map(
      ([name, list]) => [name, list.map(judged => settle(judged, moment))],
    ),
  ) as T;
}

/** What applies to the cluster, and what that comes from. */
function assessSync(
  subject: {
    facts: ClusterFacts;
    syncObjects: readonly LocatedSyncObject[];
  },
  moment: Moment,
): Pick<ClusterAssessment, 'syncObjects' | 'syncSources'> {
  const { now } = moment;
  return {
    syncObjects: subject.syncObjects.map(located =>
      settle(assessSyncObject(located, { now }), moment),
    ),
    syncSources: assessSyncSources(subject.facts, now).map(source =>
      settle(source, moment),
    ),
  };
}

function judgeReading(
  facts: ClusterFacts,
  gate: Finding | null,
  horizon: Horizon,
): Judged {
  const finding: Finding = gate ?? {
    state: 'HEALTHY',
    reason: 'cluster_read',
    message: `All that makes backups in cluster ${quoteName(
      facts.name,
    )} keeps what it promises.`,
  };
  return { cluster: facts.name, verdict: verdictOf(finding, horizon) };
}

function noSchedule(
  facts: ClusterFacts,
  schedules: readonly ScheduleAssessment[],
): Judged[] {
  if (schedules.length) return [];
  return [
    {
      cluster: facts.name,
      verdict: {
        state: 'UNPROTECTED',
        reason: 'no_schedule',
        message: `Cluster ${quoteName(facts.name)} has no schedule.`,
        validUntil: null,
      },
    },
  ];
}
