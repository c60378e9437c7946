import { ClusterReport } from '../api/fleet';
import {
  ClusterFacts,
  Collection,
  JudgeSettings,
  LocatedSyncObject,
} from '../facts';
import {
  ClusterAssessment,
  jointInsights,
  ScheduleAssessment,
  StorageLocationAssessment,
  SyncAssessment,
} from '../health';
import { ClusterView } from '../health/ClusterView';
import { CopiedBytes } from '../history/copiedBytes';
import { PastRun } from '../history/pastRun';
import { clusterCoverage } from '../numbers/clusterCoverage';
import { findTraps } from '../traps';
import { clusterEngineReports } from './clusterEngineReports';
import { clusterRemedy } from './clusterRemedy';
import { collectionReport } from './collectionReport';
import { buildClusterListItem, ClusterListSource } from './listItems';
import { layOver } from './rollUp';
import { RunHistory } from './RunHistory';
import { scheduleRemedy } from './scheduleRemedy';
import { scheduleReport } from './scheduleReport';
import { scheduleRuns } from './scheduleRuns';
import { Freshness } from './subjects';
import { sentBySchedule, sentReport } from './sentReport';
import { syncObjectReport } from './syncObjectReport';
import { toApiVerdict } from './wire';

/** Two weeks of nights: dozens of schedules stand below each other. */
const RUNS_SHOWN = 14;

/**
 * Builds the report of one cluster from facts and an assessment of them.
 *
 * @param options.claimCounts - how many PersistentVolumeClaims each namespace has
 * @param options.pastRuns - what history tells of runs of its schedules
 * @param options.copied - what was copied of volumes since {@link sentSince}
 * @param options.rpoSeconds - what the environment of the cluster declares, or `null`
 * @param options.freshness - contacts must hold the clusters of its sync objects
 * @public
 */
export function buildClusterReport(options: {
  summary: ClusterListSource & { definedAt: string };
  collection: Collection;
  facts: ClusterFacts;
  assessment: ClusterAssessment;
  settings: JudgeSettings;
  rpoSeconds: number | null;
  claimCounts: Readonly<Record<string, number>>;
  pastRuns: readonly PastRun[];
  copied: readonly CopiedBytes[];
  freshness: Freshness;
}): ClusterReport {
  const { summary, facts, assessment, rpoSeconds } = options;
  const cluster = ClusterView.create(facts, options.settings);
  const contacts = new Map(options.freshness.contacts);
  contacts.set(summary.name, summary.contact);
  const freshness = { ...options.freshness, contacts };
  const syncObjects = assessment.syncObjects.map(toLocated);
  const item = buildClusterListItem({ ...summary, assessment }, freshness);
  return {
    ...item,
    asOf: freshness.now.toISOString(),
    definedAt: summary.definedAt,
    scheduleReports: scheduleReportsOf({ ...options, cluster, freshness }),
    storageLocationReports: assessment.storageLocations.map(location =>
      storageLocationReport(location, freshness),
    ),
    sent: sentReport(options.copied, freshness.now),
    syncObjects: assessment.syncObjects.map(object =>
      syncObjectReport(object, freshness),
    ),
    syncSources: assessment.syncSources.map(({ verdict, ...source }) => ({
      ...source,
      sync: toApiVerdict(layOver(verdict, source.cluster, freshness)),
    })),
    insights: jointInsights({ clusters: [facts], syncObjects }),
    traps: findTraps(
      {
        facts,
        isWhole: true,
        syncObjects,
        settings: options.settings,
        rpoSeconds,
      },
      freshness,
    ),
    coverage: clusterCoverage(cluster, {
      now: freshness.now,
      claims: sum(Object.values(options.claimCounts)),
    }),
    ...clusterEngineReports(assessment, freshness),
    remedy: clusterRemedy(facts, {
      reason: item.protection.reason,
      rpoSeconds,
    }),
    ...collectionReport({ ...options, kinds: summary.kinds }),
  };
}

/** What a trap or an insight looks at of a sync object. */
function toLocated({ cluster, fact }: SyncAssessment): LocatedSyncObject {
  return { cluster, fact, source: null, project: null };
}

function scheduleReportsOf(options: {
  assessment: ClusterAssessment;
  cluster: ClusterView;
  pastRuns: readonly PastRun[];
  copied: readonly CopiedBytes[];
  freshness: Freshness;
}): ClusterReport['scheduleReports'] {
  const { assessment, cluster, pastRuns } = options;
  const history = RunHistory.of(pastRuns, [cluster]);
  return assessment.schedules.map(schedule =>
    clusterScheduleReport(schedule, { ...options, history }),
  );
}

/** A schedule with its last slots, and what mends it. */
function clusterScheduleReport(
  schedule: ScheduleAssessment,
  options: {
    cluster: ClusterView;
    history: RunHistory;
    copied: readonly CopiedBytes[];
    freshness: Freshness;
  },
): ClusterReport['scheduleReports'][number] {
  const { cluster, history, freshness } = options;
  const view = cluster.viewOf(schedule.fact);
  const past = history.of(view);
  const report = scheduleReport(schedule, { view, past, freshness });
  return {
    ...report,
    runs: scheduleRuns(view, {
      now: freshness.now,
      limit: RUNS_SHOWN,
      past,
    }).reverse(),
    sent: sentBySchedule(view, options.copied, freshness.now),
    remedy: scheduleRemedy(view, cluster.facts, report.protection.reason),
  };
}

function storageLocationReport(
  { cluster, fact, verdict }: StorageLocationAssessment,
  freshness: Freshness,
): ClusterReport['storageLocationReports'][number] {
  return {
    namespace: fact.namespace,
    name: fact.name,
    provider: fact.provider,
    bucket: fact.bucket,
    prefix: fact.prefix,
    isDefault: fact.isDefault,
    accessMode: fact.accessMode,
    protection: toApiVerdict(layOver(verdict, cluster, freshness)),
    lastValidatedAt: fact.lastValidatedAt,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
