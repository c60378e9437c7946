import { nextRuns } from '@velero-manager/backstage-plugin-velero-manager-common';
import { KubeObject } from '../apiserver/KubeObject';
import { kubeTime } from '../velero/kubeTime';
import {
  LONGHORN_BACKUPS,
  LONGHORN_NAMESPACE as namespace,
  LONGHORN_VOLUMES,
  LonghornContext,
  RECURRING_JOBS,
  SETTINGS,
} from './types';

const ALLOW_DETACHED = 'allow-recurring-job-while-volume-detached';

interface RecurringJobSpec {
  task: string;
  cron: string;
  groups: string[];
  retain: number;
}

/**
 * Makes a backup of each volume of a recurring job that is due. Volumes that
 * are detached or faulted are skipped without a word, unless the setting says
 * otherwise (longhorn-manager app/recurring_job.go, recurringjob/util.go).
 *
 * @internal
 */
export function runRecurringJobs(context: LonghornContext, now: Date): void {
  for (const job of context.store.list(RECURRING_JOBS)) {
    const { name } = job.metadata;
    const spec = job.spec as unknown as RecurringJobSpec;
    const dueAt = context.dueAt.get(name);
    const isDue = dueAt !== undefined && dueAt <= now.getTime();
    if (isDue && spec.task === 'backup') run(context, job, now);
    if (dueAt === undefined || isDue) {
      const next = nextRuns(spec.cron, {
        zone: 'UTC',
        after: now,
        count: 1,
        dialect: 'kubernetes',
      });
      const [slot] = next.ok ? next.value : [];
      context.dueAt.set(name, slot?.getTime() ?? Infinity);
    }
  }
}

function run(context: LonghornContext, job: KubeObject, now: Date): void {
  const { store } = context;
  const { name } = job.metadata;
  const executions = Number(job.status?.executionCount ?? 0);
  store.patch(RECURRING_JOBS, job.metadata, {
    patch: { status: { executionCount: executions + 1 } },
  });
  for (const volume of store.list(LONGHORN_VOLUMES)) {
    if (!isMember(volume, job) || isSkipped(context, volume)) continue;
    createBackup(context, { volume, job: name, now });
    retire(context, volume, job);
  }
}

function isMember({ metadata }: KubeObject, { spec }: KubeObject): boolean {
  const { groups } = spec as unknown as RecurringJobSpec;
  return groups.some(
    group =>
      metadata.labels?.[`recurring-job-group.longhorn.io/${group}`] ===
      'enabled',
  );
}

function isSkipped({ store }: LonghornContext, volume: KubeObject): boolean {
  const setting = store.get(SETTINGS, { namespace, name: ALLOW_DETACHED });
  const { state, robustness } = volume.status ?? {};
  return (
    robustness === 'faulted' ||
    (state === 'detached' && setting?.value !== 'true')
  );
}

function createBackup(
  { store }: LonghornContext,
  options: { volume: KubeObject; job: string; now: Date },
): void {
  const { volume, job, now } = options;
  const { name: volumeName } = volume.metadata;
  const labels = { RecurringJob: job };
  store.create(LONGHORN_BACKUPS, {
    metadata: {
      namespace,
      generateName: 'backup-',
      labels: { 'backup-volume': volumeName, 'backup-target': 'default' },
    },
    spec: {
      snapshotName: `${job}-${now.getTime().toString(16)}`,
      backupMode: 'incremental',
      labels,
    },
    status: {
      state: 'Pending',
      volumeName,
      backupTargetName: 'default',
      snapshotCreatedAt: kubeTime(now),
      labels,
      progress: 0,
    },
  });
}

/** What is more than the job keeps goes, oldest first. */
function retire(
  { store }: LonghornContext,
  { metadata }: KubeObject,
  { spec }: KubeObject,
): void {
  const { retain } = spec as unknown as RecurringJobSpec;
  const createdAt = (backup: KubeObject) => backup.metadata.creationTimestamp;
  store
    .list(LONGHORN_BACKUPS, { labelSelector: `backup-volume=${metadata.name}` })
    .sort((one, other) => (createdAt(one) < createdAt(other) ? 1 : -1))
    .slice(retain)
    .forEach(backup => store.delete(LONGHORN_BACKUPS, backup.metadata));
}
