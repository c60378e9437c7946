import { ClusterFacts, JudgeSettings, LocatedSyncObject } from '../facts';
import { FactKind } from '../kinds';
import { quoteName } from '../words';
import { ClusterAssessment, ScheduleAssessment } from './assessments';
import { assessSchedule } from './assessSchedule';
import { assessStorageLocation } from './assessStorageLocation';
import { assessSyncObject } from './assessSyncObject';
import { assessSyncSources } from './assessSyncSources';
import { ClusterView } from './ClusterView';
import { earliest } from './earliest';
import { Finding, verdictOf } from './Finding';
import { Horizon } from './Horizon';
import { judgedAt, Moment, MomentOptions, settle } from './judgedAt';
import { kindGate } from './kindGate';
import { ScheduleView } from './ScheduleView';
import { toParts } from './toParts';
import { ProtectionVerdict } from './verdict';

const NEEDED: readonly FactKind[] = [
  'Schedule',
  'BackupStorageLocation',
  'Backup',
];

/**
 * Judges a cluster: the worst of its schedules and storage locations, and of
 * the sync objects that belong to it.
 *
 * @remarks
 * Order: what it needs is not read; no schedule at all; then the roll-up. Every
 * sync object is a part of the cluster whose API server holds it.
 *
 * @public
 */
export function assessCluster(
  subject: {
    facts: ClusterFacts;
    syncObjects: readonly LocatedSyncObject[];
    settings: JudgeSettings;
  },
  options: MomentOptions,
): ClusterAssessment {
  const { facts } = subject;
  const cluster = ClusterView.create(facts, subject.settings);
  const moment = judgedAt(facts.contact, options);
  const { now } = moment;
  const horizon = Horizon.at(now);
  const gate = kindGate(facts, NEEDED, horizon);
  const schedules = (gate ? [] : facts.schedules).map(fact =>
    settle(
      assessSchedule(ScheduleView.create(fact, cluster), { cluster, now }),
      moment,
    ),
  );
  const storageLocations = (gate ? [] : facts.storageLocations).map(fact =>
    settle(
      {
        cluster: facts.name,
        fact,
        verdict: assessStorageLocation(fact, { now }),
      },
      moment,
    ),
  );
  const { syncObjects, syncSources } = assessSync(subject, moment);
  const protection = [
    ...(gate ? [] : noSchedule(facts, schedules)),
    ...schedules,
    ...storageLocations,
    // It is there even where nothing is wrong: what is read may go stale.
    settle(judgeReading(facts, gate, horizon), moment),
  ];
  const parts = toParts({
    protection,
    sync: [...syncObjects, ...syncSources],
  });
  return {
    schedules,
    storageLocations,
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
): { cluster: string; verdict: ProtectionVerdict } {
  const finding: Finding = gate ?? {
    state: 'HEALTHY',
    reason: 'cluster_read',
    message: `All schedules of cluster ${quoteName(
      facts.name,
    )} keep what they promise.`,
  };
  return { cluster: facts.name, verdict: verdictOf(finding, horizon) };
}

function noSchedule(
  facts: ClusterFacts,
  schedules: readonly ScheduleAssessment[],
): { cluster: string; verdict: ProtectionVerdict }[] {
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
