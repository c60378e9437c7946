import {
  createServiceFactory,
  type ServiceFactory,
} from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import {
  type Change,
  type ClusterListItem,
  clusterListItemSchema,
  type ClusterReport,
  type EntityListItem,
  type EntityReport,
  type FleetSummary,
  type PlanPreview,
  protectionStates,
  syncStates,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { type VeleroManagerService, veleroManagerServiceRef } from '../service';
import { cutPage } from './cutPage';
import { fakeChanges } from './fakeChanges';

/**
 * What the fake knows; everything may be left out.
 *
 * @public
 */
export interface VeleroManagerServiceMockOptions {
  entityReports?: EntityReport[];
  clusterReports?: ClusterReport[];
  /** What intents come to: each for those on its environment and cluster. */
  planPreviews?: PlanPreview[];
  /** Changes that were proposed before. */
  changes?: Change[];
  /** Methods that answer in a way of your own, for instance by failing. */
  overrides?: Partial<VeleroManagerService>;
}

/**
 * A fake of the service that works: it finds, lists and counts the reports it
 * is given, for whatever credentials, and throws `NotFoundError` for others.
 * Lists are in the order given, filtered by state, environment and cluster,
 * and paged by `limit` and `cursor`. It proposes the plans that it is given,
 * each once: the same again meets the change that was made.
 *
 * @public
 */
export function veleroManagerServiceMock(
  options: VeleroManagerServiceMockOptions = {},
): VeleroManagerService {
  const { entityReports = [], clusterReports = [], overrides } = options;
  return {
    async getEntityReport(entityRef) {
      const wanted = stringifyEntityRef(parseEntityRef(entityRef));
      return found(
        entityReports.find(report => report.entityRef === wanted),
        `Nothing is known of entity '${wanted}'`,
      );
    },
    async getClusterReport(cluster) {
      return found(
        clusterReports.find(report => report.name === cluster),
        `There is no cluster '${cluster}'`,
      );
    },
    async listEntities({
      state = [],
      environment = [],
      cluster = [],
      ...page
    }) {
      const items = entityReports
        .map(toEntityListItem)
        .filter(
          item =>
            allows(state, [item.protection.state]) &&
            allows(environment, item.environments) &&
            allows(cluster, item.clusters),
        );
      return cutPage(items, page);
    },
    async listClusters({ state = [], environment = [], ...page }) {
      const items: ClusterListItem[] = clusterReports
        .map(report => clusterListItemSchema.parse(report))
        .filter(
          item =>
            allows(state, [item.protection.state]) &&
            allows(environment, [item.environment ?? '']),
        );
      return cutPage(items, page);
    },
    async getFleetSummary() {
      return summarize(entityReports, clusterReports);
    },
    ...fakeChanges(options),
    ...overrides,
  };
}

/**
 * Test doubles of the service.
 *
 * @public
 */
export namespace veleroManagerServiceMock {
  /** A factory of the fake, for `startTestBackend`. */
  export const factory = (
    options?: VeleroManagerServiceMockOptions,
  ): ServiceFactory<VeleroManagerService, 'plugin'> =>
    createServiceFactory({
      service: veleroManagerServiceRef,
      deps: {},
      factory: () => veleroManagerServiceMock(options),
    });
}

function found<T>(value: T | undefined, message: string): T {
  if (value === undefined) {
    throw new NotFoundError(message);
  }
  return value;
}

function allows(wanted: string[], had: string[]): boolean {
  return wanted.length === 0 || had.some(one => wanted.includes(one));
}

function toEntityListItem(report: EntityReport): EntityListItem {
  const environments = report.clusters.map(cluster => cluster.environment);
  return {
    entityRef: report.entityRef,
    title: parseEntityRef(report.entityRef).name,
    owner: null,
    clusters: report.clusters.map(cluster => cluster.name),
    environments: [...new Set(environments)].filter(name => name !== null),
    protection: report.protection,
    sync: report.sync,
    lastGoodAt: report.lastGood?.at ?? null,
  };
}

function countBy<S extends string>(
  states: readonly S[],
  had: (S | undefined)[],
): Record<S, number> {
  return Object.fromEntries(
    states.map(state => [state, had.filter(one => one === state).length]),
  ) as Record<S, number>;
}

function summarize(
  entities: EntityReport[],
  clusters: ClusterReport[],
): FleetSummary {
  const count = (reports: (EntityReport | ClusterReport)[]) => ({
    total: reports.length,
    byState: countBy(
      protectionStates,
      reports.map(report => report.protection.state),
    ),
    bySync: countBy(
      syncStates,
      reports.map(report => report.sync?.state),
    ),
  });
  const unreachable = clusters.filter(({ contact }) =>
    ['silent', 'never', 'unwatched'].includes(contact.state),
  );
  const judged = entities.filter(({ objective }) => objective !== null);
  const met = judged.filter(({ protection }) => protection.state === 'HEALTHY');
  return {
    asOf:
      [...entities, ...clusters]
        .map(({ asOf }) => asOf)
        .sort()
        .at(-1) ?? '1970-01-01T00:00:00.000Z',
    clusters: {
      ...count(clusters),
      environments: [
        ...new Set(clusters.map(({ environment }) => environment)),
      ].filter(name => name !== null),
      unreachable: unreachable.map(({ name, contact }) => ({
        name,
        lastContactAt: contact.lastContactAt,
        message: contact.message,
      })),
      unreachableTotal: unreachable.length,
    },
    entities: {
      ...count(entities),
      objective: { met: met.length, of: judged.length },
    },
    notes: [],
  };
}
