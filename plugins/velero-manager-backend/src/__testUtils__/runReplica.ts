// A replica in a process of its own: the read flow of the plugin on a database
// and clusters that its parent names. Of the portal around it, whatever is not
// ours answers at once.

import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { defaultJudgeSettings } from '@velero-manager/backstage-plugin-velero-manager-common';
import createKnex from 'knex';
import {
  AmbientTokens,
  ConfiguredClusters,
  MemoryClusterRegistry,
} from '../clusters';
import { createEntityJudge } from '../judge';
import { systemClock } from '../kubernetes';
import { SignalPublisher } from '../signals';
import { startReadFlow } from '../startReadFlow';
import { DatabaseStore } from '../store';
import type { ReplicaSettings } from './ReplicaProcess';

const SILENT_AFTER_MS = 300_000;

/** As long as a portal with `serverShutdownDelay: 20s` goes on to answer. */
const SHUTDOWN_DELAY_MS = 20_000;

type FlowOptions = Parameters<typeof startReadFlow>[0];

function createLogger(): FlowOptions['logger'] {
  const log = (message: string, meta?: unknown) => {
    const reason = meta instanceof Error ? `: ${meta.message}` : '';
    process.send?.({ log: `${message}${reason}` });
  };
  const logger: FlowOptions['logger'] = {
    error: log,
    warn: log,
    info: () => {},
    debug: () => {},
    child: () => logger,
  };
  return logger;
}

/** A service in each cluster. */
function catalogOf(clusters: string[]) {
  const items = clusters.map(
    (cluster): Entity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: `shop-${cluster}`,
        namespace: 'default',
        annotations: { 'velero-manager.io/namespaces': `${cluster}/shop-0` },
      },
    }),
  );
  return {
    queryEntities: async () => ({
      items,
      pageInfo: {},
      totalItems: items.length,
    }),
  };
}

async function run({ name, database, clusters }: ReplicaSettings) {
  const knex = createKnex({
    client: 'pg',
    connection: { ...database, application_name: name },
    pool: { min: 0, max: 10 },
  });
  const config = new ConfigReader({});
  const logger = createLogger();
  const registry = MemoryClusterRegistry.create();
  registry.replace('test', clusters);
  const flow = {
    auth: { getOwnServiceCredentials: async () => ({}) },
    catalog: catalogOf(clusters.map(cluster => cluster.name)),
    publisher: SignalPublisher.create({
      signals: { publish: async () => {} },
      clock: systemClock,
      logger,
    }),
    ...{ logger, registry, clock: systemClock, replicaName: name },
    store: DatabaseStore.create({ knex, silentAfterMs: SILENT_AFTER_MS }),
    suppliers: [],
    judge: createEntityJudge({
      silentAfterMs: SILENT_AFTER_MS,
      environmentRpoSeconds: {},
      settings: defaultJudgeSettings,
      claims: 'catalog',
    }),
    settings: defaultJudgeSettings,
    silentAfterMs: SILENT_AFTER_MS,
    environmentRpoSeconds: {},
    configured: ConfiguredClusters.create({ config, registry, logger }),
    ambient: AmbientTokens.create({ config }),
  };
  // The catalog answers what is asked of it here, not all that it could.
  const stop = await startReadFlow(flow as unknown as FlowOptions);
  process.on('SIGTERM', async () => {
    await stop();
    setTimeout(() => process.exit(0), SHUTDOWN_DELAY_MS);
  });
}

process.once('message', (settings: ReplicaSettings) => {
  run(settings).catch(error => {
    process.send?.({ log: `Could not start: ${error.stack}` });
    process.exit(1);
  });
});
process.on('disconnect', () => process.exit());
