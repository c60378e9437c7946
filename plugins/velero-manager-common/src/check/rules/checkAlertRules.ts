import { CLUSTER_LABEL } from '../../plan/objects/marks';
import { leafDirectory } from '../../snapshot';
import { quoteValue } from '../../words';
import type { Checked, CheckedRepository } from '../CheckedRepository';
import { type Finding, findingAt, type Remark } from '../Finding';
import type { Rule } from './Rule';

type PrometheusRule = Checked<'monitoring.coreos.com/PrometheusRule'>;

/** These only count what there is, whatever their names say (velero pkg/metrics/metrics.go). */
const GAUGES = ['velero_backup_total', 'velero_restore_total'];
const COUNTER = /\b((?:velero|podVolume)_[a-z_]+_total)\b/g;
/** What may stand right before a counter. */
const READS_COUNTER =
  /\b(increase|rate|irate|resets|changes|count|absent|absent_over_time|present_over_time|count_over_time|timestamp)\s*\(\s*$/;
const SCHEDULE = /\bschedule="([a-z0-9.-]+)"/g;
const ENVIRONMENT = /^environments\/([^/]+)\/shared\//;

/**
 * Alert rules are raised when they should be: metrics of Velero are read for
 * what they say, and of schedules that there are.
 *
 * @internal
 */
export const checkAlertRules: Rule = repository =>
  repository
    .objects('monitoring.coreos.com/PrometheusRule')
    .flatMap(item => [
      ...findRemarks(item, remarksOf),
      ...findRemarks(item, expr => unknownSchedules(repository, item, expr)),
    ]);

function findRemarks(
  { manifest, object }: PrometheusRule,
  look: (expr: string) => Remark[],
): Finding[] {
  return (object.spec.groups ?? []).flatMap(({ rules = [] }, group) =>
    rules.flatMap(({ expr }, rule) =>
      look(String(expr)).map(remark =>
        findingAt(
          manifest,
          ['spec', 'groups', group, 'rules', rule, 'expr'],
          remark,
        ),
      ),
    ),
  );
}

function remarksOf(expr: string): Remark[] {
  const bare = [...expr.matchAll(COUNTER)].find(
    ({ 1: metric, index }) =>
      !GAUGES.includes(metric) && !READS_COUNTER.test(expr.slice(0, index)),
  );
  return [
    ...(bare
      ? [
          {
            code: 'ALERT_BARE_COUNTER',
            severity: 'warning' as const,
            message: `'${bare[1]}' counts since Velero started: by itself, one failure is alerted of until Velero starts anew.`,
            fix: `Look at what it rose by: 'increase(${bare[1]}[1h]) > 0'.`,
          },
        ]
      : []),
    ...(/\bvelero_backup_last_status\b/.test(expr)
      ? [
          {
            code: 'ALERT_NEVER_RAISED',
            severity: 'warning' as const,
            message:
              "'velero_backup_last_status' says 1 again within a minute after a failure, because Velero sets it so for each schedule.",
            fix: "Use 'velero_backup_last_successful_timestamp', or what 'velero_backup_failure_total' rose by.",
          },
        ]
      : []),
  ];
}

/** Of a cluster that is known, as the labels of the object say. */
function unknownSchedules(
  repository: CheckedRepository,
  { manifest, object }: PrometheusRule,
  expr: string,
): Remark[] {
  const environment = ENVIRONMENT.exec(manifest.path)?.[1];
  const cluster = object.metadata.labels?.[CLUSTER_LABEL];
  if (environment === undefined || cluster === undefined) return [];
  const leaf = leafDirectory({ environment, cluster }, 'velero-config');
  const isWhole = !repository
    .manifestsBelow(leaf)
    .some(({ document }) => document.has('components'));
  if (!repository.hasDirectory(leaf) || !isWhole) return [];
  const known = new Set(
    repository
      .manifestsBelow(leaf)
      .filter(({ identity }) => identity?.kind === 'Schedule')
      .map(({ identity }) => identity?.name),
  );
  const gone = [...expr.matchAll(SCHEDULE)].find(
    ([, name]) => !known.has(name),
  );
  return gone
    ? [
        {
          code: 'ALERT_NEVER_RAISED',
          severity: 'warning',
          message: `The cluster '${cluster}' has no schedule ${quoteValue(
            gone[1],
          )} any more: this rule is never raised.`,
          fix: 'Save the alert rules of the cluster again.',
        },
      ]
    : [];
}
