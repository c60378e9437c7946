import { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { defaultJudgeSettings } from '@velero-manager/backstage-plugin-velero-manager-common';
import {
  AmbientTokens,
  ClusterDefinition,
  ConfiguredClusters,
  MemoryClusterRegistry,
} from '../src/clusters';
import { systemClock } from '../src/kubernetes';
import { createMeters, noMetrics } from '../src/observability';
import { SignalPublisher } from '../src/signals';
import { startReadFlow } from '../src/startReadFlow';
import { DatabaseStore } from '../src/store';
import { CALLER, judge, SILENT_AFTER_MS } from './openReports';

type FlowOptions = Parameters<typeof startReadFlow>[0];

/** What went wrong in the plugin, by message. */
export type Complaints = Map<string, number>;

/** How many subjects were judged, by type. */
export type Assessments = Map<string, number>;

/** The ref of a service of a cluster. */
export const serviceRefOf = (cluster: string, service: number) =>
  `component:default/${cluster}-shop-${service}`;

/**
 * Starts the read flow of the plugin as the portal does: all that is not ours
 * (catalog, signals, log) answers at once.
 *
 * @param options.onPublish - told of each signal as it goes out
 * @returns the publisher, what went wrong and what was judged until now, and a
 *   function that stops the flow
 */
export async function startCollectorFlow(options: {
  store: DatabaseStore;
  clusters: ClusterDefinition[];
  /** Entities of each cluster. */
  entities: number;
  silentAfterMs?: number;
  replicaName?: string;
  onPublish?(): void;
}) {
  const { clusters, silentAfterMs = SILENT_AFTER_MS } = options;
  const registry = MemoryClusterRegistry.create();
  registry.replace('bench', clusters);
  const config = new ConfigReader({});
  const complaints: Complaints = new Map();
  const logger = countingLogger(complaints);
  const assessments: Assessments = new Map();
  const publisher = SignalPublisher.create({
    signals: { publish: async () => options.onPublish?.() },
    clock: systemClock,
    logger,
  });
  const stop = await startReadFlow({
    // They answer what is asked of them here, not all that they could.
    auth: {
      getOwnServiceCredentials: async () => CALLER,
    } as unknown as FlowOptions['auth'],
    catalog: catalogOf(
      clusters,
      options.entities,
    ) as unknown as FlowOptions['catalog'],
    publisher,
    logger,
    clock: systemClock,
    store: options.store,
    replicaName: options.replicaName,
    meters: countingMeters(assessments),
    registry,
    suppliers: [],
    judge,
    settings: defaultJudgeSettings,
    silentAfterMs,
    environmentRpoSeconds: { production: 86_400 },
    configured: ConfiguredClusters.create({ config, registry, logger }),
    ambient: AmbientTokens.create({ config }),
  });
  return {
    publisher,
    complaints,
    assessments,
    stop: async () => {
      await stop();
      await publisher.stop();
    },
  };
}

function catalogOf(clusters: ClusterDefinition[], entities: number) {
  const items = clusters.flatMap(({ name: cluster }) =>
    Array.from({ length: entities }, (_, service): Entity => {
      const [, name] = serviceRefOf(cluster, service).split('/');
      return {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name,
          namespace: 'default',
          annotations: {
            'velero-manager.io/namespaces': `${cluster}/shop-${service}`,
          },
        },
      };
    }),
  );
  const queryEntities = async (query: { cursor?: string; limit: number }) => {
    const from = Number(query.cursor ?? 0);
    const to = from + query.limit;
    return {
      items: items.slice(from, to),
      pageInfo: to < items.length ? { nextCursor: `${to}` } : {},
      totalItems: items.length,
    };
  };
  return { queryEntities };
}

function countingMeters(assessments: Assessments): FlowOptions['meters'] {
  const record = (_seconds: number, attributes?: { type: string }) => {
    const { type = '' } = attributes ?? {};
    assessments.set(type, (assessments.get(type) ?? 0) + 1);
  };
  return { ...createMeters(noMetrics), assessments: { record } };
}

function countingLogger(complaints: Complaints): FlowOptions['logger'] {
  const note = (message: string, error?: unknown) => {
    const text = error instanceof Error ? `${message}: ${error}` : message;
    complaints.set(text, (complaints.get(text) ?? 0) + 1);
  };
  const logger: FlowOptions['logger'] = {
    error: note,
    warn: note,
    info: () => {},
    debug: () => {},
    child: () => logger,
  };
  return logger;
}
