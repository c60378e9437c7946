import { ArgoCdServer } from './argocd/ArgoCdServer';
import { applyBootstrap, BootstrapFile } from './bootstrap/applyBootstrap';
import { clusterKinds } from './cluster/clusterKinds';
import { GitOpsCluster } from './cluster/GitOpsCluster';
import { runWorkloads } from './cluster/runWorkloads';
import { syncExternalSecrets } from './cluster/syncExternalSecrets';
import { FluxServer } from './flux/FluxServer';
import { GitSources } from './source/GitSources';

/** What makes Git reach a fleet. @public */
export interface GitOpsOptions {
  clusters: GitOpsCluster[];
  sources: GitSources;
  /** What a person would apply once, by hand. */
  bootstrap?: BootstrapFile[];
  /** Told of surprises; the other clusters go on. Default: they are thrown. */
  onError?: (error: unknown, cluster: GitOpsCluster) => void;
}

/** The stand-ins at work in a fleet. @public */
export interface GitOps {
  /** Does what is due; calls must not overlap. */
  tick(now: Date): Promise<void>;
  /** Something was pushed: it is looked at in the next tick. */
  notify(): void;
  /** Makes a cluster known that was not there at the start. */
  add(cluster: GitOpsCluster): void;
}

/**
 * Lets Argo CD and Flux work in the clusters of a fleet: every cluster that has
 * Argo CD can reach all others, Flux only its own. Workloads that are applied
 * run, Secrets that are referred to are made.
 *
 * @public
 */
export function attachGitOps(options: GitOpsOptions): GitOps {
  const { sources, bootstrap = [], onError = rethrow } = options;
  // Every Argo CD looks at this very list, which may grow.
  const clusters = [...options.clusters];
  const attach = (cluster: GitOpsCluster) => {
    registerKinds(cluster);
    return { cluster, server: serverOf(cluster, { clusters, sources }) };
  };
  const servers = clusters.map(attach);
  const applied = new Map<BootstrapFile, string>();
  return {
    async tick(now) {
      for (const { cluster, server } of servers) {
        try {
          for (const file of bootstrap) {
            if (file.cluster !== cluster.name) continue;
            await applyBootstrap(file, { cluster, sources, applied, now });
          }
          await server?.tick(now);
        } catch (error) {
          onError(error, cluster);
        }
      }
      for (const cluster of clusters) {
        runWorkloads(cluster);
        syncExternalSecrets(cluster, now);
      }
    },
    notify: () => sources.notify(),
    add(cluster) {
      clusters.push(cluster);
      servers.push(attach(cluster));
    },
  };
}

function registerKinds({ kinds }: GitOpsCluster): void {
  for (const kind of clusterKinds) {
    const { group, versions, resource } = kind;
    const isServed = kinds.find({ group, version: versions[0], resource });
    if (!isServed) kinds.registerKind(kind);
  }
}

function serverOf(
  cluster: GitOpsCluster,
  { clusters, sources }: Pick<GitOpsOptions, 'clusters' | 'sources'>,
): { tick(now: Date): Promise<void> } | null {
  switch (cluster.gitops) {
    case 'argocd':
      return ArgoCdServer.create({ own: cluster, fleet: clusters, sources });
    case 'flux':
      return FluxServer.create({ cluster, sources });
    default:
      return null;
  }
}

function rethrow(error: unknown): never {
  throw error;
}
