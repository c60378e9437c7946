import {
  LonghornBackupTargetFact,
  LonghornRecurringJobFact,
  LonghornVolumeFact,
} from '../../facts';
import { Horizon } from '../../health/Horizon';
import { CronRules } from '../../health/SlotGrid';
import { quoteName } from '../../words';
import { engineObjective, EngineObjective } from '../engineObjective';
import { EngineOptions } from '../EngineStanding';
import { EngineRun } from '../EngineRun';
import { SlotSchedule } from '../SlotSchedule';
import { longhornRuns } from './longhornRuns';
import { LonghornView, makesBackups } from './LonghornView';
import { newestVolumeBackup, VolumeBackup } from './newestVolumeBackup';

/** A job becomes a CronJob without a zone: it runs in that of the controller manager. */
const RULES: CronRules = {
  dialects: ['kubernetes'],
  zone: 'UTC',
  zonePrefixAllowed: false,
};

/** All that the rules for one Longhorn volume look at. @internal */
export interface LonghornContext {
  volume: LonghornVolumeFact;
  /**
   * `volume 'pvc-1' (claim 'data' in namespace 'shop' of cluster 'prod-1')`, or
   * without the claim where nobody claims it, for sentences.
   */
  place: string;
  /** All its recurring jobs, those that make backups first of all. */
  jobs: readonly LonghornRecurringJobFact[];
  /** The jobs that make backups. */
  schedules: SlotSchedule[];
  target: LonghornBackupTargetFact | null;
  /** Whether jobs pass it by, because it is attached nowhere. */
  isSkipped: boolean;
  runs: EngineRun[];
  lastGood: VolumeBackup | null;
  objective: EngineObjective;
  horizon: Horizon;
}

/**
 * Gathers what the rules need from the facts of a cluster.
 *
 * @param claim - who uses the volume, for sentences
 * @internal
 */
export function createLonghornContext(
  claim: LonghornVolumeFact['claim'],
  volume: LonghornVolumeFact,
  options: EngineOptions,
): LonghornContext {
  const { cluster, horizon, declared } = options;
  const view = LonghornView.of(cluster);
  const runs = longhornRuns(view.backupsOf(volume));
  const jobs = view.jobsOf(volume);
  const schedules = jobs
    .filter(makesBackups)
    .map(job => jobSlots(job, { cluster: cluster.name, runs }));
  const lastGood = newestVolumeBackup(volume, { runs, view, horizon });
  return {
    volume,
    place: placeOf({ volume, claim, cluster: cluster.name }),
    jobs,
    schedules,
    target: view.targetOf(volume),
    isSkipped:
      volume.state === 'detached' && !view.backsUpDetached(volume.namespace),
    runs,
    lastGood,
    objective: engineObjective({
      schedules,
      runs,
      lastGood: lastGood && { at: lastGood.at, begunAt: lastGood.at },
      since: new Date(volume.createdAt),
      declaredRpoSeconds: declared?.rpoSeconds ?? null,
      stoppedAt: null,
      horizon,
    }),
    horizon,
  };
}

function placeOf(named: {
  volume: LonghornVolumeFact;
  claim: LonghornVolumeFact['claim'];
  cluster: string;
}): string {
  const volume = `volume ${quoteName(named.volume.name)}`;
  const cluster = `of cluster ${quoteName(named.cluster)}`;
  if (!named.claim) return `${volume} ${cluster}`;
  const { name, namespace } = named.claim;
  return `${volume} (claim ${quoteName(name)} in namespace ${quoteName(
    namespace,
  )} ${cluster})`;
}

function jobSlots(
  job: LonghornRecurringJobFact,
  context: { cluster: string; runs: readonly EngineRun[] },
): SlotSchedule {
  const createdAt = new Date(job.createdAt);
  return SlotSchedule.create({
    id: `${context.cluster}/${job.namespace}/${job.name}`,
    name: job.name,
    createdAt,
    cron: job.cron,
    rules: RULES,
    isPaused: false,
    misfit: null,
    countsFrom: createdAt,
    runs: context.runs.filter(({ schedule }) => schedule === job.name),
  });
}
