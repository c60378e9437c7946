import { parse } from 'yaml';
import { check } from '../check';
import { parseIntent } from '../intents';
import {
  onboard,
  repositoryAfter,
  save,
  snapshotOf,
  intentOf,
} from './__fixtures__/repositories';
import type { ChangePlan } from './ChangePlan';
import { applyPlan, plan } from '.';

const LEAF = 'environments/production/clusters/prod-cluster-01/velero-config';
const FILE = `${LEAF}/backup-schedules/hourly-checkout-30day.yaml`;
const LIST = `${LEAF}/kustomization.yaml`;

const onboarded = repositoryAfter(onboard());
const edit = (more: object) =>
  save({
    scope: undefined,
    frequency: undefined,
    existing: 'checkout-hourly',
    ...more,
  });

function planned(
  intent: object,
  files: ReadonlyMap<string, string>,
): ChangePlan {
  const outcome = plan(intentOf(intent), snapshotOf(files));
  if (outcome.result !== 'planned') throw new Error(JSON.stringify(outcome));
  return outcome.plan;
}

describe('a new schedule', () => {
  it('is a file of its own, listed in the kustomization', () => {
    const change = planned(
      save({ storageLocation: 'default', labels: { team: 'on' } }),
      onboarded,
    );
    expect(change).toMatchObject({
      title: 'Add schedule checkout-hourly to prod-cluster-01',
      baseRevision: 'abc',
      environment: 'production',
      cluster: 'prod-cluster-01',
      planHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const files = new Map(change.files.map(file => [file.path, file]));
    expect([...files.keys()]).toEqual([FILE, LIST]);
    expect(files.get(FILE)).toMatchObject({ action: 'add', before: null });
    // Read as YAML 1.1, `on` without quotes would be true.
    expect(files.get(FILE)?.content).toMatchInlineSnapshot(`
      "apiVersion: velero.io/v1
      kind: Schedule
      metadata:
        name: checkout-hourly
        namespace: velero
        labels:
          team: 'on'
          velero-manager.io/cluster: prod-cluster-01
          velero-manager.io/environment: production
        annotations:
          velero-manager.io/change: schedule-save/production/prod-cluster-01/checkout-hourly
          velero-manager.io/spec-hash: b041fb0aa19c1aef1f4a55d8810177c27477aae1ddce5e3b4c506cbffd564ad6
      spec:
        schedule: 0 * * * *
        template:
          metadata:
            labels:
              team: 'on'
              velero-manager.io/cluster: prod-cluster-01
              velero-manager.io/environment: production
          includedNamespaces:
            - checkout
          ttl: 720h0m0s
          storageLocation: default
      "
    `);
    expect(files.get(LIST)).toMatchObject({
      action: 'edit',
      before: onboarded.get(LIST),
      content: `${onboarded.get(
        LIST,
      )}  - backup-schedules/hourly-checkout-30day.yaml\n`,
    });
  });

  it('never holds what hurts', () => {
    const text = planned(save(), onboarded).files[0].content;
    expect(text).not.toMatch(/skipImmediately|template:\n\s+spec:/);
    expect(text).toContain('namespace: velero');
  });

  it.each([
    ['no list yet', '# ours\n'],
    ['a list of nothing', 'resources: # ours\n'],
    ['an empty list', 'resources: [] # ours\n'],
  ])('begins a kustomization that has %s', (_, written) => {
    const list = `kind: Kustomization\nnamespace: velero\n${written}`;
    const files = new Map(onboarded).set(LIST, list);
    const text = applyPlan(files, planned(save(), files)).get(LIST) ?? '';
    expect(parse(text)).toEqual({
      kind: 'Kustomization',
      namespace: 'velero',
      resources: ['backup-schedules/hourly-checkout-30day.yaml'],
    });
    expect(text).toContain('# ours\n');
  });

  it('is left alone when it is there as wanted, and a conflict when it is not', () => {
    const files = repositoryAfter(onboard(), save());
    expect(plan(intentOf(save()), snapshotOf(files))).toEqual({
      result: 'unchanged',
    });
    expect(
      plan(intentOf(save({ cron: '5 * * * *' })), snapshotOf(files)),
    ).toEqual({
      result: 'conflict',
      path: FILE,
      reason: expect.stringMatching(
        /already has a schedule called 'checkout-hourly'/,
      ),
    });
  });

  it('keeps the style of the kustomization', () => {
    const list =
      '# ours\napiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\ncomponents: [../../../bases/standard]\nresources:\n- a.yaml # first\n\n# later\n- b.yaml\n';
    const files = new Map(onboarded).set(LIST, list);
    const { content } = planned(save(), files).files[1];
    expect(content).toBe(
      `${list}- backup-schedules/hourly-checkout-30day.yaml\n`,
    );
  });

  it.each([
    [
      'no settings',
      new Map(),
      '.velero-manager.yaml',
      /no config repository yet/,
    ],
    [
      'no cluster',
      repositoryAfter(onboard({ cluster: 'prod-cluster-02' })),
      LIST,
      /must be onboarded first/,
    ],
    [
      'a foreign file in its place',
      new Map(onboarded).set(FILE, 'a: 1\n'),
      FILE,
      /holds something else/,
    ],
    [
      'a broken file',
      new Map(onboarded).set(`${LEAF}/x.yaml`, 'a: [\n'),
      `${LEAF}/x.yaml`,
      /not valid YAML.*line/,
    ],
    [
      'a broken kustomization',
      new Map(onboarded).set(LIST, 'resources: all\n'),
      LIST,
      /no kustomization/,
    ],
    [
      'a kustomization that is a list',
      new Map(onboarded).set(LIST, '- a.yaml\n'),
      LIST,
      /no kustomization/,
    ],
    [
      'a kustomization of two documents',
      new Map(onboarded).set(LIST, 'resources: []\n---\nresources: []\n'),
      LIST,
      /no kustomization/,
    ],
    [
      'a kustomization that lists what an alias stands for',
      new Map(onboarded).set(LIST, 'x: &x [a.yaml]\nresources: *x\n'),
      LIST,
      /no kustomization/,
    ],
    [
      'a kustomization that lists what a merge key brings',
      new Map(onboarded).set(LIST, '<<: { resources: [a.yaml] }\n'),
      LIST,
      /no kustomization/,
    ],
  ])('conflicts with %s', (_, files, path, reason) => {
    expect(plan(intentOf(save()), snapshotOf(files))).toEqual({
      result: 'conflict',
      path,
      reason: expect.stringMatching(reason),
    });
  });

  it('conflicts with an unknown environment', () => {
    const intent = intentOf(save({ environment: 'moon' }));
    expect(plan(intent, snapshotOf(onboarded))).toMatchObject({
      result: 'conflict',
      reason:
        "The environment 'moon' is not known; there are 'production', 'staging'.",
    });
  });
});

describe('an edit', () => {
  const foreign = `# Written by hand, in 2021.
apiVersion: velero.io/v1
kind: Schedule
metadata:
    name: checkout-hourly # as it was
    namespace: velero
    labels:
        team: "shop"
spec:
    schedule: "0 * * * *" # on the hour
    useOwnerReferencesInBackup: false
    template:
        # payments are in another schedule
        includedNamespaces:
        - checkout # the shop
        - basket
        ttl: 720h
        hooks:
            resources: []
---
# another object
apiVersion: v1
kind: ConfigMap
metadata: {name: x,   namespace: velero}
`;
  const path = `${LEAF}/old/any-name.yaml`;
  const files = new Map(onboarded)
    .set(path, foreign)
    .set(LIST, onboarded.get(LIST)?.concat('  - old/any-name.yaml\n') ?? '');

  it('changes what was asked for, and keeps names, comments, order and the rest', () => {
    const change = planned(
      edit({
        cron: '15 * * * *',
        includedNamespaces: ['checkout', 'gift-cards'],
      }),
      files,
    );
    expect(change.files.map(file => file.path)).toEqual([path]);
    expect(change.title).toBe(
      'Change schedule checkout-hourly of prod-cluster-01',
    );
    expect(change.files[0].content).toMatchInlineSnapshot(`
      "# Written by hand, in 2021.
      apiVersion: velero.io/v1
      kind: Schedule
      metadata:
          name: checkout-hourly # as it was
          namespace: velero
          labels:
              team: "shop"
              velero-manager.io/cluster: prod-cluster-01
              velero-manager.io/environment: production
          annotations:
              velero-manager.io/change: schedule-save/production/prod-cluster-01/checkout-hourly
              velero-manager.io/spec-hash: 983290e6f6c1f605071b6b1dc49d63dc026accdc8af7481ca9e23101927f8e7f
      spec:
          schedule: "15 * * * *" # on the hour
          useOwnerReferencesInBackup: false
          template:
              # payments are in another schedule
              includedNamespaces:
                - checkout # the shop
                - gift-cards
              ttl: 720h
              hooks:
                  resources: []
              metadata:
                  labels:
                      velero-manager.io/cluster: prod-cluster-01
                      velero-manager.io/environment: production
                      team: shop
      ---
      # another object
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: x,   namespace: velero}
      "
    `);
  });

  it('is told as what the schedule then does, not only as what was asked', () => {
    const text = foreign.replace(
      'ttl: 720h',
      'ttl: 720h\n        storageLocation: ledger\n        excludedNamespaces: [sandbox]',
    );
    const change = planned(
      edit({ retention: '7d' }),
      new Map(files).set(path, text),
    );
    expect(change.summary).toBe(
      [
        'Changes the schedule `checkout-hourly` of the cluster `prod-cluster-01` (production) in `velero-config/old/any-name.yaml`. It now:',
        '',
        '- backs up `checkout` but `sandbox`',
        '- runs at `0 * * * *` (UTC unless a zone is named)',
        '- keeps each backup for 7 days',
        '- stores in `ledger`',
        '',
      ].join('\n'),
    );
  });

  it('is told as what an alias stands for', () => {
    const text = foreign
      .replace('spec:', 'x: &left [sandbox, staging]\nspec:')
      .replace('ttl: 720h', 'ttl: 720h\n        excludedNamespaces: *left');
    const change = planned(
      edit({ retention: '7d' }),
      new Map(files).set(path, text),
    );
    expect(change.summary).toContain(
      '- backs up `checkout` but `sandbox`, `staging`\n',
    );
    expect(change.files[0].content).toContain('excludedNamespaces: *left\n');
  });

  it('takes the place of what a merge key brings, field by field', () => {
    const text = foreign.replace(
      '        ttl: 720h\n',
      '        <<: { ttl: 48h, storageLocation: ledger }\n',
    );
    const change = planned(
      edit({ retention: '7d' }),
      new Map(files).set(path, text),
    );
    expect(change.files[0].content).toContain('ttl: 168h0m0s\n');
    expect(change.files[0].content).toContain('storageLocation: ledger');
    expect(change.summary).toContain('- stores in `ledger`\n');
  });

  it('quotes what YAML 1.1 would not read as text, keys too', () => {
    const change = planned(
      edit({ labels: { n: 'on' }, includedNamespaces: ['no'] }),
      files,
    );
    // With double quotes, as the author of this file does.
    expect(change.files[0].content?.match(/"(n|on|no)"/g)).toEqual([
      '"n"',
      '"on"',
      '"no"',
      '"n"',
      '"on"',
    ]);
  });

  it('copes with fields that are there without a value', () => {
    const text = foreign
      .replace('team: "shop"', '')
      .replace('ttl: 720h', 'metadata:');
    const change = planned(edit({}), new Map(files).set(path, text));
    expect(change.files[0].content).toContain(
      'velero-manager.io/cluster: prod-cluster-01',
    );
  });

  it.each([
    ['a text', 'spec: none\nx:'],
    ['a list', 'spec: []\nx:'],
    ['an alias', 'x: &x {}\nspec: *x\ny:'],
  ])('refuses a spec that is %s', (_, spec) => {
    const text = foreign.replace('spec:', spec);
    expect(
      plan(intentOf(edit({})), snapshotOf(new Map(files).set(path, text))),
    ).toMatchObject({
      result: 'conflict',
      path,
      reason: expect.stringMatching(/cannot be changed safely/),
    });
  });

  it('refuses labels that a merge key brings to the template', () => {
    const text = foreign.replace(
      '        ttl: 720h\n',
      '        ttl: 720h\n        <<: { metadata: { labels: { tier: gold } } }\n',
    );
    expect(
      plan(intentOf(edit({})), snapshotOf(new Map(files).set(path, text))),
    ).toMatchObject({
      result: 'conflict',
      path,
      reason: expect.stringMatching(/cannot be changed safely/),
    });
  });

  it('is nothing when carried out again', () => {
    const intent = edit({
      cron: '15 * * * *',
      includedNamespaces: ['checkout'],
      paused: true,
    });
    const after = applyPlan(files, planned(intent, files));
    expect(plan(intentOf(intent), snapshotOf(after))).toEqual({
      result: 'unchanged',
    });
    expect(after.get(path)).toContain('ttl: 720h\n');
  });

  it('takes a pause back', () => {
    const paused = applyPlan(files, planned(edit({ paused: true }), files));
    expect(paused.get(path)).toContain('paused: true');
    const resumed = applyPlan(paused, planned(edit({ paused: false }), paused));
    expect(resumed.get(path)).not.toContain('paused');
  });

  it('needs a schedule that is there once', () => {
    expect(plan(intentOf(edit({})), snapshotOf(onboarded))).toMatchObject({
      result: 'conflict',
      reason: expect.stringMatching(/no schedule called 'checkout-hourly'/),
    });
    const twice = new Map(files).set(`${LEAF}/old/copy.yaml`, foreign);
    expect(plan(intentOf(edit({})), snapshotOf(twice))).toMatchObject({
      result: 'conflict',
      reason: expect.stringMatching(/only one of them can be meant/),
    });
  });
});

it('gives equal plans equal hashes, and others not', () => {
  const hash = (intent: object) => planned(intent, onboarded).planHash;
  expect(hash(save())).toBe(hash(save()));
  expect(hash(save())).not.toBe(hash(save({ retention: '31d' })));
});

describe('the same schedule in several clusters', () => {
  const clusters = ['prod-cluster-02', 'prod-cluster-03'];
  const files = repositoryAfter(
    onboard(),
    ...clusters.map(cluster => onboard({ cluster })),
  );
  const everywhere = save({ alsoIn: clusters });
  const fileOf = (cluster: string) =>
    `environments/production/clusters/${cluster}/velero-config/backup-schedules/hourly-checkout-30day.yaml`;

  it('is one change, which writes in each what it would write in it alone', () => {
    const change = planned(everywhere, files);
    expect(change.title).toBe(
      'Add schedule checkout-hourly to prod-cluster-01 and 2 more clusters',
    );
    expect(change.summary).toContain(
      'And the same in `prod-cluster-02`, `prod-cluster-03`.',
    );
    expect(change.files).toHaveLength(6);
    const after = applyPlan(files, change);
    expect(plan(intentOf(everywhere), snapshotOf(after))).toEqual({
      result: 'unchanged',
    });
    for (const cluster of clusters) {
      const alone = applyPlan(files, planned(save({ cluster }), files));
      expect(after.get(fileOf(cluster))).toBe(alone.get(fileOf(cluster)));
    }
    expect(
      check({ plan: change }, snapshotOf(files)).filter(
        ({ severity }) => severity === 'error',
      ),
    ).toEqual([]);
  });

  it('leaves alone where it is so already, and tells what an edit keeps', () => {
    const one = applyPlan(
      files,
      planned(save({ cluster: 'prod-cluster-02' }), files),
    );
    expect(planned(everywhere, one).summary).toContain(
      'It is so already in `prod-cluster-02`.',
    );
    const all = applyPlan(files, planned(everywhere, files));
    const path = fileOf('prod-cluster-03');
    all.set(
      path,
      all
        .get(path)!
        .replace('    ttl:', '    storageLocation: ledger\n    ttl:'),
    );
    const longer = edit({ retention: '60d', alsoIn: clusters });
    const change = planned(longer, all);
    expect(change.summary).toContain('And the same in `prod-cluster-02`.');
    expect(change.summary).toContain('stores in `ledger`');
    expect(change.files.find(file => file.path === path)?.content).toContain(
      'storageLocation: ledger',
    );
  });

  it('is proposed for none where it cannot be in one', () => {
    expect(
      plan(
        intentOf(save({ alsoIn: ['prod-cluster-02', 'prod-cluster-09'] })),
        snapshotOf(files),
      ),
    ).toMatchObject({
      result: 'conflict',
      reason: expect.stringContaining("'prod-cluster-09'"),
    });
  });

  it.each([
    ['itself', ['prod-cluster-01']],
    ['one twice', ['prod-cluster-02', 'prod-cluster-02']],
    [
      'more than a review can hold',
      Array.from({ length: 100 }, (_, i) => `c${i}`),
    ],
    ['a path', ['../x']],
  ])('refuses %s', (_, alsoIn) => {
    expect(parseIntent(save({ alsoIn }))).toEqual({
      ok: false,
      reason: expect.stringMatching(/^alsoIn/),
    });
  });
});
