import { ClusterStory } from './types';

/** What a cluster is like unless its story says otherwise. @internal */
export function describeCluster(
  story: Pick<ClusterStory, 'name' | 'title' | 'environment'> &
    Partial<ClusterStory>,
): ClusterStory {
  return {
    definedIn: 'veleroManager',
    tls: true,
    velero: true,
    gitops: null,
    namespaces: [],
    claims: {},
    locations: [
      { name: 'default', bucket: 'shop-backups', prefix: story.name },
    ],
    schedules: [],
    plans: [],
    applications: [],
    kustomizations: [],
    projects: [],
    applicationSets: [],
    helmReleases: [],
    server: {},
    storageClasses: [],
    workloads: [],
    postgres: [],
    longhorn: null,
    machines: [],
    events: [],
    trouble: null,
    ...story,
  };
}
