import { ClusterReport } from '../api/fleet';
import { ClusterFacts, JudgeSettings } from '../facts';
import {
  ClusterAssessment,
  jointInsights,
  StorageLocationAssessment,
} from '../health';
import { ClusterView } from '../health/ClusterView';
import { ScheduleView } from '../health/ScheduleView';
import { kindDefinitionList } from '../kinds';
import { clusterCoverage } from '../numbers/clusterCoverage';
import { findTraps } from '../traps';
import { clusterEngineReports } from './clusterEngineReports';
import { clusterRemedy } from './clusterRemedy';
import { buildClusterListItem, ClusterListSource } from './listItems';
import { layOver } from './rollUp';
import { scheduleRemedy } from './scheduleRemedy';
import { scheduleReport } from './scheduleReport';
import { scheduleRuns } from './scheduleRuns';
import { Freshness } from './subjects';
import { syncObjectReport } from './syncObjectReport';
import { toApiVerdict } from './wire';

/** Two weeks of nights: dozens of schedules stand below each other. */
const RUNS_SHOWN = 14;

/**
 * Builds the report of one cluster from facts and an assessment of them.
 *
 * @param options.rpoSeconds - what the environment of the cluster declares, or `null`
 * @param options.freshness - contacts must hold the clusters of its sync objects
 * @public
 */
export function buildClusterReport(options: {
  summary: ClusterListSource & { definedAt: string };
  facts: ClusterFacts;
  assessment: ClusterAssessment;
  settings: JudgeSettings;
  rpoSeconds: number | null;
  freshness: Freshness;
}): ClusterReport {
  const { summary, facts, assessment, rpoSeconds } = options;
  const cluster = ClusterView.create(facts, options.settings);
  const contacts = new Map(options.freshness.contacts);
  contacts.set(summary.name, summary.contact);
  const freshness = { ...options.freshness, contacts };
  const syncObjects = assessment.syncObjects.map(
    ({ cluster: holder, fact }) => ({
      cluster: holder,
      fact,
      source: null,
      project: null,
    }),
  );
  const item = buildClusterListItem({ ...summary, assessment }, freshness);
  return {
    ...item,
    asOf: freshness.now.toISOString(),
    definedAt: summary.definedAt,
    scheduleReports: assessment.schedules.map(schedule => {
      const view = ScheduleView.create(schedule.fact, cluster);
      return {
        ...scheduleReport(schedule, { view, freshness }),
        runs: scheduleRuns(view, {
          now: freshness.now,
          limit: RUNS_SHOWN,
        }).reverse(),
        remedy: scheduleRemedy(
          view,
          facts,
          layOver(schedule.verdict, schedule.cluster, freshness).reason,
        ),
      };
    }),
    storageLocationReports: assessment.storageLocations.map(location =>
      storageLocationReport(location, freshness),
    ),
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
    coverage: clusterCoverage(cluster, freshness.now),
    ...clusterEngineReports(assessment, freshness),
    remedy: clusterRemedy(facts, {
      reason: item.protection.reason,
      rpoSeconds,
    }),
    collector: collectorOf(summary.kinds),
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

function collectorOf(
  kinds: ClusterListSource['kinds'],
): ClusterReport['collector'] {
  return kindDefinitionList.map(({ kind }) => {
    const status = kinds[kind];
    return {
      kind,
      state: status?.state ?? 'pending',
      message: status?.message ?? null,
      syncedAt: status?.syncedAt ?? null,
      objects: status?.objects ?? 0,
      malformed: status?.malformed ?? 0,
    };
  });
}
