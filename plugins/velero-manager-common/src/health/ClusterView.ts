import { indexStorageFacts, StorageFacts } from '../coverage';
import {
  BackupFact,
  ClusterFacts,
  JudgeSettings,
  PersistentVolumeClaimFact,
  PodFact,
  ResourcePolicyFact,
  ScheduleFact,
  StorageLocationFact,
  VeleroServerFact,
  VolumeCopyFact,
} from '../facts';
import { FactKind } from '../kinds';
import { groupBy } from './groupBy';
import { groupByPlan, RunGroup } from './groupByPlan';
import { newestFirst } from './newestFirst';
import { Origin, originOf } from './originOf';
import { progressOf } from './runPhase';
import { ScheduleView } from './ScheduleView';
import { CronRules, cronRulesOf } from './SlotGrid';

/** Where a schedule or a backup says no location, and the server's flag is not known. */
const DEFAULT_LOCATION = 'default';
const EXCLUDE_LABEL = 'velero.io/exclude-from-backup';

/**
 * The facts of one cluster, so that what belongs to what is looked up; one for an assessment.
 *
 * @internal
 */
export class ClusterView {
  readonly facts: ClusterFacts;
  readonly settings: JudgeSettings;
  readonly #origins = new Map<BackupFact, Origin>();
  readonly #rules = new Map<string, CronRules>();
  #schedules: ScheduleView[] | null = null;
  #runGroups: RunGroup[] | null = null;
  #planByRun: Map<BackupFact, BackupFact> | null = null;
  readonly #views = new Map<ScheduleFact, ScheduleView>();
  #runsBySchedule: Map<string, BackupFact[]> | null = null;
  #copiesBySchedule: Map<string, BackupFact[]> | null = null;
  #copiesByBackup: Map<string, VolumeCopyFact[]> | null = null;
  readonly #copiesByNamespace = new Map<
    BackupFact,
    Map<string, VolumeCopyFact[]>
  >();
  #claimsByNamespace: Map<string, PersistentVolumeClaimFact[]> | null = null;
  #storage: StorageFacts | null = null;
  #namespaceNames: ReadonlySet<string> | null = null;
  #beingDeleted: Set<string> | null = null;
  #nodes: Set<string> | null = null;
  #excludedByLabel: Set<string> | null = null;

  private constructor(facts: ClusterFacts, settings: JudgeSettings) {
    this.facts = facts;
    this.settings = settings;
  }

  static create(facts: ClusterFacts, settings: JudgeSettings): ClusterView {
    return new ClusterView(facts, settings);
  }

  get name(): string {
    return this.facts.name;
  }

  /** The schedules that are not being deleted, by name: of equals the first is told of. */
  get schedules(): readonly ScheduleView[] {
    this.#schedules ??= this.facts.schedules
      .filter(({ deletedAt }) => deletedAt === null)
      .map(fact => this.viewOf(fact))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    return this.#schedules;
  }

  /** How a schedule of the cluster is looked at, be it about to be deleted. */
  viewOf(fact: ScheduleFact): ScheduleView {
    const view = this.#views.get(fact) ?? ScheduleView.create(fact, this);
    this.#views.set(fact, view);
    return view;
  }

  /** Local runs of a schedule, newest first. */
  runsOf(schedule: { namespace: string; name: string }): readonly BackupFact[] {
    this.#runsBySchedule ??= this.#bySchedule(run => this.isLocal(run));
    return this.#runsBySchedule.get(keyOf(schedule)) ?? [];
  }

  /** Backups of a schedule that came back from the bucket and are proven to be ours. */
  copiedRunsOf(schedule: {
    namespace: string;
    name: string;
  }): readonly BackupFact[] {
    this.#copiesBySchedule ??= this.#bySchedule(
      run => this.originOf(run) === 'resynced',
    );
    return this.#copiesBySchedule.get(keyOf(schedule)) ?? [];
  }

  #bySchedule(
    isWanted: (run: BackupFact) => boolean,
  ): Map<string, BackupFact[]> {
    const runs = this.facts.runs.filter(
      run => run.schedule !== null && isWanted(run),
    );
    return groupBy(runs.sort(newestFirst), ({ namespace, schedule }) =>
      keyOf({ namespace, name: schedule ?? '' }),
    );
  }

  /**
   * All backups, in groups of those that were told to take the same: a question
   * about what a backup takes is asked once for each group.
   */
  get runGroups(): readonly RunGroup[] {
    this.#runGroups ??= groupByPlan(this.facts.runs);
    return this.#runGroups;
  }

  /** A backup that was told to take the same: one for each group. */
  planOf(run: BackupFact): BackupFact {
    this.#planByRun ??= indexPlans(this.runGroups);
    return this.#planByRun.get(run) ?? run;
  }

  originOf(run: BackupFact): Origin {
    const known = this.#origins.get(run);
    if (known) return known;
    const origin = originOf(run, this);
    this.#origins.set(run, origin);
    return origin;
  }

  isLocal(run: BackupFact): boolean {
    return this.originOf(run) === 'local';
  }

  /** Whether a backup was made for this cluster, with proof. */
  countsFor(run: BackupFact): boolean {
    const origin = this.originOf(run);
    return origin === 'local' || origin === 'resynced';
  }

  /** Whether somebody asked Velero to delete a backup and it has not said that it is done. */
  isBeingDeleted(run: BackupFact): boolean {
    if (run.deletedAt !== null || progressOf(run) === 'deleting') return true;
    this.#beingDeleted ??= new Set(
      (this.facts.objects.DeleteBackupRequest ?? [])
        .filter(({ phase }) => phase !== 'Processed')
        .flatMap(({ namespace, backup, backupUid }) =>
          backupUid === null ? `${namespace}/${backup}` : backupUid,
        ),
    );
    return (
      this.#beingDeleted.has(run.uid) ||
      this.#beingDeleted.has(`${run.namespace}/${run.name}`)
    );
  }

  /**
   * The storage location that a backup names, or the default one where it
   * names none; `null` when it does not exist. Of several defaults Velero keeps
   * the newest (velero pkg/controller/backup_storage_location_controller.go).
   */
  location(
    veleroNamespace: string,
    name: string | null,
  ): StorageLocationFact | null {
    const { storageLocations } = this.facts;
    if (name !== null) {
      return (
        storageLocations.find(
          one => one.name === name && one.namespace === veleroNamespace,
        ) ?? null
      );
    }
    const candidates = storageLocations
      .filter(({ namespace }) => namespace === veleroNamespace)
      .sort(newestFirst);
    const fallback =
      this.server(veleroNamespace)?.defaultStorageLocation || DEFAULT_LOCATION;
    return (
      candidates.find(location => location.isDefault) ??
      candidates.find(location => location.name === fallback) ??
      null
    );
  }

  server(veleroNamespace: string): VeleroServerFact | null {
    return (
      this.facts.objects.VeleroServer?.find(
        ({ namespace }) => namespace === veleroNamespace,
      ) ?? null
    );
  }

  cronRules(veleroNamespace: string): CronRules {
    const known = this.#rules.get(veleroNamespace);
    if (known) return known;
    const rules = cronRulesOf(this.server(veleroNamespace));
    this.#rules.set(veleroNamespace, rules);
    return rules;
  }

  policy(veleroNamespace: string, name: string): ResourcePolicyFact | null {
    return (
      this.facts.objects.ResourcePolicy?.find(
        policy => policy.namespace === veleroNamespace && policy.name === name,
      ) ?? null
    );
  }

  /** The copies of volumes that were made for a backup. */
  copiesOf(run: BackupFact): readonly VolumeCopyFact[] {
    this.#copiesByBackup ??= groupBy(
      [
        ...(this.facts.objects.PodVolumeBackup ?? []),
        ...(this.facts.objects.DataUpload ?? []),
      ],
      copy => copy.backupUid ?? `${copy.namespace}/${copy.backup}`,
    );
    return (
      this.#copiesByBackup.get(run.uid) ??
      this.#copiesByBackup.get(`${run.namespace}/${run.name}`) ??
      []
    );
  }

  /** Those of them that are of volumes of a namespace: a wide backup has thousands. */
  copiesIn(run: BackupFact, namespace: string): readonly VolumeCopyFact[] {
    const known =
      this.#copiesByNamespace.get(run) ??
      groupBy(this.copiesOf(run), ({ sourceNamespace }) => sourceNamespace);
    this.#copiesByNamespace.set(run, known);
    return known.get(namespace) ?? [];
  }

  claimsIn(namespace: string): readonly PersistentVolumeClaimFact[] {
    this.#claimsByNamespace ??= groupBy(
      this.facts.objects.PersistentVolumeClaim ?? [],
      claim => claim.namespace,
    );
    return this.#claimsByNamespace.get(namespace) ?? [];
  }

  podsOf(claim: { namespace: string; name: string }): readonly PodFact[] {
    return (
      this.storage.podsByClaim?.get(`${claim.namespace}/${claim.name}`) ?? []
    );
  }

  /** What is known of volumes, ready for questions on data paths. */
  get storage(): StorageFacts {
    this.#storage ??= indexStorageFacts(this.facts);
    return this.#storage;
  }

  /** The names of all namespaces, or `null` when they are not known. */
  get namespaceNames(): ReadonlySet<string> | null {
    if (this.facts.namespaceNames === null) return null;
    this.#namespaceNames ??= new Set(this.facts.namespaceNames);
    return this.#namespaceNames;
  }

  /** Namespaces that their label keeps out of backups, of those that are known. */
  get excludedByLabel(): ReadonlySet<string> {
    this.#excludedByLabel ??= new Set(
      this.facts.namespaces
        .filter(({ labels }) => labels[EXCLUDE_LABEL] === 'true')
        .map(({ name }) => name),
    );
    return this.#excludedByLabel;
  }

  /** Whether a node is known, by the pods that ran on it. */
  hasNode(name: string): boolean {
    this.#nodes ??= new Set(
      (this.facts.objects.Pod ?? []).flatMap(({ node }) => node ?? []),
    );
    return this.#nodes.has(name);
  }

  /** Whether a kind is read in full, so that what is not there is not there. */
  isRead(kind: FactKind): boolean {
    return this.facts.kinds[kind]?.state === 'synced';
  }
}

function keyOf(object: { namespace: string; name: string }): string {
  return `${object.namespace}/${object.name}`;
}

function indexPlans(groups: readonly RunGroup[]): Map<BackupFact, BackupFact> {
  const plans = new Map<BackupFact, BackupFact>();
  for (const { plan, runs } of groups) {
    for (const run of runs) plans.set(run, plan);
  }
  return plans;
}
