import { LonghornStory } from '../longhorn/types';
import { MachineStory } from '../machines/types';
import { PostgresStory } from '../postgres/types';
import { RunPlan, ServerSettings } from '../velero/types';
import { StorageClassName, WorkloadStory } from '../volumes/types';

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
  /** Further fields of its template: how volumes are copied. */
  volumes?: {
    defaultVolumesToFsBackup?: boolean;
    snapshotMoveData?: boolean;
    snapshotVolumes?: boolean;
  };
  /** The Application that carries it, which then marks it as its own. */
  application?: string;
  /** Created this long before the fleet starts; by default at the story's start. */
  createdHoursAgo?: number;
}

/** An Argo CD Application in the story. @internal */
export interface ApplicationStory {
  name: string;
  namespace: string;
  /** Its AppProject; by default one that is called as the environment. */
  project?: string;
  /**
   * `drifted`: edited by hand after the last good sync. `behind`: waits for
   * somebody to sync it. `held`: would be synced, but a sync window is closed.
   * `rolling`: a sync is always under way. `stale`: not compared any more.
   */
  state:
    | 'synced'
    | 'drifted'
    | 'behind'
    | 'held'
    | 'rolling'
    | 'failed'
    | 'stale';
}

/** An Argo CD AppProject in the story. @internal */
export interface ProjectStory {
  name: string;
  /** Denies all syncs, all day. */
  isFrozen: boolean;
}

/** An Argo CD ApplicationSet in the story. @internal */
export interface ApplicationSetStory {
  name: string;
  state: 'up-to-date' | 'failing';
  /** The Applications that it made. */
  applications: string[];
}

/** A Flux Kustomization in the story. @internal */
export interface KustomizationStory {
  name: string;
  namespace: string;
  /** `behind`: its source holds a revision that it does not apply. */
  state: 'synced' | 'failing' | 'suspended' | 'behind';
}

/** A Flux HelmRelease in the story. @internal */
export interface HelmReleaseStory {
  name: string;
  namespace: string;
  /** `rolled-back`: its last upgrade failed and was taken back. */
  state: 'released' | 'rolled-back';
}

/** Something that happens in the story's past. @internal */
export type StoryEvent =
  | { hoursAgo: number; type: 'bucket-lost'; bucket: string; message: string }
  | { hoursAgo: number; type: 'schedule-paused'; schedule: string }
  | { hoursAgo: number; type: 'schedule-run'; schedule: string }
  | { hoursAgo: number; type: 'location-read-only'; location: string }
  | { hoursAgo: number; type: 'namespace-deleted'; namespace: string }
  | { hoursAgo: number; type: 'server-stopped' }
  | {
      hoursAgo: number;
      type: 'restored';
      /** Its newest good backup is taken. */
      schedule: string;
      /** Source namespace to the one that it is restored into. */
      into: Record<string, string>;
    };

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
  projects: ProjectStory[];
  applicationSets: ApplicationSetStory[];
  helmReleases: HelmReleaseStory[];
  /** How Velero's server is installed. */
  server: Partial<ServerSettings>;
  /** The first one is the default. */
  storageClasses: StorageClassName[];
  workloads: WorkloadStory[];
  postgres: PostgresStory[];
  longhorn: LonghornStory | null;
  machines: MachineStory[];
  events: StoryEvent[];
  /**
   * `wrong-token`: the portal was given another token. `forbidden`: its account
   * may not list Backups. `falls-silent`: stops answering once it was seen.
   */
  trouble: 'wrong-token' | 'forbidden' | 'falls-silent' | null;
}
