import { ClusterFacts, LocatedSyncObject } from '../facts';
import { FactKind } from '../kinds';
import { quoteName } from '../words';
import { ClusterAssessment, ScheduleAssessment } from './assessments';
import { assessSchedule } from './assessSchedule';
import { assessStorageLocation } from './assessStorageLocation';
import { assessSyncObject } from './assessSyncObject';
import { earliest } from './earliest';
import { Horizon } from './Horizon';
import { judgedAt, MomentOptions } from './judgedAt';
import { kindGate } from './kindGate';
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
  subject: { facts: ClusterFacts; syncObjects: readonly LocatedSyncObject[] },
  options: MomentOptions,
): ClusterAssessment {
  const { facts } = subject;
  const moment = judgedAt(facts.contact, options);
  const { now } = moment;
  const horizon = Horizon.at(now);
  const gate = kindGate(facts, NEEDED, horizon);
  const schedules = gate
    ? []
    : facts.schedules.map(s => assessSchedule(s, { cluster: facts, now }));
  const storageLocations = gate
    ? []
    : facts.storageLocations.map(fact => ({
        cluster: facts.name,
        fact,
        verdict: assessStorageLocation(fact, { now }),
      }));
  const syncObjects = subject.syncObjects.map(located =>
    assessSyncObject(located, { now }),
  );
  const own = gate
    ? [
        {
          cluster: facts.name,
          verdict: { ...gate, validUntil: horizon.validUntil },
        },
      ]
    : [...noSchedule(facts, schedules), ...schedules, ...storageLocations];
  const protection = own.map(part => ({
    ...part,
    verdict: {
      ...part.verdict,
      validUntil: earliest([part.verdict.validUntil, horizon.validUntil]),
    },
  }));
  const parts = toParts({ protection, sync: syncObjects });
  return {
    schedules,
    storageLocations,
    syncObjects,
    parts,
    lastGoodAt: null,
    objectiveMet: null,
    validUntil: moment.isFrozen
      ? null
      : earliest(
          parts.flatMap(part => [
            part.protection?.validUntil,
            part.sync?.validUntil,
          ]),
        ),
  };
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
