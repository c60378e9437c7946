import {
  Claim,
  NamespaceFact,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { readFactText } from '../../factText';
import { DbFactRow } from '../../tables';
import { areNamed } from '../facts/areNamed';
import { readFacts } from '../facts/readFacts';

/** Claims with every one to any cluster resolved, and the namespaces that exist. @internal */
export interface ResolvedClaims {
  /** In order of cluster and name, each once. */
  namespaces: { cluster: string; namespace: string }[];
  /** The claimed namespaces that exist, by cluster. */
  facts: Map<string, NamespaceFact[]>;
}

/** Namespaces that exist, by name and then by cluster. */
type Existing = Map<string, Map<string, NamespaceFact>>;

/**
 * Finds out which namespaces are claimed: a claim without a cluster stands for
 * every cluster that has a namespace of that name. Several lists of claims are
 * resolved together, an answer for each.
 *
 * @internal
 */
export async function resolveClaims(options: {
  knex: Knex;
  claims: Claim[][];
}): Promise<ResolvedClaims[]> {
  const { knex, claims } = options;
  const all = claims.flat();
  const [anywhere, named] = await Promise.all([
    readAnywhere(knex, all),
    readNamed(knex, all),
  ]);
  return claims.map(own => resolve(own, { anywhere, named }));
}

function resolve(
  claims: Claim[],
  { anywhere, named }: { anywhere: Existing; named: Existing },
): ResolvedClaims {
  const keys = new Map<string, { cluster: string; namespace: string }>();
  const facts = new Map<string, Map<string, NamespaceFact>>();
  const add = (cluster: string, namespace: string, fact?: NamespaceFact) => {
    keys.set(JSON.stringify([cluster, namespace]), { cluster, namespace });
    if (fact) {
      facts.set(
        cluster,
        (facts.get(cluster) ?? new Map()).set(namespace, fact),
      );
    }
  };
  for (const { cluster, namespace } of claims) {
    if (cluster === null) {
      anywhere
        .get(namespace)
        ?.forEach((fact, holder) => add(holder, namespace, fact));
    } else {
      add(cluster, namespace, named.get(namespace)?.get(cluster));
    }
  }
  return {
    namespaces: [...keys]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, place]) => place),
    facts: new Map(
      [...facts].map(([cluster, some]) => [cluster, [...some.values()]]),
    ),
  };
}

async function readAnywhere(knex: Knex, claims: Claim[]): Promise<Existing> {
  const names = claims.filter(c => c.cluster === null).map(c => c.namespace);
  if (names.length === 0) {
    return new Map();
  }
  const rows = await knex<DbFactRow>('facts')
    .where({ kind: 'Namespace' })
    .whereIn('name', [...new Set(names)])
    .modify(areNamed)
    .select<Pick<DbFactRow, 'cluster' | 'data'>[]>('cluster', 'data');
  return byName(
    rows.map(({ cluster, data }) => ({
      cluster,
      fact: readFactText('Namespace', data),
    })),
  );
}

async function readNamed(knex: Knex, claims: Claim[]): Promise<Existing> {
  const named = claims.filter(claim => claim.cluster !== null);
  if (named.length === 0) {
    return new Map();
  }
  const facts = await readFacts({
    knex,
    kind: 'Namespace',
    clusters: [...new Set(named.map(claim => `${claim.cluster}`))],
    names: [...new Set(named.map(claim => claim.namespace))],
  });
  return byName(
    [...facts].flatMap(([cluster, some]) =>
      some.map(fact => ({ cluster, fact })),
    ),
  );
}

function byName(found: { cluster: string; fact: NamespaceFact }[]): Existing {
  const existing: Existing = new Map();
  for (const { cluster, fact } of found) {
    const known = existing.get(fact.name) ?? new Map<string, NamespaceFact>();
    existing.set(fact.name, known.set(cluster, fact));
  }
  return existing;
}
