import { VeleroServerFact } from '../../facts';
import { describeInstant, quoteName, quoteNames } from '../../words';
import { ClusterView } from '../ClusterView';
import { Finding } from '../Finding';
import { Horizon } from '../Horizon';
import { storageLocationStanding } from '../storageLocationStanding';

/** A server that restarts is back within a minute or two. */
const RESTART_MS = 5 * 60_000;

/** Velero in one namespace of a cluster, for the rules on it. @internal */
export interface InstallContext {
  cluster: ClusterView;
  /** Velero's namespace. */
  namespace: string;
  servers: readonly VeleroServerFact[];
  horizon: Horizon;
}

/**
 * What stands against the server: without it no backup is made, though those
 * that are there can be restored once it is back.
 *
 * @remarks
 * Order: no Deployment, and no sign of life from another kind of server; scaled
 * to nothing; not available for five minutes. A server that restarts is no
 * matter for alarm.
 *
 * @internal
 */
export function findServerTrouble(context: InstallContext): Finding | null {
  const { servers, namespace, horizon } = context;
  if (!servers.length) return findMissingServer(context);
  const idle = servers.filter(({ replicas }) => replicas === 0);
  if (idle.length === servers.length) {
    return {
      state: 'DEGRADED',
      reason: 'velero_server_stopped',
      message: `The Velero server in namespace ${quoteName(
        namespace,
      )} is scaled to no replicas, so no backups are made.`,
    };
  }
  const down = servers.find(
    server => server.replicas > 0 && isDown(server, horizon),
  );
  if (!down) return null;
  const since = down.unavailableSince
    ? ` since ${describeInstant(down.unavailableSince)}`
    : '';
  return {
    state: 'DEGRADED',
    reason: 'velero_server_not_ready',
    message: `The Velero server in namespace ${quoteName(
      namespace,
    )} has not been ready${since}, so no backups are made.`,
  };
}

/** That the server runs, and by which rules it reads schedules. @internal */
export function serverReady({ servers, namespace }: InstallContext): Finding {
  const name = `The Velero server in namespace ${quoteName(namespace)}`;
  const versions = servers.flatMap(({ version }) => version ?? []);
  if (!versions.length) {
    return {
      state: 'HEALTHY',
      reason: 'velero_version_unknown',
      message: `${name} is ready, but its image does not say its version.`,
    };
  }
  return {
    state: 'HEALTHY',
    reason: 'velero_server_ready',
    message: `${name} is ready, in version ${quoteNames([
      ...new Set(versions),
    ])}.`,
  };
}

/** Without a record of since when, what is not ready is down. */
function isDown(server: VeleroServerFact, horizon: Horizon): boolean {
  if (server.readyReplicas > 0) return false;
  const { unavailableSince } = server;
  return (
    unavailableSince === null ||
    horizon.isPast(new Date(Date.parse(unavailableSince) + RESTART_MS))
  );
}

/** Something else than a Deployment may run it: then it validates locations. */
function findMissingServer({
  cluster,
  namespace,
  horizon,
}: InstallContext): Finding | null {
  const isAlive = cluster.facts.storageLocations.some(
    location =>
      location.namespace === namespace &&
      location.lastValidatedAt !== null &&
      location.validationFrequencySeconds > 0 &&
      ['usable', 'read_only'].includes(
        storageLocationStanding(location, horizon),
      ),
  );
  if (isAlive) return null;
  return {
    state: 'DEGRADED',
    reason: 'velero_server_missing',
    message: `No Deployment in namespace ${quoteName(
      namespace,
    )} runs the Velero server, although there are schedules for it.`,
  };
}
