/*
 * Alert rules on Velero's own metrics (velero pkg/metrics/metrics.go). Counters
 * begin anew when Velero starts, so they are only ever looked at by what they
 * rose. `velero_backup_last_status` is of no use: InitSchedule sets it back to 1
 * a minute after a failure.
 */

const HOUR = 3_600;
/** Between these, a rise is looked for within one interval of the schedule. */
const WINDOW = { shortest: 900, longest: 24 * HOUR };

/** One rule of a PrometheusRule. @internal */
export interface AlertRule {
  alert: string;
  expr: string;
  for?: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

/** A schedule that runs, and the longest time between two of its runs. @internal */
export interface WatchedSchedule {
  name: string;
  intervalSeconds: number;
}

/** What rules are about. @internal */
export interface AlertScope {
  cluster: string;
  /** The label by which Prometheus tells clusters apart. */
  clusterLabel: string | undefined;
  graceSeconds: number;
}

/** The alerts that are ours; others in the same group are not. @internal */
export const ALERTS = {
  failed: 'VeleroBackupFailed',
  partial: 'VeleroBackupPartiallyFailed',
  late: 'VeleroBackupLate',
  never: 'VeleroBackupNever',
  location: 'VeleroStorageLocationUnavailable',
  upload: 'VeleroDataUploadFailed',
  silent: 'VeleroMetricsMissing',
} as const;

/** The group of rules that is about a cluster. @internal */
export const alertGroupOf = (cluster: string): string => `velero-${cluster}`;

/** A length of time as Prometheus writes it, in its largest whole unit. @internal */
export function promDuration(seconds: number): string {
  for (const [unit, size] of [
    ['d', 24 * HOUR],
    ['h', HOUR],
    ['m', 60],
  ] as const) {
    if (seconds % size === 0) return `${seconds / size}${unit}`;
  }
  return `${seconds}s`;
}

/** All rules of a cluster, those of its schedules first. @internal */
export function alertRulesOf(
  scope: AlertScope,
  schedules: readonly WatchedSchedule[],
): AlertRule[] {
  return [
    ...schedules.flatMap(schedule => scheduleRules(scope, schedule)),
    ...clusterRules(scope),
  ];
}

const ruleOf =
  (cluster: string, schedule?: string) =>
  (
    alert: string,
    severity: 'warning' | 'critical',
    what: { expr: string; for?: string; summary: string },
  ): AlertRule => ({
    alert,
    expr: what.expr,
    ...(what.for === undefined ? {} : { for: what.for }),
    labels: {
      severity,
      cluster,
      ...(schedule === undefined ? {} : { schedule }),
    },
    annotations: { summary: what.summary },
  });

function scheduleRules(
  scope: AlertScope,
  { name, intervalSeconds }: WatchedSchedule,
): AlertRule[] {
  const { cluster } = scope;
  const of = matchers(scope, { schedule: name });
  const window = promDuration(
    Math.min(Math.max(intervalSeconds, WINDOW.shortest), WINDOW.longest),
  );
  const allowed = intervalSeconds + scope.graceSeconds;
  const rose = (metric: string) => `increase(${metric}${of}[${window}]) > 0`;
  const rule = ruleOf(cluster, name);
  const subject = `The schedule '${name}' of ${cluster}`;
  return [
    rule(ALERTS.failed, 'warning', {
      expr: `${rose('velero_backup_failure_total')} or ${rose(
        'velero_backup_validation_failure_total',
      )}`,
      summary: `${subject} made a backup that failed.`,
    }),
    rule(ALERTS.partial, 'warning', {
      expr: rose('velero_backup_partial_failure_total'),
      summary: `${subject} made a backup that lacks something.`,
    }),
    rule(ALERTS.late, 'critical', {
      expr: `time() - max(velero_backup_last_successful_timestamp${of}) > ${allowed}`,
      summary: `${subject} has made no good backup for {{ $value | humanizeDuration }}.`,
    }),
    rule(ALERTS.never, 'critical', {
      // Of a schedule that never had a good backup, the time of the last one is
      // not there at all, and what compares it says nothing.
      expr: `count(velero_backup_attempt_total${of}) unless count(velero_backup_last_successful_timestamp${of})`,
      for: promDuration(allowed),
      summary: `${subject} has never made a good backup.`,
    }),
  ];
}

function clusterRules(scope: AlertScope): AlertRule[] {
  const { cluster } = scope;
  const of = matchers(scope, {});
  const rule = ruleOf(cluster);
  return [
    rule(ALERTS.location, 'critical', {
      expr: `max by (backup_location_name) (velero_backup_location_status_gauge${of}) == 0`,
      for: '15m',
      summary: `The storage location '{{ $labels.backup_location_name }}' of ${cluster} cannot be reached.`,
    }),
    rule(ALERTS.upload, 'warning', {
      expr: `sum by (node) (increase(podVolume_data_upload_failure_total${of}[1h])) > 0`,
      summary: `The node agent on '{{ $labels.node }}' of ${cluster} could not upload data of volumes.`,
    }),
    rule(ALERTS.silent, 'critical', {
      expr: `absent(velero_backup_total${of})`,
      for: '15m',
      summary: `Prometheus has no metrics of Velero on ${cluster}, so no other alert would be raised.`,
    }),
  ];
}

function matchers(
  { cluster, clusterLabel }: AlertScope,
  more: Record<string, string>,
): string {
  const all = {
    ...(clusterLabel === undefined ? {} : { [clusterLabel]: cluster }),
    ...more,
  };
  // PromQL quotes as Go does, and for names JSON does the same.
  const written = Object.entries(all).map(
    ([name, value]) => `${name}=${JSON.stringify(value)}`,
  );
  return written.length > 0 ? `{${written.join(',')}}` : '';
}
