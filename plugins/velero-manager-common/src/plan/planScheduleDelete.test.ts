import { check } from '../check';
import {
  intentOf,
  onboard,
  repositoryAfter,
  save,
  snapshotOf,
} from './__fixtures__/repositories';
import { applyPlan, plan } from '.';

const LEAF = 'environments/production/clusters/prod-cluster-01/velero-config';
const FILE = `${LEAF}/backup-schedules/hourly-checkout-30day.yaml`;
const LIST = `${LEAF}/kustomization.yaml`;

const onboarded = repositoryAfter(onboard());
const files = repositoryAfter(onboard(), save());
const remove = (more: object = {}) => ({
  kind: 'schedule:delete',
  environment: 'production',
  cluster: 'prod-cluster-01',
  existing: 'checkout-hourly',
  ...more,
});

function planned(intent: object, before: ReadonlyMap<string, string>) {
  const outcome = plan(intentOf(intent), snapshotOf(before));
  if (outcome.result !== 'planned') throw new Error(JSON.stringify(outcome));
  return outcome.plan;
}

const withListed = (path: string, text: string, from = files) =>
  new Map(from)
    .set(`${LEAF}/${path}`, text)
    .set(LIST, `${from.get(LIST)}  - ${path}\n`);

const RULE = `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: backups, namespace: monitoring }
spec:
  groups:
    - name: velero
      rules:
        - alert: BackupFailed
          expr: increase(velero_backup_failure_total{schedule="checkout-hourly"}[1h]) > 0
`;

it('takes back what adding it wrote', () => {
  const change = planned(remove(), files);
  expect(change).toMatchObject({
    title: 'Remove schedule checkout-hourly from prod-cluster-01',
    files: [
      { path: FILE, action: 'delete', content: null },
      { path: LIST, action: 'edit' },
    ],
  });
  const after = applyPlan(files, change);
  expect(after).toEqual(onboarded);
  expect(plan(intentOf(remove()), snapshotOf(after))).toEqual({
    result: 'unchanged',
  });
  expect(change.summary).toMatchInlineSnapshot(`
    "Removes the schedule \`checkout-hourly\` of the cluster \`prod-cluster-01\` (production) from \`velero-config/backup-schedules/hourly-checkout-30day.yaml\`:

    - it backed up \`checkout\` at \`0 * * * *\`; no new backup of it is made
    - its backups stay until they expire, each 30 days after its start
    - Argo CD or Flux takes it out of the cluster where they prune; elsewhere it runs on
    "
  `);
});

it.each(['first', 'last'])(
  'leaves what else is in its file, where it is the %s',
  place => {
    const own = files.get(FILE) ?? '';
    const other =
      '# ours\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: x,   namespace: velero} # as it was\n';
    const text =
      place === 'first' ? `${own}---\n${other}` : `${other}---\n${own}`;
    const change = planned(remove(), new Map(files).set(FILE, text));
    expect(change.files).toMatchObject([
      { path: FILE, action: 'edit', content: other },
    ]);
  },
);

it('says that Backups go with it where they are owned', () => {
  const owning = (files.get(FILE) ?? '').replace(
    'spec:\n',
    'spec:\n  useOwnerReferencesInBackup: true\n',
  );
  const change = planned(remove(), new Map(files).set(FILE, owning));
  expect(change.summary).toContain('**its Backups leave the cluster with it**');
});

it('says which alert rules still name it, and not those of other clusters', () => {
  const shared = 'environments/production/shared/alert-rules';
  const change = planned(
    remove(),
    new Map(files)
      .set(`${shared}/ours.yaml`, RULE)
      .set(
        `${shared}/theirs.yaml`,
        RULE.replace(
          'namespace: monitoring',
          "namespace: monitoring, labels: { 'velero-manager.io/cluster': prod-cluster-02 }",
        ),
      ),
  );
  expect(change.summary).toContain(
    `an alert rule in \`${shared}/ours.yaml\` still names it`,
  );
  expect(change.summary).not.toContain('theirs.yaml');
});

it.each([
  [
    'a patch of it',
    new Map(files).set(
      LIST,
      `${files.get(
        LIST,
      )}patches:\n  - target: { kind: Schedule, name: checkout-hourly }\n    patch: '[]'\n`,
    ),
    LIST,
    /still named by a patch .*\(line \d+\)/,
  ],
  [
    'a patch that names it itself',
    new Map(files).set(
      LIST,
      `${files.get(
        LIST,
      )}patches:\n  - patch: |\n      apiVersion: velero.io/v1\n      kind: Schedule\n      metadata: { name: checkout-hourly }\n`,
    ),
    LIST,
    /still named by a patch/,
  ],
  [
    'a Restore of its newest backup',
    withListed(
      'restore.yaml',
      'apiVersion: velero.io/v1\nkind: Restore\nmetadata: { name: r, namespace: velero }\nspec: { scheduleName: checkout-hourly }\n',
    ),
    `${LEAF}/restore.yaml`,
    /still named by a Restore/,
  ],
  [
    'nothing else in the list',
    new Map(files).set(
      LIST,
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - backup-schedules/hourly-checkout-30day.yaml\n',
    ),
    LIST,
    /kustomize refuses an empty list/,
  ],
  [
    'a second one of its name',
    withListed('copy.yaml', files.get(FILE) ?? ''),
    `${LEAF}/copy.yaml`,
    /only one of them can be meant/,
  ],
])('conflicts with %s', (_, before, path, reason) => {
  expect(plan(intentOf(remove()), snapshotOf(before))).toEqual({
    result: 'conflict',
    path,
    reason: expect.stringMatching(reason),
  });
});

it('keeps the comments of the kustomization', () => {
  const list =
    '# ours\napiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n- a.yaml # first\n- ./backup-schedules/hourly-checkout-30day.yaml\n\n# later\n- b.yaml\n';
  const change = planned(remove(), new Map(files).set(LIST, list));
  expect(change.files[1].content).toBe(
    list.replace('- ./backup-schedules/hourly-checkout-30day.yaml\n', ''),
  );
});

it('leaves nothing that a check refuses', () => {
  const findings = check({ plan: planned(remove(), files) }, snapshotOf(files));
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});
