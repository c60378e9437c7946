import {
  BackupFact,
  ClusterFacts,
  FactLists,
  NamespaceFact,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { KnownRuns } from '../../KnownRuns';
import { readSchedules } from '../facts/readSchedules';
import { ClusterNamespace } from '../syncObjects/readAimedSyncObjects';
import { KnownCluster, readKnownClusters } from './readKnownClusters';
import { readTwins } from './readTwins';

/** What somebody asks about some clusters. @internal */
export interface ClusterQuestion {
  clusters: string[];
  /** Facts of the namespaces that are asked about, by cluster. */
  namespaces: Map<string, NamespaceFact[]>;
  /** Of schedules and runs those that matter to these places; absent: all. */
  places?: ClusterNamespace[];
}

/**
 * What is known of clusters, an answer for each question; further facts the
 * caller has. All questions are read together, and what several ask for is
 * read and parsed once: the number of queries depends on neither that of the
 * questions nor that of the clusters, but where clusters found runs in their
 * bucket that were made in others. Names of clusters that nobody defined are
 * passed over.
 *
 * @internal
 */
export async function readClusterFacts(options: {
  knex: Knex;
  questions: ClusterQuestion[];
  objects: Promise<Map<string, FactLists>[]>;
  /** Those that were read before. */
  runs: KnownRuns;
}): Promise<ClusterFacts[][]> {
  const { knex, questions } = options;
  const clusters = [...new Set(questions.flatMap(asked => asked.clusters))];
  const [known, objects, found] = await Promise.all([
    clusters.length === 0 ? [] : readKnownClusters({ knex, clusters }),
    options.objects,
    readSchedules({ knex, questions, runs: options.runs }),
  ]);
  const twins = await readAllTwins({
    knex,
    known,
    runs: found.map(answer => answer.runs),
  });
  return questions.map((question, i) =>
    known
      .filter(({ facts }) => question.clusters.includes(facts.name))
      .map(({ facts }) => {
        const runs = found[i].runs.get(facts.name) ?? [];
        return {
          ...facts,
          namespaces: question.namespaces.get(facts.name) ?? [],
          schedules: found[i].schedules.get(facts.name) ?? [],
          runs,
          objects: objects[i].get(facts.name) ?? {},
          twins: narrow(twins.get(facts.name) ?? {}, runs),
        };
      }),
  );
}

/** Where runs were made that clusters found in their buckets, by cluster. */
async function readAllTwins(options: {
  knex: Knex;
  known: KnownCluster[];
  runs: Map<string, BackupFact[]>[];
}): Promise<Map<string, Record<string, string>>> {
  const { knex, known, runs } = options;
  return new Map(
    await Promise.all(
      known.map(async ({ facts: { name: cluster }, sharing }) => {
        const all = new Set(runs.flatMap(found => found.get(cluster) ?? []));
        return [
          cluster,
          await readTwins({ knex, runs: [...all], sharing }),
        ] as const;
      }),
    ),
  );
}

/** Of the twins of a cluster those of some of its runs. */
function narrow(
  twins: Record<string, string>,
  runs: BackupFact[],
): Record<string, string> {
  return Object.keys(twins).length === 0
    ? twins
    : Object.fromEntries(
        runs.flatMap(({ uid }) =>
          Object.hasOwn(twins, uid) ? [[uid, twins[uid]]] : [],
        ),
      );
}
