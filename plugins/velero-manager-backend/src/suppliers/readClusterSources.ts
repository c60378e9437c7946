import { readFileSync } from 'node:fs';
import { InputError, toError } from '@backstage/errors';
import type { JsonValue } from '@backstage/types';
import type { ClusterSource } from '@velero-manager/backstage-plugin-velero-manager-node';
import type { ClusterDefinition } from '../clusters';
import { ConfigProblems } from '../clusters/ConfigProblems';
import { readClusterEntry } from '../clusters/readClusterEntry';

/**
 * Checks what a supplier said by the rules of `veleroManager.clusters`: names,
 * URLs and certificates from elsewhere are no more to be trusted than those in
 * a file. A cluster that breaks a rule is left out, the others stand.
 *
 * @param place - where the clusters come from, for messages
 * @internal
 */
export function readClusterSources(
  sources: ClusterSource[],
  place: string,
): { clusters: ClusterDefinition[]; problems: string[] } {
  const clusters: ClusterDefinition[] = [];
  const problems: string[] = [];
  sources.forEach((source, index) => {
    try {
      clusters.push(readClusterSource(source, `${place}[${index}]`));
    } catch (error) {
      problems.push(toError(error).message);
    }
  });
  return { clusters, problems };
}

function readClusterSource(
  source: ClusterSource,
  place: string,
): ClusterDefinition {
  const problems = new ConfigProblems();
  const cluster = readClusterEntry(source as unknown as JsonValue, place, {
    located: new Map(),
    context: {
      problems,
      notes: [],
      readFile: path => readFileSync(path, 'utf8'),
    },
  });
  problems.throwIfAny();
  if (!cluster) {
    throw new InputError(`'${place}' is not a cluster`);
  }
  return cluster;
}
