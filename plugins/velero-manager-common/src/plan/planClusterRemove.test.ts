import { check } from '../check';
import { pathsOf } from '../snapshot';
import {
  intentOf,
  onboard,
  protectLonghorn,
  protectPostgres,
  repositoryAfter,
  save,
  snapshotOf,
} from './__fixtures__/repositories';
import { applyPlan, plan } from '.';

const DIRECTORY = 'environments/production/clusters/prod-cluster-01';
const SCHEDULE = `${DIRECTORY}/velero-config/backup-schedules/hourly-checkout-30day.yaml`;
const APPS = 'argocd-apps/cluster-apps/prod-cluster-01.yaml';
const LIST = 'argocd-apps/environments/production-apps.yaml';
const PROJECT = 'argocd-apps/projects/production.yaml';
const SHARED = 'environments/production/shared';
const STAGING = {
  environment: 'staging',
  cluster: 'staging-cluster-01',
  server: 'https://staging-cluster-01.example.com:6443',
};
const STAGING_PLACE = {
  environment: STAGING.environment,
  cluster: STAGING.cluster,
};
const FLUX = 'flux/clusters/staging-cluster-01.yaml';

const remove = (step: 'pause' | 'delete', more: object = {}) => ({
  kind: 'cluster:remove',
  environment: 'production',
  cluster: 'prod-cluster-01',
  step,
  ...more,
});
const second = onboard({
  cluster: 'prod-cluster-02',
  server: 'https://prod-cluster-02.example.com:6443',
});

const files = repositoryAfter(onboard(), save());
const paused = repositoryAfter(onboard(), save(), remove('pause'));

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
  const errors = check({ plan: outcome.plan }, snapshotOf(before)).filter(
    ({ severity }) => severity === 'error',
  );
  expect(errors).toEqual([]);
  const after = applyPlan(before, outcome.plan);
  expect(outcomeOf(intent, after)).toEqual({ result: 'unchanged' });
  return { ...outcome.plan, after };
}

/** The files without one of them. */
const without = (from: ReadonlyMap<string, string>, gone: string) =>
  new Map([...from].filter(([path]) => path !== gone));

/** A text with one part of it put otherwise. */
function edited(path: string, before: string, after: string, from = files) {
  const text = from.get(path) ?? '';
  expect(text).toContain(before);
  return new Map(from).set(path, text.replace(before, after));
}

const rulesOf = (name: string, cluster: string) => `# ours
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: ${name}
  namespace: monitoring
  labels: { velero-manager.io/cluster: ${cluster} }
spec: { groups: [] }
`;
const kustomizationOf = (...resources: string[]) =>
  `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n${resources
    .map(item => `  - ${item}\n`)
    .join('')}`;

describe("the step 'pause'", () => {
  it('pauses schedules and lets go of the cluster, and deletes nothing', () => {
    const change = planned(
      remove('pause', { reason: 'Moved to prod-cluster-02' }),
      files,
    );
    expect(change.title).toBe(
      'Pause cluster prod-cluster-01 of production, to remove it',
    );
    expect(change.files.map(({ path, action }) => [action, path])).toEqual([
      ['edit', APPS],
      [
        'edit',
        `${DIRECTORY}/velero-config/backup-schedules/daily-full-30day.yaml`,
      ],
      ['edit', SCHEDULE],
      [
        'edit',
        `${DIRECTORY}/velero-config/backup-schedules/weekly-full-90day.yaml`,
      ],
    ]);
    expect(change.after.get(SCHEDULE)).toMatch(
      /paused-reason: Moved to prod-cluster-02\n[^]*\n {2}paused: true\n/,
    );
    const [install, config] = (change.after.get(APPS) ?? '').split('---\n');
    for (const app of [install, config]) {
      expect(app).toContain('velero-manager.io/removal: planned');
      expect(app).not.toContain('prune: true');
    }
    // People are to take Velero down; the pause is to reach the cluster.
    expect(install).not.toContain('automated:');
    expect(config).toContain('automated:\n      prune: false\n');
    expect(change.summary).toMatchInlineSnapshot(`
      "Step 1 of 2 of removing the cluster \`prod-cluster-01\` (production): no new backups, and what leaves Git from now on stays in the cluster. Reason: \`Moved to prod-cluster-02\`

      - pauses \`full-daily\`, \`full-weekly\`, \`checkout-hourly\`
      - Argo CD prunes nothing of \`prod-cluster-01-velero-install\`, \`prod-cluster-01-velero-config\` any more, and no longer syncs on its own what installs Velero; it still carries the pause to the cluster

      What stays as it is:

      - Velero and every Backup; backups expire as they always did
      - \`default\`, a storage location of Velero: bucket \`shop-backups\`, prefix \`prod-cluster-01\`

      Step 2 deletes the files of the cluster. Propose it once this is merged and the schedules are paused in the cluster.
      "
    `);
  });

  it('keeps comments, and schedules that somebody paused as they are', () => {
    const own = repositoryAfter(onboard(), save(), {
      kind: 'schedule:pause',
      environment: 'production',
      cluster: 'prod-cluster-01',
      existing: 'checkout-hourly',
      paused: true,
      reason: 'The database moves',
    });
    const before = edited(
      APPS,
      '      prune: true',
      '      prune: true # as always',
      own,
    );
    const change = planned(remove('pause'), before);
    expect(change.after.get(SCHEDULE)).toBe(own.get(SCHEDULE));
    expect(change.after.get(APPS)).toContain('prune: false # as always\n');
    expect(change.summary).toContain(
      '`checkout-hourly` wait already, and keep their reason',
    );
  });

  it('takes out a finalizer that cascades, and no other', () => {
    const before = edited(
      APPS,
      '  name: prod-cluster-01-velero-config\n',
      '  name: prod-cluster-01-velero-config\n  finalizers:\n    - resources-finalizer.argocd.argoproj.io/background\n    - example.com/ours # stays\n',
    );
    const { after } = planned(remove('pause'), before);
    expect(after.get(APPS)).not.toContain('resources-finalizer');
    expect(after.get(APPS)).toContain('- example.com/ours # stays\n');
  });

  it('knows what installs Velero by its folder, however that is written', () => {
    const before = edited(APPS, '/velero-install\n', '/velero-install/\n');
    const { after } = planned(remove('pause'), before);
    const [install] = (after.get(APPS) ?? '').split('\n---\n');
    expect(install).toContain('/velero-install/\n');
    expect(install).not.toContain('automated:');
  });

  it('only marks Applications that Argo CD syncs when it is asked', () => {
    const before = new Map(files).set(
      APPS,
      (files.get(APPS) ?? '').replace(/ {4}automated:\n(?: {6}.*\n)+/g, ''),
    );
    const { after } = planned(remove('pause'), before);
    const text = after.get(APPS) ?? '';
    expect(text.match(/removal: planned/g)).toHaveLength(2);
    expect(text).not.toContain('automated:');
  });

  it('suspends backups of databases, and says what it cannot pause', () => {
    const before = repositoryAfter(
      onboard(),
      protectPostgres(),
      protectLonghorn(),
    );
    const change = planned(remove('pause'), before);
    const databases = change.files.filter(({ content }) =>
      content?.includes('kind: ScheduledBackup'),
    );
    expect(databases).toHaveLength(1);
    expect(databases[0].content).toContain('  suspend: true\n');
    expect(change.summary).toContain('**`nightly` run on**');
    expect(change.summary).toContain('`s3://shop-databases/prod-cluster-01`');
    expect(change.summary).toContain(
      '`s3://shop-volumes@eu-central-1/prod-cluster-01/`',
    );
  });

  it('lets Flux prune nothing, and suspends nothing that others wait for', () => {
    const before = edited(
      FLUX,
      '  prune: true\n',
      '  prune: true\n  deletionPolicy: Delete\n',
      repositoryAfter(onboard(), onboard(STAGING)),
    );
    const change = planned(remove('pause', STAGING_PLACE), before);
    const text = change.after.get(FLUX) ?? '';
    expect(text).not.toContain('prune: true');
    expect(text).not.toContain('suspend');
    expect(text).toContain('deletionPolicy: Orphan');
    expect(text.match(/removal: planned/g)).toHaveLength(2);
    expect(change.summary).toContain(
      `once \`${FLUX}\` is applied to the cluster again, by hand`,
    );
  });

  it.each([
    [
      'the list with the last of them',
      ['ours.yaml'],
      { [`${SHARED}/kustomization.yaml`]: undefined },
    ],
    [
      'their entry in a list of others',
      ['ours.yaml', 'theirs.yaml'],
      {
        [`${SHARED}/kustomization.yaml`]: kustomizationOf(
          'alert-rules/theirs.yaml',
        ),
        [`${SHARED}/alert-rules/theirs.yaml`]: rulesOf('b', 'prod-cluster-02'),
      },
    ],
  ])('takes out its alert rules, with %s', (_, names, wanted) => {
    const before = new Map(files).set(
      `${SHARED}/kustomization.yaml`,
      kustomizationOf(...names.map(name => `alert-rules/${name}`)),
    );
    const texts = [
      rulesOf('a', 'prod-cluster-01'),
      rulesOf('b', 'prod-cluster-02'),
    ];
    names.forEach((name, index) =>
      before.set(`${SHARED}/alert-rules/${name}`, texts[index]),
    );
    const { after } = planned(remove('pause'), before);
    expect(after.has(`${SHARED}/alert-rules/ours.yaml`)).toBe(false);
    for (const [path, text] of Object.entries(wanted)) {
      expect(after.get(path)).toBe(text);
    }
  });
});

describe("the step 'delete'", () => {
  it('takes back what onboarding wrote, beside other clusters', () => {
    const before = repositoryAfter(second, onboard(), save(), remove('pause'));
    const change = planned(remove('delete'), before);
    expect(change.title).toBe('Remove cluster prod-cluster-01 from production');
    expect(change.after).toEqual(repositoryAfter(second));
    expect(
      change.files.filter(({ action }) => action === 'edit'),
    ).toMatchObject([{ path: LIST }, { path: PROJECT }]);
    expect(change.summary).toMatchInlineSnapshot(`
      "Step 2 of 2 of removing the cluster \`prod-cluster-01\` (production): its files leave this repository.

      - \`environments/production/clusters/prod-cluster-01\`: 9 files, with the schedules \`full-daily\`, \`full-weekly\`, \`checkout-hourly\`
      - \`argocd-apps/cluster-apps/prod-cluster-01.yaml\`, with \`prod-cluster-01-velero-install\`, \`prod-cluster-01-velero-config\`
      - its entry in \`argocd-apps/environments/production-apps.yaml\`
      - the destination \`https://prod-cluster-01.example.com:6443, namespace velero\` of the project of production
      - the destination \`https://prod-cluster-01.example.com:6443, namespace velero-manager\` of the project of production

      What stays, because no change to Git deletes it:

      - in the cluster: Velero, its kinds and every Backup; backups expire only as long as Velero runs there
      - \`default\`, a storage location of Velero: bucket \`shop-backups\`, prefix \`prod-cluster-01\`; what lies there stays until it expires or somebody deletes it

      To do afterwards, outside of Git:

      - \`kubectl --namespace argocd delete application prod-cluster-01-velero-install prod-cluster-01-velero-config\`: Argo CD keeps them until then; without a finalizer nothing goes with them
      - take the cluster out of the configuration of the portal
      - where Velero is to go as well: first decide what is to become of the backups, for nobody lets them expire any more
      "
    `);
  });

  it('takes away what carried the last cluster, and can begin anew', () => {
    const { after, summary } = planned(remove('delete'), paused);
    expect([...after.keys()].sort()).toEqual([
      '.velero-manager.yaml',
      'argocd-apps/bootstrap/root-app.yaml',
      PROJECT,
    ]);
    expect(after.get(PROJECT)).toContain('  destinations: []\n');
    expect(summary).toContain('this was the last cluster that it carried');
    const again = plan(intentOf(onboard()), snapshotOf(after));
    if (again.result !== 'planned') throw new Error(JSON.stringify(again));
    expect(applyPlan(after, again.plan)).toEqual(repositoryAfter(onboard()));
  });

  it('keeps comments and destinations of others in the project', () => {
    const server = 'https://prod-cluster-01.example.com:6443';
    const before = edited(
      PROJECT,
      `    - server: ${server}\n`,
      `    # never here\n    - server: https://other.example.com\n      namespace: ours # stays\n    - server: ${server}\n`,
      paused,
    );
    const { after } = planned(remove('delete'), before);
    expect(after.get(PROJECT)).toContain(
      '    # never here\n    - server: https://other.example.com\n      namespace: ours # stays\n',
    );
    expect(after.get(PROJECT)).not.toContain(server);
  });

  it('deletes the file of Flux, and says what the cluster keeps', () => {
    const before = repositoryAfter(
      onboard(),
      onboard(STAGING),
      remove('pause', STAGING_PLACE),
    );
    const change = planned(remove('delete', STAGING_PLACE), before);
    expect(change.after).toEqual(repositoryAfter(onboard()));
    expect(change.summary).toContain(
      '`kubectl --namespace flux-system delete kustomization staging-cluster-01-velero-install staging-cluster-01-velero-config` in the cluster',
    );
  });

  it('leaves nothing to do where there is no such cluster', () => {
    expect(
      outcomeOf(remove('delete', { cluster: 'prod-cluster-09' }), files),
    ).toEqual({ result: 'unchanged' });
  });
});

/** The environment's files with what people wrote by hand. */
const withProject = (change: (text: string) => string, from = paused) =>
  new Map(from).set(PROJECT, change(from.get(PROJECT) ?? ''));
const destinationsAs = (written: string) =>
  withProject(text =>
    text.replace(/^ {2}destinations:\n(?: {4}.*\n)+/m, written),
  );
const withList = (change: (text: string) => string) => {
  const from = repositoryAfter(second, onboard(), remove('pause'));
  return new Map(from).set(LIST, change(from.get(LIST) ?? ''));
};

describe("an environment whose files were written by hand, in the step 'delete'", () => {
  it.each([
    ['is not there', without(paused, PROJECT)],
    [
      'has another name',
      withProject(text => text.replace(/velero-production/, 'ours')),
    ],
    ['lists no destinations', destinationsAs('')],
    ['has a list of nothing', destinationsAs('  destinations:\n')],
    [
      'has a map in place of a list',
      destinationsAs('  destinations: { server: x }\n'),
    ],
    [
      'allows every cluster',
      destinationsAs("  destinations: [{ server: '*', namespace: velero }]\n"),
    ],
    [
      'holds what is no destination',
      destinationsAs('  destinations: [prod-cluster-01]\n'),
    ],
  ])('leaves alone a project that %s', (_, before) => {
    const { after, summary } = planned(remove('delete'), before);
    expect(after.get(PROJECT)).toBe(before.get(PROJECT));
    expect(summary).not.toContain('of the project of production');
  });

  it.each([
    ['without a namespace', '{ server: SERVER }', 'SERVER'],
    [
      'of any namespace',
      "{ server: SERVER, namespace: '*' }",
      'SERVER, namespace *',
    ],
    ['that an alias stands for', '*ours', 'SERVER, namespace shop'],
  ])(
    'takes out a destination %s, beside one of another cluster',
    (_, written, told) => {
      const server = 'https://prod-cluster-01.example.com:6443';
      const put = (text: string) => text.replace('SERVER', server);
      const before = destinationsAs(
        put(
          `  destinations:\n    - &ours { server: ${server}, namespace: shop }\n    - ${written}\n    - { name: another, namespace: velero }\n`,
        ),
      );
      const { after, summary } = planned(remove('delete'), before);
      expect(after.get(PROJECT)).toContain(
        '  destinations:\n    - { name: another, namespace: velero }\n',
      );
      expect(summary).toContain(
        `the destination \`${put(told)}\` of the project of production`,
      );
    },
  );

  it('takes out the destination of a cluster that Argo CD knows by its name', () => {
    const before = destinationsAs(
      '  destinations:\n    - { name: prod-1, namespace: velero }\n    - { name: prod-2, namespace: velero }\n',
    );
    const apps = (before.get(APPS) ?? '').replace(
      /server: .*/g,
      'name: prod-1',
    );
    const { after, summary } = planned(
      remove('delete'),
      new Map(before).set(APPS, apps),
    );
    expect(after.get(PROJECT)).toContain(
      '  destinations:\n    - { name: prod-2, namespace: velero }\n',
    );
    expect(summary).toContain('the destination `prod-1, namespace velero`');
  });

  it.each([
    [
      'takes them by a pattern',
      (text: string) => text.replace(/include: .*/, "include: '*.yaml'"),
    ],
    [
      'lists none',
      (text: string) => text.replace(/ {4}directory:\n.*include: .*\n/, ''),
    ],
    [
      'lists them as no text',
      (text: string) =>
        text.replace(/include: .*/, 'include: [prod-cluster-01.yaml]'),
    ],
    [
      'is of another kind',
      (text: string) =>
        text.replace('kind: Application', 'kind: ApplicationSet'),
    ],
  ])('leaves alone what carries the clusters where it %s', (_, change) => {
    const before = withList(change);
    const { after } = planned(remove('delete'), before);
    expect(after.get(LIST)).toBe(before.get(LIST));
  });

  it('takes it out of a list that a merge key brings, and leaves what it brings', () => {
    const before = withList(text =>
      text.replace(
        / {4}directory:\n {6}include: (.*)\n/,
        '    directory:\n      <<: &all { include: $1 }\n',
      ),
    );
    const { after } = planned(remove('delete'), before);
    expect(after.get(LIST)).toContain(
      "      include: '{prod-cluster-02.yaml}'\n",
    );
    expect(after.get(LIST)).toContain('<<: &all { include: ');
  });
});

it.each([
  [
    'the second step before the first',
    remove('delete'),
    files,
    APPS,
    /still keeps the cluster 'prod-cluster-01' as Git says: the step 'pause' of removing it must be merged first/,
  ],
  [
    'a schedule that was resumed in between',
    remove('delete'),
    edited(SCHEDULE, 'paused: true', 'paused: false', paused),
    SCHEDULE,
    /The Schedule 'checkout-hourly' in '.*' still runs/,
  ],
  [
    'a schedule that was added in between',
    remove('delete'),
    repositoryAfter(onboard(), remove('pause'), save()),
    SCHEDULE,
    /still runs/,
  ],
  [
    'a cluster that is not there',
    remove('pause', { cluster: 'prod-cluster-09' }),
    files,
    'environments/production/clusters/prod-cluster-09',
    /there is nothing to remove/,
  ],
  [
    'a cluster that something else applies',
    remove('pause'),
    without(files, APPS),
    DIRECTORY,
    /Neither an Application nor a Kustomization/,
  ],
  [
    'a file that cannot be read',
    remove('pause'),
    new Map(files).set(SCHEDULE, 'a: ['),
    SCHEDULE,
    /is not valid YAML/,
  ],
  [
    'an Application that is written elsewhere too',
    remove('pause'),
    edited(
      APPS,
      '  syncPolicy:\n    automated:\n      prune: true',
      '  info: &a\n    automated: { prune: true }\n  syncPolicy: *a\n  other:\n    x:\n      prune: true',
    ),
    APPS,
    /The Application 'prod-cluster-01-velero-config' in '.*' is not written as maps of its own/,
  ],
  [
    'a project that lists its destinations elsewhere too',
    remove('delete'),
    new Map(paused).set(
      PROJECT,
      (paused.get(PROJECT) ?? '').replace(
        /^ {2}destinations:\n((?: {4}.*\n)+)/m,
        '  other: &ours\n$1  destinations: *ours\n',
      ),
    ),
    PROJECT,
    /The AppProject 'velero-production' in '.*' is not written as lists of its own/,
  ],
  [
    'a project that takes its destinations from a merge key',
    remove('delete'),
    withProject(text =>
      text.replace(
        /^ {2}destinations:\n((?: {4}.*\n)+)/m,
        '  <<:\n    destinations:\n$1',
      ),
    ),
    PROJECT,
    /The AppProject 'velero-production' in '.*' is not written as lists of its own/,
  ],
  [
    'a list of clusters that is written elsewhere too',
    remove('delete'),
    withList(text =>
      text.replace(
        / {4}directory:\n( {6}include: .*\n)/,
        '    other: &ours\n$1    directory: *ours\n',
      ),
    ),
    LIST,
    /The Application 'velero-production-apps' in '.*' is not written as maps of its own/,
  ],
  [
    'a project that cannot be read',
    remove('delete'),
    new Map(paused).set(PROJECT, 'a: ['),
    PROJECT,
    /is not valid YAML/,
  ],
  [
    'a list of the environment that cannot be read',
    remove('delete'),
    new Map(paused).set(LIST, 'a: ['),
    LIST,
    /is not valid YAML/,
  ],
])('conflicts with %s', (_, intent, before, path, reason) => {
  expect(outcomeOf(intent, before)).toEqual({
    result: 'conflict',
    path,
    reason: expect.stringMatching(reason),
  });
});

const generatorOf = (policy: string, path: string) =>
  new Map(paused).set(
    'argocd-apps/applicationsets/monitoring.yaml',
    `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: monitoring, namespace: argocd }
spec:
  generators: [{ matrix: { generators: [{ git: { directories: [${path}] } }] } }]
  syncPolicy: ${policy}
`,
  );
const OF_CLUSTERS =
  '{ path: environments/production/clusters/*/velero-config }';

it.each(['pause', 'delete'] as const)(
  "conflicts in the step '%s' with an ApplicationSet that cascades",
  step => {
    expect(
      outcomeOf(
        remove(step),
        generatorOf('{ applicationsSync: sync }', OF_CLUSTERS),
      ),
    ).toMatchObject({
      result: 'conflict',
      reason: expect.stringMatching(
        /The ApplicationSet 'monitoring' in '.*' makes an Application of a folder of 'prod-cluster-01'/,
      ),
    });
  },
);

it.each([
  ['keeps', '{ preserveResourcesOnDeletion: true }', OF_CLUSTERS, true],
  [
    'leaves the cluster out',
    '{}',
    `${OF_CLUSTERS}, { path: ${DIRECTORY}/*, exclude: true }`,
    false,
  ],
  ['takes other folders', '{}', '{ path: apps/* }', false],
])('goes on where an ApplicationSet %s', (_, policy, path, isTold) => {
  const outcome = outcomeOf(remove('delete'), generatorOf(policy, path));
  if (outcome.result !== 'planned') throw new Error(JSON.stringify(outcome));
  expect(
    outcome.plan.summary.includes(
      'delete the Applications that `monitoring` made of its folders',
    ),
  ).toBe(isTold);
});

it.each([
  ['no step', { step: undefined }],
  ['another step', { step: 'purge' }],
  ['a path', { cluster: '../prod-cluster-01' }],
  ['a look-alike', { cluster: 'prоd-cluster-01' }],
  ['lines', { reason: 'a\nb: c' }],
  ['10 MB', { reason: 'x'.repeat(10_000_000) }],
])('refuses %s', (_, more) => {
  expect(() => intentOf(remove('pause', more))).toThrow();
});
