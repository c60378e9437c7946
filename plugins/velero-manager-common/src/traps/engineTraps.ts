import { EngineOptions, judgePostgres, judgeVolume } from '../engines';
import { findFewKept } from '../engines/longhorn/longhornTraps';
import { makesBackups } from '../engines/longhorn/LonghornView';
import { findFiveFields } from '../engines/postgres/postgresTraps';
import { Finding } from '../health/Finding';
import { ReasonCode } from '../health/reasons';
import { objectIn, TrapContext, TrapFinding } from './TrapContext';
import { TrapCode } from './trapTable';

/** Traps that engines find where they judge; others are found once for each object. */
const CODES: Partial<Record<ReasonCode, TrapCode>> = {
  retention_shorter_than_interval: 'RETENTION_SHORT',
  postgres_objective_unreachable: 'OBJECTIVE_UNREACHABLE',
  longhorn_objective_unreachable: 'OBJECTIVE_UNREACHABLE',
};

/**
 * Traps of the engines beside Velero. What a schedule or a job says by itself
 * is read there; what needs the backups that were made is looked for where
 * these are among the facts.
 *
 * @internal
 */
export function findEngineTraps(context: TrapContext): TrapFinding[] {
  const { PostgresScheduledBackup = [], LonghornRecurringJob = [] } =
    context.cluster.facts.objects;
  return [
    ...PostgresScheduledBackup.filter(
      ({ deletedAt }) => deletedAt === null,
    ).flatMap(fact => {
      const found = findFiveFields(fact);
      const object = objectIn(context, 'PostgresScheduledBackup', fact);
      return found ? [toTrap(found, 'FIVE_FIELD_CRON', object)] : [];
    }),
    ...LonghornRecurringJob.filter(makesBackups).flatMap(job => {
      const found = findFewKept(job);
      const object = objectIn(context, 'LonghornRecurringJob', job);
      return found ? [toTrap(found, 'FEW_KEPT', object)] : [];
    }),
    ...findPostgres(context),
    ...findLonghorn(context),
  ];
}

function findPostgres(context: TrapContext): TrapFinding[] {
  const { PostgresBackup, PostgresCluster = [] } =
    context.cluster.facts.objects;
  if (!PostgresBackup) return [];
  return PostgresCluster.filter(({ deletedAt }) => deletedAt === null).flatMap(
    fact => {
      const { traps } = judgePostgres(fact, {
        ...optionsOf(context),
        otherCover: [],
      });
      return known(traps, objectIn(context, 'PostgresCluster', fact));
    },
  );
}

function findLonghorn(context: TrapContext): TrapFinding[] {
  const { LonghornBackup, LonghornVolume = [] } = context.cluster.facts.objects;
  if (!LonghornBackup) return [];
  return LonghornVolume.filter(({ deletedAt }) => deletedAt === null).flatMap(
    volume =>
      volume.claim
        ? known(
            judgeVolume(volume, volume.claim, optionsOf(context)).traps,
            objectIn(context, 'PersistentVolumeClaim', volume.claim),
          )
        : [],
  );
}

function optionsOf({
  cluster,
  horizon,
  rpoSeconds,
  settings,
}: TrapContext): EngineOptions {
  return {
    cluster: cluster.facts,
    horizon,
    declared:
      rpoSeconds === null ? null : { rpoSeconds, source: 'environment' },
    requireOffsite: settings.requireOffsite,
  };
}

function known(
  findings: readonly Finding[],
  object: TrapFinding['object'],
): TrapFinding[] {
  return findings.flatMap(finding => {
    const code = CODES[finding.reason];
    return code ? [toTrap(finding, code, object)] : [];
  });
}

function toTrap(
  { message }: Finding,
  code: TrapCode,
  object: TrapFinding['object'],
): TrapFinding {
  return { code, severity: 'warning', message, object };
}
