import { ClusterFacts, LocatedSyncObject } from '../../facts';
import { heartbeatOf } from '../heartbeats';

/**
 * The first moment after one at which a heartbeat has stayed out, which is an
 * event and may change a verdict; `Infinity` where none is awaited.
 */
export function firstSilence(
  watched: {
    clusters?: readonly ClusterFacts[];
    syncObjects?: readonly LocatedSyncObject[];
  },
  now: number,
): number {
  const { clusters = [], syncObjects = [] } = watched;
  const heartbeats = [
    ...clusters.flatMap(({ storageLocations, objects }) => [
      ...storageLocations.map(fact =>
        heartbeatOf('BackupStorageLocation', fact),
      ),
      ...(objects.LonghornBackupTarget ?? []).map(fact =>
        heartbeatOf('LonghornBackupTarget', fact),
      ),
    ]),
    ...syncObjects.map(({ fact }) => heartbeatOf(fact.kind, fact)),
  ];
  // By our clock and by those of the clusters: one too many does no harm.
  const skews = [0, ...clusters.map(({ contact }) => contact.clockSkewMs ?? 0)];
  return Math.min(
    ...heartbeats
      .flatMap(one => one?.freshUntil?.getTime() ?? [])
      .flatMap(freshUntil => skews.map(skew => freshUntil - skew + 1))
      .filter(moment => moment > now),
    Infinity,
  );
}
