import { LoggerService } from '@backstage/backend-plugin-api';
import { isDeepStrictEqual } from 'node:util';
import { AmbientTokens, ClusterDefinition, ClusterRegistry } from '../clusters';
import { Clock, FleetLists } from '../kubernetes';
import { LeaseKeeper } from '../leases';
import { LeasedFacts } from '../store/leaseTypes';
import { FactStore } from '../store/types';
import { CollectorHealthBoard, HealthBoard } from './CollectorHealthBoard';
import { FirstReadings } from './FirstReadings';
import { FollowedClusters } from './FollowedClusters';

/** What it takes to follow the fleet. @internal */
export interface StartCollectorsOptions {
  registry: ClusterRegistry;
  store: Pick<FactStore, 'putClusters' | 'room'> & LeasedFacts;
  clock: Clock;
  logger: LoggerService;
  silentAfterMs: number;
  ambient: AmbientTokens;
  /** Where collectors put up how they do; absent: nobody looks. */
  board?: HealthBoard;
  /** What people call this replica. Default: the name of the machine. */
  replicaName?: string;
}

/**
 * Follows this replica's share of the clusters of the registry, and keeps up
 * as clusters, and other replicas, come, change and go. A cluster that cannot
 * be watched at all is listed, not followed.
 *
 * @returns a function that stops all collectors, and lets other replicas go on
 * @internal
 */
export async function startCollectors(
  options: StartCollectorsOptions,
): Promise<() => Promise<void>> {
  const { registry, store, clock, logger, replicaName } = options;
  const followed = FollowedClusters.create({
    ...options,
    board: options.board ?? CollectorHealthBoard.create({ clock }),
    fleetLists: FleetLists.create({ room: signal => store.room(signal) }),
    firstReadings: FirstReadings.create({ clock }),
  });
  const leases = store.leases.apart();
  let known: ClusterDefinition[] = [];
  let wasComplete = false;
  let followedCount = -1;

  const keeper = LeaseKeeper.create({
    ...{ leases, clock, logger, name: replicaName },
    async introduce(replica) {
      const definitions = registry.list();
      known = definitions;
      wasComplete = registry.isComplete();
      // What left has stopped before it is forgotten.
      await followed.define(definitions);
      await leases.know(
        replica,
        definitions.map(({ name, auth }) => ({
          name,
          followable: auth.type !== 'unsupported',
        })),
      );
      await store.putClusters(definitions, {
        keepOthers: !registry.isComplete(),
      });
    },
    follow(held) {
      if (held.size !== followedCount) {
        followedCount = held.size;
        logger.info(`Following ${held.size} of ${known.length} clusters`);
      }
      return followed.follow(held);
    },
  });

  followed.onStale(lease => keeper.doubt(lease));
  await keeper.start();
  const unsubscribe = registry.subscribe(definitions => {
    if (
      registry.isComplete() !== wasComplete ||
      !isDeepStrictEqual(definitions, known)
    ) {
      keeper.reintroduce();
    }
  });
  return async () => {
    unsubscribe();
    await keeper.stop();
    await leases.close();
  };
}
