import {
  ClusterFacts,
  LonghornBackupFact,
  LonghornBackupTargetFact,
  LonghornBackupVolumeFact,
  LonghornRecurringJobFact,
  LonghornVolumeFact,
  PersistentVolumeClaimFact,
  PersistentVolumeFact,
} from '../../facts';
import { groupBy } from '../../health/groupBy';

const DRIVER = 'driver.longhorn.io';
/** Tasks that make backups; the others make or delete snapshots, trim, or save Longhorn itself. */
const BACKUP_TASKS = new Set(['backup', 'backup-force-create']);
const ALLOW_DETACHED = 'allow-recurring-job-while-volume-detached';
const DEFAULT_TARGET = 'default';

/**
 * The facts of Longhorn in one cluster, seen together. Made once for the facts
 * of a cluster, however many of its volumes are judged.
 *
 * @internal
 */
export class LonghornView {
  static readonly #views = new WeakMap<ClusterFacts, LonghornView>();

  readonly #facts: ClusterFacts;
  readonly #volumesByName: Map<string, LonghornVolumeFact>;
  readonly #volumesByPersistentVolume: Map<string, LonghornVolumeFact>;
  readonly #volumesByClaim: Map<string, LonghornVolumeFact>;
  readonly #persistentVolumes: Map<string, PersistentVolumeFact>;
  readonly #backups: Map<string, LonghornBackupFact[]>;
  readonly #backupVolumes: Map<string, LonghornBackupVolumeFact[]>;

  private constructor(facts: ClusterFacts) {
    const { objects } = facts;
    const volumes = objects.LonghornVolume ?? [];
    this.#facts = facts;
    this.#volumesByName = new Map(volumes.map(v => [v.name, v]));
    this.#volumesByPersistentVolume = new Map(
      volumes.flatMap(v =>
        v.persistentVolume ? [[v.persistentVolume, v]] : [],
      ),
    );
    this.#volumesByClaim = new Map(
      volumes.flatMap(v =>
        v.claim ? [[`${v.claim.namespace}/${v.claim.name}`, v]] : [],
      ),
    );
    this.#persistentVolumes = new Map(
      (objects.PersistentVolume ?? []).map(v => [v.name, v]),
    );
    this.#backups = groupBy(objects.LonghornBackup ?? [], b => b.volume);
    this.#backupVolumes = groupBy(
      objects.LonghornBackupVolume ?? [],
      b => b.volume,
    );
  }

  static of(facts: ClusterFacts): LonghornView {
    const known = LonghornView.#views.get(facts);
    if (known) return known;
    const view = new LonghornView(facts);
    LonghornView.#views.set(facts, view);
    return view;
  }

  /**
   * The Longhorn volume of a claim: by the handle of its PersistentVolume, else
   * by what Longhorn says of PersistentVolume or claim.
   */
  volumeOf(claim: PersistentVolumeClaimFact): LonghornVolumeFact | null {
    const bound = claim.volumeName;
    if (bound !== null) {
      const handle = this.#handleOf(bound);
      return (
        (handle !== null && this.#volumesByName.get(handle)) ||
        this.#volumesByPersistentVolume.get(bound) ||
        null
      );
    }
    return this.#volumesByClaim.get(`${claim.namespace}/${claim.name}`) ?? null;
  }

  /** Whether a claim is Longhorn's, known or not. */
  isOfLonghorn(claim: PersistentVolumeClaimFact): boolean {
    return (
      claim.volumeName !== null && this.#handleOf(claim.volumeName) !== null
    );
  }

  backupsOf(volume: LonghornVolumeFact): readonly LonghornBackupFact[] {
    return this.#backups.get(volume.name) ?? [];
  }

  /** What backup targets hold of a volume, newest first. */
  backupVolumesOf(
    volume: LonghornVolumeFact,
  ): readonly LonghornBackupVolumeFact[] {
    return this.#backupVolumes.get(volume.name) ?? [];
  }

  /** The target of a volume; volumes of releases with one target name none. */
  targetOf(volume: LonghornVolumeFact): LonghornBackupTargetFact | null {
    const name = volume.backupTarget || DEFAULT_TARGET;
    return (
      this.#facts.objects.LonghornBackupTarget?.find(
        target => target.name === name && target.namespace === volume.namespace,
      ) ?? null
    );
  }

  /** The volumes whose backups go to a target. */
  volumesOn(target: LonghornBackupTargetFact): readonly LonghornVolumeFact[] {
    return (this.#facts.objects.LonghornVolume ?? []).filter(
      ({ backupTarget, namespace, deletedAt }) =>
        deletedAt === null &&
        namespace === target.namespace &&
        (backupTarget || DEFAULT_TARGET) === target.name,
    );
  }

  /** The recurring jobs of a volume, by its labels and their groups. */
  jobsOf(volume: LonghornVolumeFact): readonly LonghornRecurringJobFact[] {
    return (this.#facts.objects.LonghornRecurringJob ?? []).filter(
      job =>
        job.namespace === volume.namespace &&
        (volume.recurringJobs.includes(job.name) ||
          job.groups.some(group => volume.recurringJobGroups.includes(group))),
    );
  }

  /** Whether jobs attach a detached volume to back it up; they do not by default. */
  backsUpDetached(namespace: string): boolean {
    return (this.#facts.objects.LonghornSetting ?? []).some(
      setting =>
        setting.name === ALLOW_DETACHED &&
        setting.namespace === namespace &&
        setting.value.trim().toLowerCase() === 'true',
    );
  }

  #handleOf(persistentVolume: string): string | null {
    const csi = this.#persistentVolumes.get(persistentVolume)?.csi;
    return csi?.driver === DRIVER ? csi.handle : null;
  }
}

/** Whether a recurring job makes backups. @internal */
export function makesBackups({ task }: LonghornRecurringJobFact): boolean {
  return BACKUP_TASKS.has(task);
}
