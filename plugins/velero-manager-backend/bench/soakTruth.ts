import { kindDefinitionList } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { Agent } from 'undici';
import { parseDelta } from '../src/collect/parseDelta';
import { factKey, toFactRows } from '../src/store/toFactRows';
import { fetchList } from './collectorBaseline';
import { CollectorFleet } from './collectorFleet';

/** An object of a cluster that the store has otherwise. */
export interface Difference {
  cluster: string;
  kind: string;
  object: string;
  problem: 'missing in the store' | 'gone from the cluster' | 'not the same';
}

/** What a comparison found. */
export interface Truth {
  objects: number;
  differences: Difference[];
}

/**
 * Compares the store with what the clusters say now, object by object, as far
 * as facts are kept of an object.
 */
export async function compareWithClusters(
  knex: Knex,
  fleet: CollectorFleet,
): Promise<Truth> {
  const agent = new Agent({ allowH2: true, connect: { ca: fleet.ca } });
  const differences: Difference[] = [];
  let objects = 0;
  try {
    for (const cluster of fleet.clusters) {
      for (const definition of kindDefinitionList) {
        const { kind } = definition;
        const found = await fetchList(agent, fleet.urlOf(cluster), definition);
        const parsed = parseDelta(definition, {
          type: 'replaced',
          objects: found,
          resourceVersion: '',
        });
        const rows = parsed?.delta.type === 'replaced' ? parsed.delta.rows : [];
        const { facts } = toFactRows({ cluster, kind }, rows);
        const stored = await knex('facts')
          .where({ cluster, kind })
          .select('namespace', 'name', 'data');
        const texts = new Map(stored.map(row => [factKey(row), row.data]));
        objects += facts.size;
        const note = (object: string, problem: Difference['problem']) =>
          differences.push({ cluster, kind, object, problem });
        for (const [key, { row }] of facts) {
          if (!texts.has(key)) {
            note(key, 'missing in the store');
          } else if (texts.get(key) !== row.data) {
            note(key, 'not the same');
          }
          texts.delete(key);
        }
        [...texts.keys()].forEach(key => note(key, 'gone from the cluster'));
      }
    }
  } finally {
    await agent.close();
  }
  return { objects, differences };
}

/** Verdicts that changed from what they were not: one was written twice, or lost. */
export async function findBrokenTransitions(knex: Knex): Promise<number> {
  const rows = await knex('transitions')
    .orderBy('id')
    .select('subject_id', 'aspect', 'from_state', 'to_state');
  const states = new Map<string, string>();
  let broken = 0;
  for (const row of rows) {
    const key = `${row.subject_id} ${row.aspect}`;
    broken += (states.get(key) ?? null) === row.from_state ? 0 : 1;
    states.set(key, row.to_state);
  }
  return broken;
}

/** What the store knows of clusters that differ, for who looks into it. */
export async function describeClusters(
  knex: Knex,
  differences: Difference[],
): Promise<object[]> {
  const clusters = [...new Set(differences.map(({ cluster }) => cluster))];
  return Promise.all(
    clusters.map(async cluster => ({
      cluster,
      differences: differences.filter(one => one.cluster === cluster).length,
      lease: await knex('leases').where({ cluster }).first(),
      contact: await knex('contacts').where({ cluster }).first(),
      kinds: await knex('kind_status')
        .where({ cluster })
        .whereNotIn('state', ['absent', 'synced'])
        .select('kind', 'state', 'message'),
    })),
  );
}
