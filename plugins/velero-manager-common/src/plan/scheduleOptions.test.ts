import { parse } from 'yaml';
import { check } from '../check';
import { parseIntent } from '../intents';
import { hookPresetNames, hookPresets } from '../intents/hookPresets';
import { hasLiteralPassword } from '../intents/literalPassword';
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

const onboarded = repositoryAfter(onboard());
const podLabels = { 'app.kubernetes.io/name': 'postgresql' };
const edit = (more: object) =>
  save({
    scope: undefined,
    frequency: undefined,
    existing: 'checkout-hourly',
    ...more,
  });

function planned(intent: object, files: ReadonlyMap<string, string>) {
  const outcome = plan(intentOf(intent), snapshotOf(files));
  if (outcome.result !== 'planned') throw new Error(JSON.stringify(outcome));
  return outcome.plan;
}

const everything = {
  includedNamespaceScopedResources: ['*'],
  excludedNamespaceScopedResources: ['events', 'certificates.cert-manager.io'],
  excludedClusterScopedResources: ['nodes'],
  labelSelector: { team: 'on', 'app.kubernetes.io/part-of': 'shop' },
  snapshotVolumes: true,
  snapshotMoveData: true,
  volumeSnapshotLocations: ['aws-eu'],
  resourcePolicy: 'volume-policies',
  csiSnapshotTimeout: '20m',
  itemOperationTimeout: '6h',
  useOwnerReferencesInBackup: false,
};

it('writes all options where Velero reads them', () => {
  const change = planned(
    save({
      ...everything,
      excludedNamespaceScopedResources: ['events'],
      includedNamespaceScopedResources: undefined,
      hooks: [
        {
          name: 'sync',
          podLabels,
          container: 'db',
          pre: [
            { command: ['/bin/sync'], onError: 'Continue', timeout: '90s' },
          ],
        },
      ],
    }),
    onboarded,
  );
  expect(parse(change.files[0].content ?? '').spec).toMatchInlineSnapshot(`
    {
      "schedule": "0 * * * *",
      "template": {
        "csiSnapshotTimeout": "20m0s",
        "excludedClusterScopedResources": [
          "nodes",
        ],
        "excludedNamespaceScopedResources": [
          "events",
        ],
        "hooks": {
          "resources": [
            {
              "includedResources": [
                "pods",
              ],
              "labelSelector": {
                "matchLabels": {
                  "app.kubernetes.io/name": "postgresql",
                },
              },
              "name": "sync",
              "pre": [
                {
                  "exec": {
                    "command": [
                      "/bin/sync",
                    ],
                    "container": "db",
                    "onError": "Continue",
                    "timeout": "90s",
                  },
                },
              ],
            },
          ],
        },
        "includedNamespaces": [
          "checkout",
        ],
        "itemOperationTimeout": "6h0m0s",
        "labelSelector": {
          "matchLabels": {
            "app.kubernetes.io/part-of": "shop",
            "team": "on",
          },
        },
        "metadata": {
          "labels": {
            "velero-manager.io/cluster": "prod-cluster-01",
            "velero-manager.io/environment": "production",
          },
        },
        "resourcePolicy": {
          "kind": "configmap",
          "name": "volume-policies",
        },
        "snapshotMoveData": true,
        "snapshotVolumes": true,
        "ttl": "720h0m0s",
        "volumeSnapshotLocations": [
          "aws-eu",
        ],
      },
      "useOwnerReferencesInBackup": false,
    }
  `);
  expect(change.summary).toMatchInlineSnapshot(`
    "Adds the schedule \`checkout-hourly\` of the cluster \`prod-cluster-01\` (production) in \`velero-config/backup-schedules/hourly-checkout-30day.yaml\`. It now:

    - backs up \`checkout\`
    - runs at \`0 * * * *\` (UTC unless a zone is named)
    - keeps each backup for 30 days
    - stores in the cluster's default location
    - moves the data of snapshots there too
    - of objects in namespaces it leaves out \`events\`
    - of objects of the cluster it leaves out \`nodes\`
    - takes only objects with \`team=on\`, \`app.kubernetes.io/part-of=shop\`
    - keeps snapshots at \`aws-eu\`
    - treats each volume as the ConfigMap \`volume-policies\` says, which must stand in Velero's namespace
    - waits up to \`20m0s\` for a CSI snapshot
    - gives moving data up to \`6h0m0s\`
    - runs the hook \`sync\` in pods with \`app.kubernetes.io/name=postgresql\` before their backup
    - its backups stay when it is removed or renamed
    "
  `);
  const errors = check({ plan: change }, snapshotOf(onboarded)).filter(
    ({ severity }) => severity === 'error',
  );
  expect(errors).toEqual([]);
});

it.each(hookPresetNames)('writes the commands of %s out', preset => {
  const intent = save({ hooks: [{ name: 'db', preset, podLabels }] });
  const change = planned(intent, onboarded);
  const [hook] = parse(change.files[0].content ?? '').spec.template.hooks
    .resources;
  const { pre, post } = hookPresets[preset];
  expect(hook.pre).toHaveLength(pre.length);
  expect(hook.post ?? []).toHaveLength(post.length);
  for (const { command } of [...pre, ...post]) {
    expect(hasLiteralPassword(command)).toBe(false);
    expect(command.join(' ')).not.toMatch(/\$\{|[\n\r]/);
  }
  expect(change.summary).toContain(`it ${hookPresets[preset].note}`);
  expect(
    plan(intentOf(intent), snapshotOf(applyPlan(onboarded, change))),
  ).toEqual({ result: 'unchanged' });
});

/** Without what names the change. */
const unmarked = (text: string) => text.replace(/ {4}velero-manager.*\n/g, '');

describe('an edit', () => {
  const before = repositoryAfter(onboard(), save(everything));
  const text = (before.get(FILE) ?? '')
    .replace('csiSnapshotTimeout: 20m0s', 'csiSnapshotTimeout: 1200s # slow')
    .concat(
      `    hooks:
      resources:
        # ours
        - name: cache
          excludedNamespaces: [x]
          labelSelector: {matchLabels: {app: cache}}
          pre:
            - exec: {command: [sync]} # quick
        - name: db # theirs
          includedResources: [pods]
          excludedNamespaces: [test]
          labelSelector: {matchLabels: {app.kubernetes.io/name: postgresql}}
          pre:
            - exec:
                command: [old]
    unheardOf: true
`,
    );
  const files = new Map(before).set(FILE, text);

  it('leaves alone what it does not name, or names in other words', () => {
    const change = planned(
      edit({
        ...everything,
        retention: '31d',
        hooks: [],
        labelSelector: {},
        volumeSnapshotLocations: [],
      }),
      files,
    );
    expect(unmarked(change.files[0].content ?? '')).toBe(
      unmarked(text).replace('720h0m0s', '744h0m0s'),
    );
  });

  it('changes one hook and keeps the others, their comments and foreign fields', () => {
    const change = planned(
      edit({ hooks: [{ name: 'db', podLabels, pre: [{ command: ['new'] }] }] }),
      files,
    );
    expect(change.files).toHaveLength(1);
    expect(unmarked(change.files[0].content ?? '')).toBe(
      unmarked(text).replace(
        'command: [old]',
        'command:\n                  - new',
      ),
    );
  });

  it('adds a hook beside others, and takes one out', () => {
    const added = applyPlan(
      files,
      planned(
        edit({
          hooks: [{ name: 'queue', podLabels, post: [{ command: ['go'] }] }],
          removedHooks: ['db'],
        }),
        files,
      ),
    );
    const { resources } = parse(added.get(FILE) ?? '').spec.template.hooks;
    expect(resources.map(({ name }: { name: string }) => name)).toEqual([
      'cache',
      'queue',
    ]);
  });

  it.each([
    ['a list', 'hooks: []'],
    ['an alias', 'x: &x {}\n    hooks: *x'],
    ['a list of texts', 'hooks: { resources: [a] }'],
  ])('refuses hooks that are %s', (_, hooks) => {
    const written = (before.get(FILE) ?? '').concat(`    ${hooks}\n`);
    expect(
      plan(
        intentOf(edit({ hooks: [{ name: 'db', podLabels, preset: 'redis' }] })),
        snapshotOf(new Map(before).set(FILE, written)),
      ),
    ).toMatchObject({
      result: 'conflict',
      reason: expect.stringMatching(/cannot be changed safely/),
    });
  });

  it('beside an older filter is refused by a check', () => {
    const older = new Map(files).set(
      FILE,
      text
        .replace(/ {4}(in|ex)cluded\w+Scoped\w+:\n( {6}- .*\n)+/g, '')
        .replace('unheardOf: true', 'includedResources: [pods]'),
    );
    const change = planned(
      edit({ excludedClusterScopedResources: ['nodes'] }),
      older,
    );
    expect(check({ plan: change }, snapshotOf(older))).toContainEqual(
      expect.objectContaining({ code: 'SCOPE_CONTRADICTS', severity: 'error' }),
    );
  });
});

const hook = (more: object) => ({
  hooks: [{ name: 'db', podLabels, pre: [{ command: ['sync'] }], ...more }],
});
const command = (...words: string[]) => hook({ pre: [{ command: words }] });

it.each([
  ['a password', command('sh', '-c', 'PGPASSWORD=hunter2 psql'), /password/],
  ['a password of MySQL', command('mysql', '-uroot', '-phunter2'), /password/],
  ['a log-in in an address', command('curl', 'http://a:hunter2@b'), /password/],
  ['a template', command('${{ secrets.X }}'), /must not contain '\$\{\{'/],
  ['a command of two lines', command('a\nb: c'), /one line/],
  ['a bidirectional command', command('a\u202eb'), /one line/],
  ['no command', hook({ pre: [] }), /must have a 'preset'/],
  ['both', hook({ preset: 'redis' }), /must be left out/],
  ['an unknown preset', hook({ pre: undefined, preset: 'toString' }), /preset/],
  ['every pod', hook({ podLabels: {} }), /must name a label/],
  ['a path as a hook', hook({ name: '../x' }), /hooks\[0\]\.name/],
  [
    'an endless command',
    hook({ pre: [{ command: ['a'], timeout: '0s' }] }),
    /timeout/,
  ],
  [
    'two hooks of a name',
    { hooks: [...hook({}).hooks, ...hook({}).hooks] },
    /name of another hook/,
  ],
  [
    'all kinds and more',
    { includedNamespaceScopedResources: ['*', 'pods'] },
    /nothing else may stand beside it/,
  ],
  [
    'a kind in and out',
    {
      includedClusterScopedResources: ['nodes'],
      excludedClusterScopedResources: ['nodes'],
    },
    /also included/,
  ],
  [
    'a look-alike kind',
    { includedNamespaceScopedResources: ['pоds'] },
    /Resources\[0\]/,
  ],
  [
    'nothing to move',
    { snapshotVolumes: false, snapshotMoveData: true },
    /nothing to move/,
  ],
  ['owned backups', { useOwnerReferencesInBackup: true }, /must not be on/],
  [
    'a selector that is prose',
    { labelSelector: { a: 'b c!' } },
    /labelSelector/,
  ],
  ['a selector of YAML', { labelSelector: { 'a: b': 'c' } }, /no label key/],
  ['a policy by its path', { resourcePolicy: '../policy' }, /resourcePolicy/],
])('refuses %s', (_, more, problem) => {
  const read = parseIntent(save(more));
  expect(read).toEqual({ ok: false, reason: expect.stringMatching(problem) });
  expect(JSON.stringify(read)).not.toContain('hunter2');
});
