import { RunPlan } from '../velero/types';

/** A storage location of a cluster in the story. @internal */
export interface LocationStory {
  name: string;
  bucket: string;
  /** One prefix a cluster, unless the story is about sharing. */
  prefix?: string;
  accessMode?: 'ReadOnly';
}

/** A schedule of a cluster in the story. @internal */
export interface ScheduleStory {
  name: string;
  cron: string;
  namespaces: string[];
  /** As Velero writes it: `720h0m0s`. */
  ttl: string;
  location?: string;
  labelSelector?: { matchLabels: Record<string, string> };
  /** Created this long before the fleet starts; by default at the story's start. */
  createdHoursAgo?: number;
}

/** An Argo CD Application in the story. @internal */
export interface ApplicationStory {
  name: string;
  namespace: string;
  /** `drifted`: edited by hand after the last good sync. */
  state: 'synced' | 'drifted';
}

/** A Flux Kustomization in the story. @internal */
export interface KustomizationStory {
  name: string;
  namespace: string;
  state: 'synced' | 'failing' | 'suspended';
}

/** Something that happens in the story's past. @internal */
export type StoryEvent =
  | { hoursAgo: number; type: 'bucket-lost'; bucket: string; message: string }
  | { hoursAgo: number; type: 'schedule-paused'; schedule: string };

/** How runs end, from so many hours ago on; from the beginning by default. @internal */
export type RunPlanStory = Omit<RunPlan, 'after'> & { sinceHoursAgo?: number };

/**
 * One simulated cluster and what goes on in it. Where `trouble` is set the
 * cluster is hard to see, whatever its backups are like.
 *
 * @internal
 */
export interface ClusterStory {
  name: string;
  title: string;
  environment: 'production' | 'staging' | 'development';
  /** Which part of the portal's configuration names it. */
  definedIn: 'veleroManager' | 'kubernetes';
  tls: boolean;
  velero: boolean;
  gitops: 'argocd' | 'flux' | null;
  namespaces: string[];
  /** Components by the namespaces that say by annotation whose they are. */
  claims: Record<string, string>;
  locations: LocationStory[];
  schedules: ScheduleStory[];
  plans: RunPlanStory[];
  applications: ApplicationStory[];
  kustomizations: KustomizationStory[];
  events: StoryEvent[];
  /**
   * `wrong-token`: the portal was given another token. `forbidden`: its account
   * may not list Backups. `falls-silent`: stops answering once it was seen.
   */
  trouble: 'wrong-token' | 'forbidden' | 'falls-silent' | null;
}
