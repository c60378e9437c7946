import { PersistentVolumeClaimFact } from '../facts';
import { groupBy } from '../health/groupBy';
import { volumeUnit } from '../health/units/volumeUnit';
import { quoteName, quoteNames } from '../words';
import { objectIn, TrapContext, TrapFinding } from './TrapContext';

/**
 * Trap T17: schedules that copy the files of a PostgreSQL cluster while it
 * writes to them. A snapshot is of one moment, and a hook may hold the database
 * still.
 *
 * @internal
 */
export function findDatabaseTraps(context: TrapContext): TrapFinding[] {
  const claims = (
    context.cluster.facts.objects.PersistentVolumeClaim ?? []
  ).filter(
    ({ postgresCluster, deletedAt }) =>
      postgresCluster !== null && deletedAt === null,
  );
  return [
    ...groupBy(
      claims,
      ({ namespace, postgresCluster }) => `${namespace}/${postgresCluster}`,
    ).values(),
  ].flatMap(volumes => {
    const schedules = copiersOf(context, volumes);
    const [{ namespace, postgresCluster }] = volumes;
    if (!schedules.length) return [];
    const name = postgresCluster ?? '';
    return [
      {
        code: 'DB_FILE_COPY',
        severity: 'warning',
        message: `Schedule ${quoteNames(
          schedules,
        )} copies the files of PostgreSQL cluster ${quoteName(
          name,
        )} in namespace ${quoteName(namespace)} while it runs.`,
        object: objectIn(context, 'PostgresCluster', { namespace, name }),
      },
    ];
  });
}

function copiersOf(
  { cluster }: TrapContext,
  volumes: readonly PersistentVolumeClaimFact[],
): string[] {
  const namespace = cluster.facts.namespaces.find(
    ({ name }) => name === volumes[0].namespace,
  );
  if (!namespace) return [];
  const units = volumes.map(claim => volumeUnit(cluster, namespace, claim));
  return cluster.schedules
    .filter(
      schedule =>
        schedule.standing === 'enabled' &&
        !schedule.fact.scope.hasHooks &&
        units.some(unit => unit.pathOf(schedule).path === 'fs-backup'),
    )
    .map(({ fact }) => fact.name);
}
