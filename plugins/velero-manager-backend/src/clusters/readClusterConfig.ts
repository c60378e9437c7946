import { readFileSync } from 'node:fs';
import type { Config } from '@backstage/config';
import type { JsonValue } from '@backstage/types';
import type { z } from 'zod/v3';
import { allowExecSchema, clusterDefaultsSchema } from './clusterConfigSchema';
import { ConfigProblems } from './ConfigProblems';
import { type CatalogTrust, readCatalogTrust } from './CatalogTrust';
import type { ClusterAnnotation } from './ClusterAnnotation';
import type { ReadContext } from './readCertificates';
import { type Located, readClusterEntry } from './readClusterEntry';
import {
  type LocatedCluster,
  readLocatedClusters,
} from './readLocatedClusters';
import type { ClusterDefinition, ConfigNote } from './types';

const CLUSTERS = 'veleroManager.clusters';
const DEFAULTS = 'veleroManager.clusterDefaults';
const ALLOW_EXEC = 'veleroManager.allowExec';

/**
 * The clusters that configuration names, and what an operator should know
 * about it.
 *
 * @internal
 */
export interface ClusterConfig {
  clusters: ClusterDefinition[];
  notes: ConfigNote[];
  /** Which clusters of the catalog to trust; `null` where it is not asked. */
  catalog: CatalogTrust | null;
  /** What is said of clusters that the catalog may name, by their name. */
  annotations: Map<string, ClusterAnnotation>;
  /** The environment of a cluster that does not say it itself. */
  defaultEnvironment(name: string): string | null;
}

function indexLocated(
  clusters: LocatedCluster[],
  problems: ConfigProblems,
): Located {
  const located: Located = new Map();
  for (const cluster of clusters) {
    const { name, definedAt } = cluster.definition;
    const other = located.get(name);
    if (other) {
      problems.add(
        definedAt,
        `defines the cluster '${name}', which is defined at '${other.definition.definedAt}' already`,
      );
    } else {
      located.set(name, cluster);
    }
  }
  return located;
}

function matches(pattern: string, name: string): boolean {
  const source = pattern
    .replace(/\*+/g, '*')
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`).test(name);
}

function readOwnEntries(config: Config, context: ReadContext): JsonValue[] {
  const entries = config.getOptional<JsonValue>(CLUSTERS) ?? [];
  if (!Array.isArray(entries)) {
    context.problems.add(CLUSTERS, 'must be a list');
    return [];
  }
  return entries;
}

function readOwnClusters(
  config: Config,
  options: {
    located: Located;
    catalog?: Map<string, ClusterAnnotation>;
    context: ReadContext;
  },
): Map<string, ClusterDefinition> {
  const { problems } = options.context;
  const clusters = new Map<string, ClusterDefinition>();
  readOwnEntries(config, options.context).forEach((value, index) => {
    const place = `${CLUSTERS}[${index}]`;
    const cluster = readClusterEntry(value, place, options);
    const other = cluster && clusters.get(cluster.name);
    if (other) {
      problems.add(
        place,
        `names the cluster '${cluster.name}' a second time; the first is at '${other.definedAt}'`,
      );
    } else if (cluster) {
      clusters.set(cluster.name, cluster);
    }
  });
  return clusters;
}

/**
 * Reads which clusters there are and how to log in, from
 * `veleroManager.clusters`, `veleroManager.clusterDefaults` and the locator
 * methods of the kubernetes plugin. A cluster is its name: an entry of ours
 * with `url` (or with a log-in that brings one) defines it, an entry without
 * annotates the located cluster of that name.
 *
 * Certificate files are read here, once; tokens in files are read when used.
 *
 * @throws InputError that lists every problem with its place and without
 * secrets
 * @internal
 */
export function readClusterConfig(
  config: Config,
  options: { readFile?: (path: string) => string } = {},
): ClusterConfig {
  const { readFile = path => readFileSync(path, 'utf8') } = options;
  const problems = new ConfigProblems();
  const read = <S extends z.ZodTypeAny>(schema: S, place: string) =>
    problems.parse(schema, config.getOptional(place) ?? [], place) ?? [];
  const allowExec: string[] = read(allowExecSchema, ALLOW_EXEC);
  const context: ReadContext = { problems, notes: [], allowExec, readFile };

  const catalog = readCatalogTrust(config, context);
  const annotations = new Map<string, ClusterAnnotation>();
  const located = indexLocated(readLocatedClusters(config, context), problems);
  const own = readOwnClusters(config, {
    located,
    context,
    ...(catalog && { catalog: annotations }),
  });
  for (const [name, { place }] of annotations) {
    const other = own.get(name);
    if (other) {
      problems.add(
        place,
        `annotates the cluster '${name}', which '${other.definedAt}' defines; write it all there`,
      );
    }
  }
  const defaults: z.output<typeof clusterDefaultsSchema> = read(
    clusterDefaultsSchema,
    DEFAULTS,
  );
  problems.throwIfAny();

  const clusters = new Map([
    ...[...located].map(([name, it]) => [name, it.definition] as const),
    ...own,
  ]);
  const defaultEnvironment = (name: string) =>
    defaults.find(({ match }) => matches(match, name))?.environment ?? null;
  return {
    clusters: [...clusters.values()].map(cluster => ({
      ...cluster,
      environment: cluster.environment ?? defaultEnvironment(cluster.name),
    })),
    notes: context.notes,
    catalog,
    annotations,
    defaultEnvironment,
  };
}
