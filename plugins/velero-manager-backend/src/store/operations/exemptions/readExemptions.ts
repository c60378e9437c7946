import { Exemption } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { matchesPattern } from '../../../names';
import { DbExemptionRow } from '../../tables';
import { ExemptionScope } from '../../exemptionTypes';

/** A namespace of a cluster and the environment of that. */
interface Place {
  cluster: string;
  environment: string | null;
  namespace: string;
}

/**
 * The exemptions that are for some namespaces, each with the cluster that it is
 * for: a config repository exempts nothing outside of its own scope.
 *
 * @internal
 */
export async function readExemptions(options: {
  knex: Knex;
  namespaces: string[];
}): Promise<DbExemptionRow[]> {
  const { knex, namespaces } = options;
  return namespaces.length === 0
    ? []
    : knex<DbExemptionRow>('exemptions')
        .whereIn('namespace', [...new Set(namespaces)])
        .select();
}

/** What rows exempt of some places, each exemption with its cluster. @internal */
export function exemptionsOf(
  rows: DbExemptionRow[],
  places: Place[],
): Exemption[] {
  const inOrder = [...rows].sort(
    (a, b) =>
      Number(a.repository > b.repository) -
        Number(a.repository < b.repository) || a.ordinal - b.ordinal,
  );
  return inOrder.flatMap(row => {
    const exemption: Exemption = JSON.parse(row.data);
    const scope: ExemptionScope = JSON.parse(row.scope);
    return places
      .filter(place => isFor(exemption, place) && isWithin(scope, place))
      .map(({ cluster }) => ({ ...exemption, cluster }));
  });
}

function isFor(exemption: Exemption, place: Place): boolean {
  const { environment, cluster, namespace } = exemption;
  return (
    namespace === place.namespace &&
    (cluster ?? place.cluster) === place.cluster &&
    (environment ?? place.environment) === place.environment
  );
}

function isWithin(scope: ExemptionScope, place: Place): boolean {
  const { cluster, environment } = place;
  return (
    (scope.environments === null ||
      (environment !== null && scope.environments.includes(environment))) &&
    (scope.clusters?.some(pattern => matchesPattern(pattern, cluster)) ?? true)
  );
}
