import {
  Claim,
  NamespaceFact,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { DbFactRow } from '../../tables';
import { readFacts } from '../facts/readFacts';

/** Claims with every one to any cluster resolved, and the namespaces that exist. @internal */
export interface ResolvedClaims {
  /** In order of cluster and name, each once. */
  namespaces: { cluster: string; namespace: string }[];
  /** The claimed namespaces that exist, by cluster. */
  facts: Map<string, NamespaceFact[]>;
}

/**
 * Finds out which namespaces are claimed: a claim without a cluster stands for
 * every cluster that has a namespace of that name.
 *
 * @internal
 */
export async function resolveClaims(options: {
  knex: Knex;
  claims: Claim[];
}): Promise<ResolvedClaims> {
  const { knex, claims } = options;
  const [anywhere, named] = await Promise.all([
    readAnywhere(knex, claims),
    readNamed(knex, claims),
  ]);
  const keys = new Map<string, { cluster: string; namespace: string }>();
  const facts = new Map<string, Map<string, NamespaceFact>>();
  const add = (cluster: string, fact: NamespaceFact) =>
    facts.set(cluster, (facts.get(cluster) ?? new Map()).set(fact.name, fact));
  for (const { cluster, namespace } of claims) {
    if (cluster !== null) {
      keys.set(JSON.stringify([cluster, namespace]), { cluster, namespace });
      const fact = named.get(cluster)?.find(one => one.name === namespace);
      if (fact) {
        add(cluster, fact);
      }
    }
  }
  for (const { cluster, fact } of anywhere) {
    keys.set(JSON.stringify([cluster, fact.name]), {
      cluster,
      namespace: fact.name,
    });
    add(cluster, fact);
  }
  return {
    namespaces: [...keys]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, place]) => place),
    facts: new Map(
      [...facts].map(([cluster, byName]) => [cluster, [...byName.values()]]),
    ),
  };
}

async function readAnywhere(
  knex: Knex,
  claims: Claim[],
): Promise<{ cluster: string; fact: NamespaceFact }[]> {
  const names = claims.filter(c => c.cluster === null).map(c => c.namespace);
  if (names.length === 0) {
    return [];
  }
  const rows = await knex<DbFactRow>('facts')
    .where({ kind: 'Namespace' })
    .whereIn('name', names)
    .orderBy(['cluster', 'name'])
    .select('cluster', 'data');
  return rows.map(row => ({
    cluster: row.cluster,
    fact: JSON.parse(row.data),
  }));
}

async function readNamed(
  knex: Knex,
  claims: Claim[],
): Promise<Map<string, NamespaceFact[]>> {
  const named = claims.filter(claim => claim.cluster !== null);
  return named.length === 0
    ? new Map()
    : readFacts({
        knex,
        kind: 'Namespace',
        clusters: [...new Set(named.map(claim => `${claim.cluster}`))],
        names: [...new Set(named.map(claim => claim.namespace))],
      });
}
