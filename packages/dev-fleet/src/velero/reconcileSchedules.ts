import { nextRuns } from '@velero-manager/backstage-plugin-velero-manager-common';
import { kubeTime } from './kubeTime';
import {
  BackupObject,
  BACKUPS,
  ScheduleObject,
  SCHEDULES,
  VeleroContext,
} from './types';

/** Phases that keep a schedule from submitting another backup. */
const BLOCKING = ['', 'New', 'InProgress'];

/**
 * Submits what is due, once, without catching up (velero
 * pkg/controller/schedule_controller.go). A paused schedule is not looked at
 * at all, so its phase stays what it was.
 *
 * @internal
 */
export function reconcileSchedules(context: VeleroContext, now: Date): void {
  for (const object of context.store.list(SCHEDULES, {
    namespace: context.namespace,
  })) {
    const schedule = object as ScheduleObject;
    if (!schedule.spec.paused) {
      reconcileSchedule(context, schedule, now);
    }
  }
}

function reconcileSchedule(
  context: VeleroContext,
  schedule: ScheduleObject,
  now: Date,
): void {
  const next = nextSlot(context, schedule);
  if (!next.ok) {
    patchStatus(context, schedule, {
      phase: 'FailedValidation',
      validationErrors: [`invalid schedule: ${next.reason}`],
    });
    return;
  }
  if (schedule.status?.phase !== 'Enabled') {
    patchStatus(context, schedule, {
      phase: 'Enabled',
      validationErrors: null,
    });
  }
  if (schedule.spec.skipImmediately) {
    skipOnce(context, schedule, now);
    return;
  }
  const [dueAt] = next.value;
  if (dueAt && dueAt <= now && !hasUnfinished(context, schedule)) {
    submitBackup(context, { schedule, now });
    patchStatus(context, schedule, { lastBackup: kubeTime(now) });
  }
}

/** The same question is asked each minute: the answer is kept until it is passed. */
function nextSlot(
  { slots }: VeleroContext,
  schedule: ScheduleObject,
): ReturnType<typeof nextRuns> {
  const base = baseOf(schedule);
  const question = `${base.getTime()} ${schedule.spec.schedule}`;
  const known = slots.get(question);
  if (known) return known;
  const next = nextRuns(schedule.spec.schedule, {
    zone: 'UTC',
    after: base,
    count: 1,
  });
  slots.set(question, next);
  return next;
}

function baseOf({ metadata, status }: ScheduleObject): Date {
  const times = [
    status?.lastBackup ?? metadata.creationTimestamp,
    status?.lastSkipped,
  ]
    .filter(time => typeof time === 'string')
    .map(time => Date.parse(time as string));
  return new Date(Math.max(...times));
}

function skipOnce(
  context: VeleroContext,
  { metadata }: ScheduleObject,
  now: Date,
): void {
  context.store.patch(
    SCHEDULES,
    { namespace: context.namespace, name: metadata.name },
    {
      patch: {
        spec: { skipImmediately: false },
        status: { lastSkipped: kubeTime(now) },
      },
    },
  );
}

function hasUnfinished(
  context: VeleroContext,
  { metadata }: ScheduleObject,
): boolean {
  return context.store
    .list(BACKUPS, {
      namespace: context.namespace,
      labelSelector: `velero.io/schedule-name=${metadata.name}`,
    })
    .some(backup => BLOCKING.includes(String(backup.status?.phase ?? '')));
}

/**
 * Creates a Backup from a schedule's template, with the name and labels that
 * Velero gives it (velero pkg/builder/backup_builder.go FromSchedule).
 *
 * @internal
 */
export function submitBackup(
  context: VeleroContext,
  options: { schedule: ScheduleObject; now: Date },
): BackupObject {
  const { schedule, now } = options;
  const { metadata: template, ...spec } = schedule.spec.template;
  const stamp = now.toISOString().replace(/\D/g, '').slice(0, 14);
  return context.store.create(BACKUPS, {
    metadata: {
      namespace: context.namespace,
      name: `${schedule.metadata.name}-${stamp}`,
      labels: {
        ...(template?.labels ?? schedule.metadata.labels),
        'velero.io/schedule-name': schedule.metadata.name,
      },
      annotations: { ...schedule.metadata.annotations },
    },
    spec,
    status: {},
  }) as BackupObject;
}

function patchStatus(
  context: VeleroContext,
  { metadata }: ScheduleObject,
  status: Record<string, unknown>,
): void {
  context.store.patch(
    SCHEDULES,
    { namespace: context.namespace, name: metadata.name },
    { patch: { status } },
  );
}
