import { ClusterReport } from '../api/fleet';
import {
  ClusterAssessment,
  DatabaseAssessment,
  InstallAssessment,
  protectionStates,
  ProtectionVerdict,
  ScheduledBackupAssessment,
  VolumeBackupAssessment,
} from '../health';
import { layOver } from './rollUp';
import { Freshness } from './subjects';
import { toApiVerdict } from './wire';

/** Of hundreds in trouble the worst are enough to see what is wrong. */
const MAX_TROUBLED = 100;

/** What a cluster's report says of its engines. @internal */
export type ClusterEngineReports = Pick<
  ClusterReport,
  | 'installs'
  | 'repositoryReports'
  | 'databaseReports'
  | 'scheduledBackupReports'
  | 'backupTargetReports'
  | 'volumeReports'
>;

interface Judged {
  cluster: string;
  verdict: ProtectionVerdict;
}

/**
 * Shows what the engines of a cluster promise beside Velero's schedules, with
 * the freshness of the cluster laid over.
 *
 * @internal
 */
export function clusterEngineReports(
  assessment: ClusterAssessment,
  freshness: Freshness,
): ClusterEngineReports {
  const protectionOf = ({ verdict, cluster }: Judged) =>
    toApiVerdict(layOver(verdict, cluster, freshness));
  const show =
    <T extends Judged, R>(describe: (judged: T) => R) =>
    (judged: T) => ({
      ...describe(judged),
      protection: protectionOf(judged),
    });
  return {
    installs: assessment.installs.map(show(install)),
    repositoryReports: troubledOf(
      assessment.repositories,
      show(({ fact }) => ({
        namespace: fact.namespace,
        name: fact.name,
        volumeNamespace: fact.volumeNamespace,
        storageLocation: fact.storageLocation,
        lastMaintainedAt: fact.lastMaintainedAt,
      })),
    ),
    databaseReports: assessment.databases.map(show(database)),
    scheduledBackupReports: assessment.scheduledBackups.map(
      show(scheduledBackup),
    ),
    backupTargetReports: assessment.backupTargets.map(
      show(({ fact, volumes }) => ({
        namespace: fact.namespace,
        name: fact.name,
        url: fact.url,
        lastSyncedAt: fact.lastSyncedAt,
        volumes,
      })),
    ),
    volumeReports: troubledOf(assessment.volumes, show(volume)),
  };
}

function install({ namespace, servers, agents }: InstallAssessment) {
  const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
  return {
    namespace,
    version: servers.find(({ version }) => version !== null)?.version ?? null,
    isReady: servers.some(({ readyReplicas }) => readyReplicas > 0),
    replicas: sum(servers.map(({ replicas }) => replicas)),
    nodeAgents: agents.length
      ? {
          ready: sum(agents.map(({ ready }) => ready)),
          desired: sum(agents.map(({ desired }) => desired)),
        }
      : null,
  };
}

function database({
  id,
  fact,
  walArchive: { state, since },
  recoveryWindow,
  lastGood,
  schedules,
  running,
}: DatabaseAssessment) {
  return {
    id,
    namespace: fact.namespace,
    name: fact.name,
    instances: fact.instances,
    walArchive: { state, since: instantOf(since) },
    recoverable: recoveryWindow && {
      from: recoveryWindow.from.toISOString(),
      to: instantOf(recoveryWindow.to),
    },
    lastGoodAt: instantOf(lastGood?.at),
    schedules: [...schedules],
    running,
  };
}

function scheduledBackup({
  id,
  fact,
  lastGood,
  nextRunAt,
  running,
}: ScheduledBackupAssessment) {
  return {
    id,
    namespace: fact.namespace,
    name: fact.name,
    database: fact.cluster,
    cron: fact.cron,
    suspended: fact.suspended,
    method: fact.method,
    lastGoodAt: instantOf(lastGood?.at),
    nextRunAt: instantOf(nextRunAt),
    running,
  };
}

function volume({
  id,
  fact,
  lastGood,
  schedules,
  isSkipped,
}: VolumeBackupAssessment) {
  return {
    id,
    name: fact.name,
    claim: fact.claim,
    lastGoodAt: instantOf(lastGood?.at),
    schedules: [...schedules],
    isSkipped,
  };
}

function troubledOf<T extends Judged, R>(
  all: readonly T[],
  show: (judged: T) => R,
): { total: number; troubled: number; items: R[] } {
  const rank = ({ verdict }: T) => protectionStates.indexOf(verdict.state);
  const troubled = all
    .filter(({ verdict: { state } }) => state !== 'HEALTHY')
    .sort((a, b) => rank(a) - rank(b));
  return {
    total: all.length,
    troubled: troubled.length,
    items: troubled.slice(0, MAX_TROUBLED).map(show),
  };
}

function instantOf(moment: Date | null | undefined): string | null {
  return moment?.toISOString() ?? null;
}
