import type { Clock } from '../kubernetes';
import type { FactStore, LeasedFacts } from '../store';
import type { Meters } from './createMeters';

/** A store of facts, and of facts under a lease. @internal */
export type CollectedFacts = FactStore & LeasedFacts;

interface Metering {
  meters: Pick<Meters, 'lag'>;
  clock: Clock;
}

/**
 * A store that times how long what collectors read takes until it is stored:
 * in the queue of writes and in the database.
 *
 * @internal
 */
export function meterFacts(
  store: CollectedFacts,
  metering: Metering,
): CollectedFacts {
  return {
    ...meterWrites(store, metering),
    leases: store.leases,
    underLease: (lease, options) =>
      meterWrites(store.underLease(lease, options), metering),
  };
}

function meterWrites(store: FactStore, { meters, clock }: Metering): FactStore {
  return {
    async apply(scope, delta) {
      const began = clock.now();
      const result = await store.apply(scope, delta);
      const seconds = (clock.now() - began) / 1000;
      meters.lag.record(seconds, { kind: scope.kind });
      return result;
    },
    room: signal => store.room(signal),
    setKindStatus: (...args) => store.setKindStatus(...args),
    setKindsFound: (...args) => store.setKindsFound(...args),
    recordContact: (...args) => store.recordContact(...args),
    recordContactFailure: (...args) => store.recordContactFailure(...args),
    recordCollection: (...args) => store.recordCollection(...args),
    positions: (...args) => store.positions(...args),
    readFacts: (...args) => store.readFacts(...args),
    recordKubernetesVersion: (...args) =>
      store.recordKubernetesVersion(...args),
    putClusters: (...args) => store.putClusters(...args),
    putEntities: (...args) => store.putEntities(...args),
  };
}
