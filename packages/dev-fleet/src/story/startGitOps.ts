import type { GitHost } from '../githost';
import {
  attachGitOps,
  GitOps,
  GitOpsCluster,
  GitSource,
  GitSources,
} from '../gitops';
import { isOfStory } from '../gitops/fixed/syncObjects';
import type { FleetMember } from './FleetMember';
import { EXAMPLE_HOST } from './startConfigHost';

/** The cluster whose Argo CD carries the Applications of the others. */
const HUB = 'prod-cluster-01';

/**
 * How Argo CD calls a cluster of the story, beside the address that its server
 * has by chance: the example repository names it so.
 *
 * @internal
 */
export function exampleServerOf(name: string): string {
  return `https://${name}.example.com:6443`;
}

/**
 * Lets what is merged into a config repository reach the clusters of the story.
 * Sync objects whose state the story tells stay as they are.
 *
 * @throws Error if the host has no such repository
 * @internal
 */
export function startGitOps(
  members: FleetMember[],
  options: { host: GitHost; repositoryUrl: string },
): GitOps {
  const { host, repositoryUrl: url } = options;
  const source = sourceOf(host, url);
  if (!source) throw new Error(`the Git host has no repository '${url}'`);
  // Teams keep what they run in repositories of their own.
  const sources = GitSources.create([source], other => sourceOf(host, other));
  host.events.subscribe(({ type }) => {
    if (type === 'push') sources.notify();
  });
  const clusters = members.map(gitOpsClusterOf);
  return attachGitOps({
    clusters,
    sources,
    bootstrap: [
      { cluster: HUB, url, path: 'argocd-apps/bootstrap/root-app.yaml' },
      ...clusters
        .filter(({ gitops }) => gitops === 'flux')
        .map(({ name }) => ({
          cluster: name,
          url,
          path: `flux/clusters/${name}.yaml`,
        })),
    ],
    onError: (error, { name }) => {
      console.error(`GitOps in cluster '${name}' failed:`, error);
    },
  });
}

/** A repository of the host, by its address or as the example calls it. */
function sourceOf(host: GitHost, url: string): GitSource | null {
  const base = [host.url, EXAMPLE_HOST].find(one => url.startsWith(`${one}/`));
  if (base === undefined) return null;
  const name = url.slice(base.length + 1).replace(/\.git$/, '');
  const repository = host.find(name);
  return repository
    ? GitSource.create({ urls: [url], gitDir: repository.git.dir })
    : null;
}

/** What Argo CD and Flux are to know of a cluster. @internal */
export function gitOpsClusterOf({
  cluster: { story },
  server,
}: FleetMember): GitOpsCluster {
  return {
    name: story.name,
    servers: [exampleServerOf(story.name), server.url],
    store: server.store,
    kinds: server.kinds,
    gitops: story.gitops,
    isStory: object => isOfStory(object, story),
  };
}
