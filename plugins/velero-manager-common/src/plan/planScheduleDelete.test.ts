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

it.each([
  ['for one day', 'ttl: 24h0m0s', '1 day'],
  ['for some hours', 'ttl: 36h', '36 hours'],
  ['for an hour and a half', 'ttl: 1h30m', '90 minutes'],
  ['for minutes', 'ttl: 20m', '20 minutes'],
  ['as Velero does by itself, for 0', 'ttl: 0s', '30 days'],
  ['as Velero does by itself', 'x: 1', '30 days'],
])('says that backups are kept %s', (_, ttl, kept) => {
  const text = (files.get(FILE) ?? '').replace(/ttl: .*/, ttl);
  const { summary } = planned(remove(), new Map(files).set(FILE, text));
  expect(summary).toContain(`until they expire, each ${kept} after its start`);
});

it.each([
  ['a template', /( {2}template:)\n[^]*/, '$1\n'],
  ['a list of namespaces', / {4}includedNamespaces:\n.*\n/, ''],
])('says that it backed up everything where it has not %s', (_, part, left) => {
  const text = (files.get(FILE) ?? '').replace(part, left);
  const { summary } = planned(remove(), new Map(files).set(FILE, text));
  expect(summary).toContain('it backed up all namespaces at ');
});

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

const RULES = 'environments/production/shared/alert-rules/ours.yaml';

it.each([
  ['of no cluster in particular', 'metadata: { name: backups }', true],
  ['without metadata', '', true],
  [
    'whose labels are no map',
    'metadata: { name: backups, labels: ours }',
    true,
  ],
  [
    'of this cluster',
    "metadata: { labels: { 'velero-manager.io/cluster': prod-cluster-01 } }",
    true,
  ],
  [
    'of another cluster',
    "metadata: { labels: { 'velero-manager.io/cluster': prod-cluster-02 } }",
    false,
  ],
])('tells of the alert rules %s', (_, metadata, isTold) => {
  const rule = RULE.replace(/metadata: .*/, metadata);
  const { summary } = planned(remove(), new Map(files).set(RULES, rule));
  expect(summary.includes(`an alert rule in \`${RULES}\` still names it`)).toBe(
    isTold,
  );
});

const patched = (patches: string) =>
  new Map(files).set(LIST, `${files.get(LIST)}patches:${patches}\n`);
const restoreOf = (spec: string) =>
  withListed(
    'restore.yaml',
    `apiVersion: velero.io/v1\nkind: Restore\nmetadata: { name: r, namespace: velero }\n${spec}`,
  );

it.each([
  ['a Restore of one Backup', restoreOf('spec: { backupName: checkout }\n')],
  [
    'a Restore of another schedule',
    restoreOf('spec: { scheduleName: full-daily }\n'),
  ],
  ['a Restore without a spec', restoreOf('')],
  ['patches that are no list', patched(' ours')],
  ['a patch that is no map', patched(' [ours]')],
  ['a patch in a file', patched(' [{ path: ours.yaml }]')],
  [
    'a patch of another schedule',
    patched(' [{ target: { kind: Schedule, name: full-daily } }]'),
  ],
  [
    'a patch of what is called the same',
    patched(' [{ target: { kind: ConfigMap, name: checkout-hourly } }]'),
  ],
  [
    'a patch whose text names another schedule',
    patched(
      "\n  - patch: '{ apiVersion: velero.io/v1, kind: Schedule, metadata: { name: full-daily } }'",
    ),
  ],
  ['a patch that names nothing', patched(" [{ patch: '[]' }]")],
  [
    'patches of an object that is no kustomization',
    withListed(
      'other.yaml',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x, namespace: velero }\npatches: [{ target: { kind: Schedule, name: checkout-hourly } }]\n',
    ),
  ],
  ['a list beside it', withListed('other.yaml', '- checkout-hourly\n')],
  [
    'alert rules without a spec',
    new Map(files).set(RULES, RULE.replace(/spec:\n[^]*/, '')),
  ],
  ['a text about it', new Map(files).set(`${LEAF}/notes.md`, RULE)],
])('goes although there is %s', (_, before) => {
  const { summary } = planned(remove(), before);
  expect(summary).not.toContain('still names it');
});

it.each([
  [
    'a patch in a kustomization that does not say its kind',
    new Map(files).set(
      LIST,
      `${(files.get(LIST) ?? '').replace(
        /^(apiVersion|kind): .*\n/gm,
        '',
      )}patches: [{ target: { kind: Schedule, name: checkout-hourly } }]\n`,
    ),
    LIST,
    /still named by a patch/,
  ],
  [
    'a patch in a component of the cluster',
    new Map(files).set(
      `${LEAF}/ours/kustomization.yaml`,
      'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches: [{ target: { kind: Schedule, name: checkout-hourly } }]\n',
    ),
    `${LEAF}/ours/kustomization.yaml`,
    /still named by a patch/,
  ],
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
    'a list that is none',
    new Map(files).set(LIST, 'resources: all\n'),
    LIST,
    /no kustomization with a list of resources/,
  ],
  [
    'a list that an alias stands for',
    new Map(files).set(
      LIST,
      `x: &x [backup-schedules/hourly-checkout-30day.yaml, a.yaml]\nresources: *x\n`,
    ),
    LIST,
    /no kustomization with a list of resources/,
  ],
  [
    'a list that a merge key brings',
    new Map(files).set(
      LIST,
      `<<: { resources: [backup-schedules/hourly-checkout-30day.yaml] }\n`,
    ),
    LIST,
    /no kustomization with a list of resources/,
  ],
  [
    'a kustomization of two documents',
    new Map(files).set(LIST, `${files.get(LIST)}---\nresources: []\n`),
    LIST,
    /no kustomization with a list of resources/,
  ],
  [
    'a kustomization that is a list',
    new Map(files).set(LIST, '- a.yaml\n'),
    LIST,
    /no kustomization with a list of resources/,
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

it('takes its file out of a list that names it by an alias', () => {
  const list = `x: &own backup-schedules/hourly-checkout-30day.yaml\nresources:\n  - a.yaml\n  - *own\n`;
  const change = planned(remove(), new Map(files).set(LIST, list));
  expect(change.files).toMatchObject([
    { path: FILE, action: 'delete' },
    { path: LIST, content: list.replace('  - *own\n', '') },
  ]);
});

it('goes where nothing lists its file', () => {
  const list = 'components: [../../../bases/standard]\n';
  for (const written of [list, `${list}resources:\n`]) {
    const before = new Map(files).set(LIST, written);
    expect(planned(remove(), before).files).toMatchObject([
      { path: FILE, action: 'delete' },
    ]);
  }
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
