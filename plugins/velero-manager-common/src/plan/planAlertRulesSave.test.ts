import { parse } from 'yaml';
import { check } from '../check';
import { pathsOf } from '../snapshot';
import {
  intentOf,
  onboard,
  repositoryAfter,
  save,
  snapshotOf,
} from './__fixtures__/repositories';
import { applyPlan, plan } from '.';

const SHARED = 'environments/production/shared';
const FILE = `${SHARED}/alert-rules/prod-cluster-01.yaml`;
const LIST = `${SHARED}/kustomization.yaml`;
const SCHEDULES =
  'environments/production/clusters/prod-cluster-01/velero-config/backup-schedules';

const rules = (more: object = {}) => ({
  kind: 'alert-rules:save',
  environment: 'production',
  cluster: 'prod-cluster-01',
  clusterLabel: 'cluster',
  ...more,
});
const only = onboard({
  schedules: [
    {
      scope: 'shop',
      frequency: 'daily',
      cron: '0 2 * * 1-5',
      includedNamespaces: ['shop'],
      retention: '30d',
    },
    {
      scope: 'shop',
      frequency: 'weekly',
      cron: 'CRON_TZ=Europe/Berlin 30 4 * * 0',
      includedNamespaces: ['shop'],
      retention: '90d',
    },
  ],
});
const second = onboard({
  cluster: 'prod-cluster-02',
  server: 'https://prod-cluster-02.example.com:6443',
});
const files = repositoryAfter(only);
const saved = repositoryAfter(only, rules());

/** From no more than what the intent may look at. */
function outcomeOf(raw: object, before: ReadonlyMap<string, string>) {
  const intent = intentOf(raw);
  const scope = pathsOf(intent);
  const seen = [...before].filter(
    ([path]) =>
      scope.files.includes(path) ||
      scope.directories.some(directory => path.startsWith(`${directory}/`)),
  );
  return plan(intent, snapshotOf(new Map(seen)));
}

function planned(intent: object, before: ReadonlyMap<string, string>) {
  const outcome = outcomeOf(intent, before);
  if (outcome.result !== 'planned') throw new Error(JSON.stringify(outcome));
  const findings = check({ plan: outcome.plan }, snapshotOf(before));
  expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  const after = applyPlan(before, outcome.plan);
  expect(outcomeOf(intent, after)).toEqual({ result: 'unchanged' });
  return { ...outcome.plan, after, text: after.get(FILE) ?? '' };
}

function edited(before: string, after: string, from = saved) {
  const text = from.get(FILE) ?? '';
  expect(text).toContain(before);
  return new Map(from).set(FILE, text.replace(before, after));
}

function alertsIn(text: string): string[] {
  const [group] = parse(text).spec.groups;
  return group.rules.map(
    ({ alert, labels }: { alert: string; labels: { schedule?: string } }) =>
      [alert, ...(labels.schedule ? [labels.schedule] : [])].join(' '),
  );
}

it('writes rules that know the interval of each schedule', () => {
  const change = planned(
    rules({ grace: '2h', labels: { release: 'on' } }),
    files,
  );
  expect(change).toMatchObject({
    title: 'Add alert rules of prod-cluster-01',
    files: [
      { path: FILE, action: 'add' },
      { path: LIST, action: 'add' },
    ],
  });
  expect(change.text).toMatchInlineSnapshot(`
    "apiVersion: monitoring.coreos.com/v1
    kind: PrometheusRule
    metadata:
      name: velero-prod-cluster-01
      namespace: monitoring
      labels:
        velero-manager.io/cluster: prod-cluster-01
        velero-manager.io/environment: production
        release: 'on'
      annotations:
        velero-manager.io/change: alert-rules-save/production/prod-cluster-01
        velero-manager.io/spec-hash: cd1a575f1c3373b0125c6d1f98b2ca4634830c2c9fba903bbfa56835a440be17
    spec:
      groups:
        - name: velero-prod-cluster-01
          rules:
            - alert: VeleroBackupFailed
              expr: increase(velero_backup_failure_total{cluster="prod-cluster-01",schedule="shop-daily"}[1d]) > 0 or increase(velero_backup_validation_failure_total{cluster="prod-cluster-01",schedule="shop-daily"}[1d]) > 0
              labels:
                severity: warning
                cluster: prod-cluster-01
                schedule: shop-daily
              annotations:
                summary: The schedule 'shop-daily' of prod-cluster-01 made a backup that failed.
            - alert: VeleroBackupPartiallyFailed
              expr: increase(velero_backup_partial_failure_total{cluster="prod-cluster-01",schedule="shop-daily"}[1d]) > 0
              labels:
                severity: warning
                cluster: prod-cluster-01
                schedule: shop-daily
              annotations:
                summary: The schedule 'shop-daily' of prod-cluster-01 made a backup that lacks something.
            - alert: VeleroBackupLate
              expr: time() - max(velero_backup_last_successful_timestamp{cluster="prod-cluster-01",schedule="shop-daily"}) > 266400
              labels:
                severity: critical
                cluster: prod-cluster-01
                schedule: shop-daily
              annotations:
                summary: The schedule 'shop-daily' of prod-cluster-01 has made no good backup for {{ $value | humanizeDuration }}.
            - alert: VeleroBackupNever
              expr: count(velero_backup_attempt_total{cluster="prod-cluster-01",schedule="shop-daily"}) unless count(velero_backup_last_successful_timestamp{cluster="prod-cluster-01",schedule="shop-daily"})
              for: 74h
              labels:
                severity: critical
                cluster: prod-cluster-01
                schedule: shop-daily
              annotations:
                summary: The schedule 'shop-daily' of prod-cluster-01 has never made a good backup.
            - alert: VeleroBackupFailed
              expr: increase(velero_backup_failure_total{cluster="prod-cluster-01",schedule="shop-weekly"}[1d]) > 0 or increase(velero_backup_validation_failure_total{cluster="prod-cluster-01",schedule="shop-weekly"}[1d]) > 0
              labels:
                severity: warning
                cluster: prod-cluster-01
                schedule: shop-weekly
              annotations:
                summary: The schedule 'shop-weekly' of prod-cluster-01 made a backup that failed.
            - alert: VeleroBackupPartiallyFailed
              expr: increase(velero_backup_partial_failure_total{cluster="prod-cluster-01",schedule="shop-weekly"}[1d]) > 0
              labels:
                severity: warning
                cluster: prod-cluster-01
                schedule: shop-weekly
              annotations:
                summary: The schedule 'shop-weekly' of prod-cluster-01 made a backup that lacks something.
            - alert: VeleroBackupLate
              expr: time() - max(velero_backup_last_successful_timestamp{cluster="prod-cluster-01",schedule="shop-weekly"}) > 615600
              labels:
                severity: critical
                cluster: prod-cluster-01
                schedule: shop-weekly
              annotations:
                summary: The schedule 'shop-weekly' of prod-cluster-01 has made no good backup for {{ $value | humanizeDuration }}.
            - alert: VeleroBackupNever
              expr: count(velero_backup_attempt_total{cluster="prod-cluster-01",schedule="shop-weekly"}) unless count(velero_backup_last_successful_timestamp{cluster="prod-cluster-01",schedule="shop-weekly"})
              for: 171h
              labels:
                severity: critical
                cluster: prod-cluster-01
                schedule: shop-weekly
              annotations:
                summary: The schedule 'shop-weekly' of prod-cluster-01 has never made a good backup.
            - alert: VeleroStorageLocationUnavailable
              expr: max by (backup_location_name) (velero_backup_location_status_gauge{cluster="prod-cluster-01"}) == 0
              for: 15m
              labels:
                severity: critical
                cluster: prod-cluster-01
              annotations:
                summary: The storage location '{{ $labels.backup_location_name }}' of prod-cluster-01 cannot be reached.
            - alert: VeleroDataUploadFailed
              expr: sum by (node) (increase(podVolume_data_upload_failure_total{cluster="prod-cluster-01"}[1h])) > 0
              labels:
                severity: warning
                cluster: prod-cluster-01
              annotations:
                summary: The node agent on '{{ $labels.node }}' of prod-cluster-01 could not upload data of volumes.
            - alert: VeleroMetricsMissing
              expr: absent(velero_backup_total{cluster="prod-cluster-01"})
              for: 15m
              labels:
                severity: critical
                cluster: prod-cluster-01
              annotations:
                summary: Prometheus has no metrics of Velero on prod-cluster-01, so no other alert would be raised.
    "
  `);
  expect(change.after.get(LIST)).toContain(
    '  - alert-rules/prod-cluster-01.yaml\n',
  );
  expect(change.summary).toMatchInlineSnapshot(`
    "Alerts of the backups of the cluster \`prod-cluster-01\` (production), in \`environments/production/shared/alert-rules/prod-cluster-01.yaml\`:

    - \`shop-daily\`: a run that fails or lacks something, no good backup for 3 d and 2h more, none ever
    - \`shop-weekly\`: a run that fails or lacks something, no good backup for 7 d 1 h and 2h more, none ever
    - a storage location that cannot be reached, data of volumes that a node agent could not upload, metrics of Velero that are missing
    - the metrics of this cluster are those with \`cluster="prod-cluster-01"\`; where Prometheus sets another label, the alert of missing metrics is raised

    Nothing in this repository is known to apply \`environments/production/shared\`: have it applied to the cluster in which Prometheus runs.

    Save these rules again when schedules were added, changed or removed.
    "
  `);
});

it('follows schedules that come, pause and go', () => {
  const more = repositoryAfter(only, rules(), save());
  const added = planned(rules(), more);
  expect(alertsIn(added.text)).toEqual([
    'VeleroBackupFailed shop-daily',
    'VeleroBackupPartiallyFailed shop-daily',
    'VeleroBackupLate shop-daily',
    'VeleroBackupNever shop-daily',
    'VeleroBackupFailed shop-weekly',
    'VeleroBackupPartiallyFailed shop-weekly',
    'VeleroBackupLate shop-weekly',
    'VeleroBackupNever shop-weekly',
    'VeleroStorageLocationUnavailable',
    'VeleroDataUploadFailed',
    'VeleroMetricsMissing',
    'VeleroBackupFailed checkout-hourly',
    'VeleroBackupPartiallyFailed checkout-hourly',
    'VeleroBackupLate checkout-hourly',
    'VeleroBackupNever checkout-hourly',
  ]);
  expect(added.title).toBe('Change alert rules of prod-cluster-01');

  const path = `${SCHEDULES}/daily-shop-30day.yaml`;
  const paused = new Map(added.after).set(
    path,
    (added.after.get(path) ?? '').replace(
      /paused: false|^spec:\n/m,
      'spec:\n  paused: true\n',
    ),
  );
  const without = planned(rules(), paused);
  expect(alertsIn(without.text)).toEqual(
    alertsIn(added.text).filter(name => !name.endsWith(' shop-daily')),
  );
  expect(without.summary).toContain('not `shop-daily`, which is paused');
});

it('keeps what people made of it: comments, severity, rules and groups', () => {
  const before = edited(
    '            severity: critical\n            cluster: prod-cluster-01\n            schedule: shop-daily\n          annotations:\n',
    '            severity: page # at night too\n            cluster: prod-cluster-01\n            schedule: shop-daily\n          annotations:\n            runbook_url: https://wiki.example.com/late\n',
  );
  const more = `        - alert: Ours # not the portal's
          expr: vector(1)
    - name: theirs
      rules: []
`;
  before.set(FILE, `${before.get(FILE)}${more}`);
  const { text } = planned(rules({ grace: '3h' }), before);
  for (const kept of [
    'severity: page # at night too\n',
    'runbook_url: https://wiki.example.com/late\n',
    "- alert: Ours # not the portal's\n",
    '- name: theirs\n',
  ]) {
    expect(text).toContain(kept);
  }
  // 72 h from Friday to Monday, and 3 h.
  expect(text).toContain('> 270000\n');
});

it('adds its group to rules that stand in one file with it', () => {
  const before = new Map(saved).set(
    FILE,
    (saved.get(FILE) ?? '').replace(/groups:[^]*/, 'groups: []\n'),
  );
  expect(alertsIn(planned(rules(), before).text)).toHaveLength(11);
});

it.each([
  [
    'in the list of the whole',
    new Map(files)
      .set(
        LIST,
        'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [classes.yaml] # ours\n',
      )
      .set(
        `${SHARED}/classes.yaml`,
        'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: b }\n',
      ),
    LIST,
    '[classes.yaml, alert-rules/prod-cluster-01.yaml] # ours',
  ],
  [
    'in the list of its folder',
    new Map(files)
      .set(
        LIST,
        'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [alert-rules]\n',
      )
      .set(
        `${SHARED}/alert-rules/kustomization.yaml`,
        'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: []\n',
      ),
    `${SHARED}/alert-rules/kustomization.yaml`,
    '- prod-cluster-01.yaml\n',
  ],
])('is listed %s', (_, before, list, wanted) => {
  expect(planned(rules(), before).after.get(list)).toContain(wanted);
});

it('knows when an Application applies them', () => {
  const application = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: shared, namespace: argocd }
spec:
  project: shop
  source: { repoURL: 'https://git.example.com/shop/backups', path: ${SHARED} }
  destination: { server: 'https://monitoring.example.com', namespace: monitoring }
`;
  const before = new Map(files).set(
    'argocd-apps/applications/shared.yaml',
    application,
  );
  const outcome = outcomeOf(rules(), before);
  expect(outcome).toMatchObject({
    result: 'planned',
    plan: { summary: expect.not.stringContaining('have it applied') },
  });
});

it.each([
  [
    'a cluster that is not there',
    rules({ cluster: 'prod-cluster-09' }),
    files,
    /it must be onboarded first/,
  ],
  [
    'rules of another cluster that no label tells apart',
    rules({ clusterLabel: undefined }),
    repositoryAfter(only, second, rules({ cluster: 'prod-cluster-02' })),
    /name the label by which Prometheus tells the clusters of 'production' apart/,
  ],
  [
    'another namespace than before',
    rules({ namespace: 'prometheus' }),
    saved,
    /is for the namespace 'monitoring', not for 'prometheus'/,
  ],
  [
    'another object in its file',
    rules(),
    new Map(files).set(
      FILE,
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n',
    ),
    /holds something else/,
  ],
  [
    'files that nothing lists',
    rules(),
    new Map(files).set(
      `${SHARED}/a.yaml`,
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n',
    ),
    /but no 'kustomization.yaml'/,
  ],
  [
    'a schedule that Velero does not read',
    rules(),
    new Map(files).set(
      `${SCHEDULES}/daily-shop-30day.yaml`,
      (files.get(`${SCHEDULES}/daily-shop-30day.yaml`) ?? '').replace(
        '0 2 * * 1-5',
        '0 2 * * FUN',
      ),
    ),
    /The schedule 'shop-daily' in '.*' tells no interval/,
  ],
  [
    'a schedule whose name would end its matcher',
    rules(),
    new Map(files).set(
      `${SCHEDULES}/daily-shop-30day.yaml`,
      (files.get(`${SCHEDULES}/daily-shop-30day.yaml`) ?? '').replace(
        'name: shop-daily',
        `name: 'a"} or vector(1) #{{ $value }}'`,
      ),
    ),
    /is no name that Kubernetes accepts/,
  ],
  [
    'rules that are written elsewhere too',
    rules({ grace: '2h' }),
    new Map(saved).set(
      FILE,
      (saved.get(FILE) ?? '')
        .replace('      rules:\n', '      rules: &r\n')
        .concat('    - name: again\n      rules: *r\n')
        .replace(
          /- name: velero-prod-cluster-01\n {6}rules: &r\n([^]*) {4}- name: again\n {6}rules: \*r\n/,
          (_all, list: string) =>
            `- name: again\n      rules: &r\n${list}    - name: velero-prod-cluster-01\n      rules: *r\n`,
        ),
    ),
    /is not written as maps and lists of its own/,
  ],
])('conflicts with %s', (_, intent, before, reason) => {
  expect(outcomeOf(intent, before)).toMatchObject({
    result: 'conflict',
    reason: expect.stringMatching(reason),
  });
});

it.each([
  ['a label of Prometheus itself', { clusterLabel: '__name__' }],
  ['a label that means the schedule', { clusterLabel: 'schedule' }],
  ['PromQL', { clusterLabel: 'a=~".*",b' }],
  ['a label of a controller', { labels: { 'velero-manager.io/cluster': 'x' } }],
  ['a path', { cluster: '../prod-cluster-01' }],
  ['no grace', { grace: '0h' }],
  ['10 MB', { clusterLabel: 'x'.repeat(10_000_000) }],
])('refuses %s', (_, more) => {
  expect(() => intentOf(rules(more))).toThrow();
});
