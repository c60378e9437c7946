import { judgePostgres } from '../../engines/postgres';
import { FactKind } from '../../kinds';
import { quoteName } from '../../words';
import { Horizon } from '../Horizon';
import { UnitFinding, untold } from './assessUnit';
import { fileCopiers } from './fileCopiers';
import { fromEngine } from './fromEngine';
import { UnitQuestion } from './UnitQuestion';

/** What must be read before anything is said of a database. @internal */
export const POSTGRES_KINDS: readonly FactKind[] = [
  'PostgresCluster',
  'PostgresScheduledBackup',
  'PostgresBackup',
];

/**
 * Judges a PostgreSQL cluster with all its volumes: its engine knows how to
 * copy it, a copy of the files of a running database is none.
 *
 * @internal
 */
export function judgePostgresUnit(
  question: UnitQuestion,
  name: string,
  horizon: Horizon,
): UnitFinding {
  const { cluster, namespace, declared } = question;
  const fact = cluster.facts.objects.PostgresCluster?.find(
    one => one.namespace === namespace.name && one.name === name,
  );
  if (!fact) {
    return untold(
      {
        state: 'UNKNOWN',
        reason: 'postgres_not_found',
        message: `Volumes of namespace ${quoteName(
          namespace.name,
        )} belong to PostgreSQL cluster ${quoteName(
          name,
        )}, which does not exist.`,
      },
      question,
    );
  }
  const standing = judgePostgres(fact, {
    cluster: cluster.facts,
    horizon,
    declared,
    requireOffsite: cluster.settings.requireOffsite,
    otherCover: fileCopiers(cluster, namespace, name),
  });
  return fromEngine(standing, 'cloudnative-pg', question);
}
