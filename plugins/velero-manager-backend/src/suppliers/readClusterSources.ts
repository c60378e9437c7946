import type { JsonValue } from '@backstage/types';
import type { ClusterSource } from '@velero-manager/backstage-plugin-velero-manager-node';
import type { ClusterDefinition, ClusterReading } from '../clusters';
import { ConfigProblems } from '../clusters/ConfigProblems';
import { readClusterEntry } from '../clusters/readClusterEntry';

/** What `ClusterSourceAuth` allows; a module may be built against another version. */
const LOG_INS = ['serviceAccountToken', 'tokenFile', 'clientCertificate'];

/**
 * Checks what a supplier said by the rules of `veleroManager.clusters`: names,
 * URLs and certificates from elsewhere are no more to be trusted than those in
 * a file. A cluster that breaks a rule is left out and noted, the others stand.
 *
 * @param place - where the clusters come from, for messages
 * @internal
 */
export function readClusterSources(
  sources: ClusterSource[],
  place: string,
): ClusterReading {
  const readings = sources.map((source, index) =>
    readClusterSource(source, `${place}[${index}]`),
  );
  return {
    clusters: readings.flatMap(({ clusters }) => clusters),
    notes: readings.flatMap(({ notes }) => notes),
  };
}

function readClusterSource(
  source: ClusterSource,
  place: string,
): ClusterReading {
  const problems = new ConfigProblems();
  const read = (): ClusterDefinition | undefined =>
    readClusterEntry(source as unknown as JsonValue, place, {
      located: new Map(),
      context: {
        problems,
        notes: [],
        allowExec: [],
        readFile: () => {
          throw new Error('Suppliers give certificates, not files of them');
        },
      },
    });
  const cluster = read();
  if (cluster && !LOG_INS.includes(cluster.auth.type)) {
    problems.add(`${place}.auth.type`, `must be one of ${LOG_INS.join(', ')}`);
  }
  const found = problems.list();
  return {
    clusters: cluster && found.length === 0 ? [cluster] : [],
    notes: found.map(problem => ({
      place: problem.place,
      message: `The cluster is left out: this ${problem.message}.`,
    })),
  };
}
