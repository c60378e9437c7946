import { onboard, repositoryAfter } from '../../plan/__fixtures__/repositories';
import { checkRepository } from '..';

const SHARED = 'environments/production/shared';
const files = repositoryAfter(onboard());

function codesOf(expr: string, cluster = 'prod-cluster-01'): string[] {
  const text = `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: a
  namespace: monitoring
  labels: { velero-manager.io/cluster: ${cluster} }
spec:
  groups:
    - name: a
      rules:
        - alert: A
          expr: ${JSON.stringify(expr)}
`;
  return checkRepository(
    new Map(files)
      .set(`${SHARED}/a.yaml`, text)
      .set(
        `${SHARED}/kustomization.yaml`,
        'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n',
      ),
  )
    .filter(
      ({ path, code }) =>
        path === `${SHARED}/a.yaml` && code !== 'ALERTS_NOT_APPLIED',
    )
    .map(({ code, line }) => `${code}:${line}`);
}

it.each([
  ['velero_backup_failure_total > 0', ['ALERT_BARE_COUNTER:12']],
  [
    'sum by (schedule) (velero_backup_partial_failure_total{a="b"}) > 0',
    ['ALERT_BARE_COUNTER:12'],
  ],
  ['podVolume_data_upload_failure_total > 0', ['ALERT_BARE_COUNTER:12']],
  [
    'increase(velero_backup_failure_total[1h]) > 0 or velero_restore_failed_total > 0',
    ['ALERT_BARE_COUNTER:12'],
  ],
  ['increase(velero_backup_failure_total[1h]) > 0', []],
  ['sum(rate( velero_backup_failure_total[1h])) > 0', []],
  // These two are no counters.
  ['velero_backup_total == 0 or velero_restore_total == 0', []],
  ['velero_backup_last_status == 0', ['ALERT_NEVER_RAISED:12']],
  [
    'time() - velero_backup_last_successful_timestamp{schedule="full-daily"} > 1',
    [],
  ],
  [
    'time() - velero_backup_last_successful_timestamp{schedule="gone"} > 1',
    ['ALERT_NEVER_RAISED:12'],
  ],
])('finds in %s: %j', (expr, codes) => {
  expect(codesOf(expr)).toEqual(codes);
});

it('does not know the schedules of a cluster that is not there', () => {
  expect(
    codesOf(
      'time() - velero_backup_last_successful_timestamp{schedule="gone"} > 1',
      'prod-cluster-09',
    ),
  ).toEqual([]);
});
