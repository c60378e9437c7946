import { GitOpsCluster } from '../cluster/GitOpsCluster';
import { Application } from './Application';

/** How Argo CD calls the cluster that it runs in. */
const IN_CLUSTER = {
  name: 'in-cluster',
  server: 'https://kubernetes.default.svc',
};

/** The cluster an Application is for, by all its names. @internal */
export type Destination =
  | { ok: true; cluster: GitOpsCluster; name?: string; servers: string[] }
  | { ok: false; reason: string };

/**
 * Finds the cluster of an Application among those that Argo CD knows.
 *
 * @internal
 */
export function findDestination(
  { destination }: Application,
  options: { own: GitOpsCluster; fleet: GitOpsCluster[] },
): Destination {
  const { server, name } = destination;
  const { own, fleet } = options;
  if (server && name) {
    return {
      ok: false,
      reason: `application destination can't have both name and server defined: ${name} ${server}`,
    };
  }
  if (server === IN_CLUSTER.server || name === IN_CLUSTER.name) {
    const servers = [IN_CLUSTER.server];
    return { ok: true, cluster: own, name: IN_CLUSTER.name, servers };
  }
  if (!server && !name) {
    return { ok: false, reason: 'Destination server missing from app spec' };
  }
  const cluster = fleet.find(candidate =>
    server
      ? candidate.servers.some(known => sameServer(known, server))
      : candidate.name === name,
  );
  if (cluster) {
    const servers = server ? [server] : cluster.servers;
    return { ok: true, cluster, name: cluster.name, servers };
  }
  return {
    ok: false,
    reason: server
      ? `error getting cluster by server "${server}": rpc error: code = NotFound desc = cluster "${server}" not found`
      : `error getting cluster by name "${name}": there are no clusters with this name: ${name}`,
  };
}

function sameServer(one: string, other: string): boolean {
  return one.replace(/\/+$/, '') === other.replace(/\/+$/, '');
}
