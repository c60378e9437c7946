// One replica of a soak: the read flow of the plugin on a database that it may
// share. Told by the process that forked it what to follow; killed by it too.

import { once } from 'node:events';
import { ClusterDefinition } from '../src/clusters';
import { foldLogAside } from '../src/store/foldLogAside';
import { useWriteAheadLog } from '../src/store/useWriteAheadLog';
import { connect, toStore } from './BenchDatabase';
import { startCollectorFlow } from './collectorFlow';

/** What a replica is told. */
export interface SoakOrder {
  database: string;
  clusters: ClusterDefinition[];
  entities: number;
  silentAfterMs: number;
  name: string;
}

async function main(): Promise<void> {
  const [order]: [SoakOrder] = (await once(process, 'message')) as [SoakOrder];
  const knex = connect(order.database);
  await useWriteAheadLog(knex);
  await foldLogAside(knex, {
    onError: error => {
      throw error;
    },
  });
  const flow = await startCollectorFlow({
    ...order,
    store: toStore(knex),
    replicaName: order.name,
  });
  process.send?.('started');
  await Promise.race([once(process, 'SIGTERM'), once(process, 'disconnect')]);
  await flow.stop();
  flow.complaints.forEach((count, message) =>
    console.error(`${order.name}: ${count} × ${message}`),
  );
  await knex.destroy();
}

main().then(
  () => process.exit(),
  error => {
    console.error(error);
    process.exit(1);
  },
);
