import { nextRuns } from '@velero-manager/backstage-plugin-velero-manager-common';
import { KubeObject } from '../apiserver/KubeObject';
import { kubeTime } from '../velero/kubeTime';
import {
  BARMAN_PLUGIN,
  POSTGRES_BACKUPS,
  PostgresContext,
  SCHEDULED_BACKUPS,
} from './types';

interface ScheduledBackupSpec {
  schedule: string;
  suspend?: boolean;
  immediate?: boolean;
  cluster: { name: string };
}

/**
 * Makes a Backup for each ScheduledBackup that is due, once, without catching
 * up (cloudnative-pg internal/controller/scheduledbackup_controller.go).
 *
 * @internal
 */
export function scheduleBackups(context: PostgresContext, now: Date): void {
  for (const scheduled of context.store.list(SCHEDULED_BACKUPS)) {
    const { spec } = scheduled as unknown as { spec: ScheduledBackupSpec };
    if (spec.suspend) continue;
    const { metadata, status } = scheduled;
    const key = `${metadata.namespace}/${metadata.name}`;
    const dueAt = context.dueAt.get(key);
    const isFirst = !status?.lastCheckTime;
    const isDue = dueAt !== undefined && dueAt <= now.getTime();
    if (isDue || (isFirst && spec.immediate)) {
      createBackup(context, scheduled, { now, isImmediate: isFirst });
    }
    if (dueAt === undefined || isDue) {
      plan(context, scheduled, { now, ran: isDue });
    }
  }
}

/** Works out the next slot, and says so in the status. */
function plan(
  context: PostgresContext,
  { metadata, spec }: KubeObject,
  options: { now: Date; ran: boolean },
): void {
  const { now, ran } = options;
  const next = nextRuns(String(spec?.schedule), {
    zone: 'UTC',
    after: now,
    count: 1,
    dialect: 'robfig-v1',
  });
  const [slot] = next.ok ? next.value : [];
  const key = `${metadata.namespace}/${metadata.name}`;
  context.dueAt.set(key, slot?.getTime() ?? Infinity);
  const at = kubeTime(now);
  context.store.patch(SCHEDULED_BACKUPS, metadata, {
    patch: {
      status: {
        lastCheckTime: at,
        ...(ran ? { lastScheduleTime: at } : {}),
        nextScheduleTime: slot ? kubeTime(slot) : null,
      },
    },
  });
}

function createBackup(
  { store }: PostgresContext,
  scheduled: KubeObject,
  options: { now: Date; isImmediate: boolean },
): void {
  const { namespace, name, uid } = scheduled.metadata;
  const { cluster } = scheduled.spec as unknown as ScheduledBackupSpec;
  const stamp = options.now.toISOString().replace(/\D/g, '').slice(0, 14);
  store.create(POSTGRES_BACKUPS, {
    metadata: {
      namespace,
      name: `${name}-${stamp}`,
      labels: {
        'cnpg.io/cluster': cluster.name,
        'cnpg.io/scheduled-backup': name,
        'cnpg.io/immediateBackup': String(options.isImmediate),
      },
      ownerReferences: [
        {
          apiVersion: scheduled.apiVersion,
          kind: scheduled.kind,
          name,
          uid,
          controller: true,
        },
      ],
    },
    spec: {
      cluster,
      method: 'plugin',
      pluginConfiguration: { name: BARMAN_PLUGIN },
    },
    status: { phase: 'pending', method: 'plugin' },
  });
}
