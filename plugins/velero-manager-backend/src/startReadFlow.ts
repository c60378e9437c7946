import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { JudgeSettings } from '@velero-manager/backstage-plugin-velero-manager-common';
import { createSubjectAssessor, startAssessing } from './assess';
import {
  AmbientTokens,
  ConfiguredClusters,
  MemoryClusterRegistry,
} from './clusters';
import { startCollectors } from './collect';
import { startEntitySync } from './entities';
import { JudgeEntity } from './judge';
import { Clock } from './kubernetes';
import {
  createMeters,
  Meters,
  noMetrics,
  observeReadFlow,
} from './observability';
import { SignalPublisher } from './signals';
import { DatabaseStore } from './store';
import { startClusterSuppliers } from './suppliers';
import { ClusterSupplier } from '@velero-manager/backstage-plugin-velero-manager-node';

/**
 * Starts the loops of the read flow: clusters → facts, catalog → claims, due
 * list → verdicts, verdicts → signals.
 *
 * @returns a function that stops them, the sources before what they feed
 * @internal
 */
export async function startReadFlow(options: {
  auth: AuthService;
  catalog: CatalogService;
  publisher: SignalPublisher;
  logger: LoggerService;
  clock: Clock;
  store: DatabaseStore;
  registry: MemoryClusterRegistry;
  suppliers: ClusterSupplier[];
  judge: JudgeEntity;
  settings: JudgeSettings;
  silentAfterMs: number;
  environmentRpoSeconds: Readonly<Record<string, number>>;
  configured: ConfiguredClusters;
  ambient: AmbientTokens;
  /** Where it is measured how the loops do; absent: nowhere. */
  metrics?: MetricsService;
  meters?: Meters;
  /** What people call this replica. Default: the name of the machine. */
  replicaName?: string;
}): Promise<() => Promise<void>> {
  const { publisher, metrics = noMetrics } = options;
  const { meters = createMeters(metrics) } = options;
  const load = createSubjectAssessor(options);
  const observed = observeReadFlow({ ...options, metrics, meters, load });
  const stopSuppliers = await startClusterSuppliers(options);
  const stopCollectors = await startCollectors({
    ...{ ...options, store: observed.facts, board: observed.board },
  });
  const stopEntitySync = startEntitySync(options);
  const stopAssessing = startAssessing({
    ...options,
    dueList: observed.dueList,
    load: observed.load,
    onAssessed(subject, transitions) {
      if (transitions.some(({ aspect }) => aspect === 'contact')) {
        // What every report on this cluster says of it is different now.
        publisher.changedEverywhere();
      } else {
        publisher.changed(subject.id);
      }
    },
  });
  return async () => {
    await Promise.all([stopSuppliers(), stopCollectors(), stopEntitySync()]);
    await stopAssessing();
    observed.end();
  };
}
